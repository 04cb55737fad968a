import { type Instant, HOUR_MS, MINUTE_MS, SECOND_MS, later } from '../instant.js';

/** Why an attempt ended without the wanted effect. `not_moved`: accepted, yet the meter still stands as before. */
export type ErrorKind =
  | 'unreachable'
  | 'no_answer'
  | 'overloaded'
  | 'refused'
  | 'unknown_meter'
  | 'no_confirmation'
  | 'not_moved';

/** Exponential back-off: first delay, doubled at each further attempt, never above the cap. */
export interface BackOff {
  readonly firstDelayMs: number;
  readonly capMs: number;
}

export type RetryPolicy = Readonly<Record<ErrorKind, BackOff>>;

/**
 * Waiting times per kind of error, for orders that give supply and for reads; an order for less supply is never sent
 * twice. The caps stay low because a home waits: 1 to 10 % of meters are unreachable on a given day and come back.
 */
export const retryPolicy: RetryPolicy = {
  unreachable: { firstDelayMs: 30 * SECOND_MS, capMs: 15 * MINUTE_MS },
  no_answer: { firstDelayMs: 15 * SECOND_MS, capMs: 5 * MINUTE_MS },
  overloaded: { firstDelayMs: 10 * SECOND_MS, capMs: 5 * MINUTE_MS },
  refused: { firstDelayMs: MINUTE_MS, capMs: 30 * MINUTE_MS },
  unknown_meter: { firstDelayMs: HOUR_MS, capMs: 6 * HOUR_MS },
  no_confirmation: { firstDelayMs: 5 * MINUTE_MS, capMs: HOUR_MS },
  not_moved: { firstDelayMs: MINUTE_MS, capMs: 30 * MINUTE_MS },
};

/**
 * When to try again after attempt number `attempt` (1 = the first) ended with this kind of error at `now`.
 * Half of the delay is fixed and half is spread by `jitter` (0 <= jitter < 1, drawn by the caller), so that meters that
 * failed together do not come back together. Throws a RangeError on an attempt or a jitter outside its range.
 */
export function nextAttemptAt(
  kind: ErrorKind,
  attempt: number,
  policy: RetryPolicy,
  jitter: number,
  now: Instant,
): Instant {
  if (!Number.isSafeInteger(attempt) || attempt < 1) throw new RangeError(`Attempts count from 1, not ${attempt}`);
  if (!(jitter >= 0 && jitter < 1)) throw new RangeError(`Jitter lies in [0, 1), not ${jitter}`);
  const { firstDelayMs, capMs } = policy[kind];
  const delayMs = Math.min(capMs, firstDelayMs * 2 ** Math.min(attempt - 1, 30));
  return later(now, Math.floor(delayMs / 2 + (delayMs / 2) * jitter));
}
