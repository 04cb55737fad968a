/** The only place of this app that asks the machine for the time. */
export function wallNowMs(): number {
  return Date.now();
}
