/**
 * A moment as integer milliseconds since 1970-01-01T00:00:00Z. Branded, so that a duration or a plain number is never
 * taken for a moment by mistake.
 */
export type Instant = number & { readonly __brand: 'Instant' };

/** Marks a number of epoch milliseconds as an instant; throws a RangeError when it is not a safe integer. */
export function instant(epochMilliseconds: number): Instant {
  if (!Number.isSafeInteger(epochMilliseconds)) {
    throw new RangeError(`An instant is an integer of epoch milliseconds, not ${epochMilliseconds}`);
  }
  return epochMilliseconds as Instant;
}

/** The instant `durationMs` milliseconds later; throws a RangeError when the result is not a safe integer. */
export function later(from: Instant, durationMs: number): Instant {
  return instant(from + durationMs);
}

/** The last of the given instants; those that are null do not count. */
export function latest(first: Instant, ...others: readonly (Instant | null)[]): Instant {
  return others.reduce<Instant>((last, next) => (next !== null && next > last ? next : last), first);
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
