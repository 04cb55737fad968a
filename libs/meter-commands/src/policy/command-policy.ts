import { type Instant, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, later } from '../instant.js';
import { type CommandAction, directionOf } from '../supply.js';
import { type RetryPolicy, retryPolicy } from './retry-policy.js';

/** Everything about the life of a command that someone may want to change without changing code. */
export interface CommandPolicy {
  readonly retry: RetryPolicy;
  /** An order for less supply is dead this long after it was sent, or at the end of its window when that is sooner. */
  readonly lessSupplyLivesMs: number;
  /**
   * A meter that is heard once an hour listens only when it speaks: an order that would be dead by then is sent so long
   * after it spoke that it still lives when it speaks again. Kept below an hour and above an hour less `lessSupplyLivesMs`.
   */
  readonly repeatToSeldomHeardAfterMs: number;
  /** How long an order for more supply is repeated before a fresh command takes over and a person is told. */
  readonly moreSupplyTriedForMs: number;
  readonly readTriedForMs: number;
  /** The first read-back after an order, and the cap to which its doubling delay grows. */
  readonly firstReadAfterMs: number;
  readonly readAgainCapMs: number;
  /** A home that is paid for and still without supply after this long goes to a named work list. */
  readonly paidButDarkAfterMs: number;
  /** A held or quarantined order for less supply is looked at again after this long. */
  readonly askGatesAgainAfterMs: number;
  /** How long after a supply that had to come back first the one behind it is looked at again. */
  readonly lookAgainAfterMs: number;
  /** A breaker that waits for a button press is read again after this long: arming times out in some meters. */
  readonly readReadyAgainAfterMs: number;
}

export const commandPolicy: CommandPolicy = {
  retry: retryPolicy,
  lessSupplyLivesMs: 30 * MINUTE_MS,
  repeatToSeldomHeardAfterMs: 40 * MINUTE_MS,
  moreSupplyTriedForMs: 7 * DAY_MS,
  readTriedForMs: DAY_MS,
  firstReadAfterMs: 20 * SECOND_MS,
  readAgainCapMs: 15 * MINUTE_MS,
  paidButDarkAfterMs: 30 * MINUTE_MS,
  askGatesAgainAfterMs: 30 * MINUTE_MS,
  lookAgainAfterMs: 10 * MINUTE_MS,
  readReadyAgainAfterMs: HOUR_MS,
};

/**
 * The last moment at which a command may be sent. An order for less supply dies with the window it was decided for
 * and throws a RangeError without one: a cut without an end could act on a home that has paid since.
 */
export function deadlineOf(
  action: CommandAction,
  requestedAt: Instant,
  windowEndsAt: Instant | null,
  policy: CommandPolicy,
): Instant {
  switch (directionOf(action)) {
    case 'more':
      return later(requestedAt, policy.moreSupplyTriedForMs);
    case 'read':
      return later(requestedAt, policy.readTriedForMs);
    case 'less':
      if (windowEndsAt === null) throw new RangeError(`An order to ${action} needs the end of its window`);
      return windowEndsAt;
  }
}

/** The expiry that travels with an order sent `now`, or null for orders that cannot harm when they act late. */
export function expiryOf(
  action: CommandAction,
  now: Instant,
  deadlineAt: Instant,
  policy: CommandPolicy,
): Instant | null {
  if (directionOf(action) !== 'less') return null;
  const livesUntil = later(now, policy.lessSupplyLivesMs);
  return livesUntil < deadlineAt ? livesUntil : deadlineAt;
}

/**
 * The rank in the sending queue, lower first: orders that give supply, then reads, then orders that take it.
 * A repeated order loses a little rank, so that one unreachable meter does not delay a home that paid just now.
 */
export function priorityOf(action: CommandAction, attempt: number): number {
  switch (directionOf(action)) {
    case 'more':
      return Math.min(attempt, 9);
    case 'read':
      return 10;
    case 'less':
      return 20;
  }
}
