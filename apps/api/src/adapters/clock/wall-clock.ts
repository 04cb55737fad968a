/** The only place of the api that asks the machine for the time; everything else gets the time as data. */
export function wallNowMs(): number {
  return Date.now();
}

/** Milliseconds of a clock that never jumps: for durations, not for instants. */
export function monotonicMs(): number {
  return performance.now();
}

/** ISO 8601 in UTC with milliseconds, from epoch milliseconds. */
export function isoOf(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

/** Epoch milliseconds of an ISO 8601 instant; null when the text is not one with a zone. */
export function instantOf(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? null : ms;
}
