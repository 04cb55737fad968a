/** A path inside the portal from what a form or address carried; anything that could lead elsewhere becomes "/". */
export function ownPath(value: FormDataEntryValue | null): string {
  if (typeof value !== 'string' || !/^\/(?![/\\])[^\\]*$/.test(value)) return '/';
  const portal = 'http://portal.invalid';
  const resolved = URL.parse(value, portal);
  return resolved?.origin === portal ? resolved.pathname + resolved.search : '/';
}
