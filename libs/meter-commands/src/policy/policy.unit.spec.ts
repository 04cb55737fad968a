import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS, instant, later, latest } from '../instant.js';
import { askBreaker } from './breaker.js';
import { commandPolicy, deadlineOf, expiryOf, priorityOf } from './command-policy.js';
import { type ErrorKind, nextAttemptAt, retryPolicy } from './retry-policy.js';

const now = instant(Date.parse('2026-10-06T09:00:00Z'));
const kinds = Object.keys(retryPolicy) as ErrorKind[];

describe('the next attempt', () => {
  it('doubles its delay up to the cap, half of it spread by the jitter', () => {
    const delays = [1, 2, 3, 10].map((attempt) => nextAttemptAt('unreachable', attempt, retryPolicy, 0, now) - now);
    expect(delays).toEqual([15 * SECOND_MS, 30 * SECOND_MS, MINUTE_MS, 7.5 * MINUTE_MS]);
    expect(nextAttemptAt('unreachable', 1, retryPolicy, 0.5, now) - now).toBe(22.5 * SECOND_MS);
  });

  it('lies in the future and within the cap, for any attempt and jitter', () => {
    const jitters = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 1e9 }), jitters, (kind, attempt, jitter) => {
        const delayMs = nextAttemptAt(kind, attempt, retryPolicy, jitter, now) - now;
        expect(delayMs).toBeGreaterThanOrEqual(retryPolicy[kind].firstDelayMs / 2);
        expect(delayMs).toBeLessThanOrEqual(retryPolicy[kind].capMs);
      }),
    );
  });

  it.each([[0, 0], [1.5, 0], [1, 1], [1, -0.1], [1, Number.NaN]])('refuses attempt %d with jitter %d', (attempt, jitter) => {
    expect(() => nextAttemptAt('refused', attempt, retryPolicy, jitter, now)).toThrow(RangeError);
  });
});

describe('deadline and expiry', () => {
  it('end less supply with its window, and need one', () => {
    expect(deadlineOf('disconnect', now, later(now, HOUR_MS), commandPolicy)).toBe(later(now, HOUR_MS));
    expect(() => deadlineOf('limit', now, null, commandPolicy)).toThrow(RangeError);
  });

  it('let more supply be tried for a week, without an expiry', () => {
    expect(deadlineOf('connect', now, null, commandPolicy)).toBe(later(now, 7 * 24 * HOUR_MS));
    expect(expiryOf('connect', now, later(now, HOUR_MS), commandPolicy)).toBeNull();
  });

  it('give a cut half an hour, or less when its window ends sooner', () => {
    expect(expiryOf('disconnect', now, later(now, HOUR_MS), commandPolicy)).toBe(later(now, 30 * MINUTE_MS));
    expect(expiryOf('limit', now, later(now, MINUTE_MS), commandPolicy)).toBe(later(now, MINUTE_MS));
  });
});

describe('the queue and the breaker', () => {
  it('put every order that gives supply before every read, and reads before cuts', () => {
    expect(priorityOf('connect', 0)).toBeLessThan(priorityOf('unlimit', 3));
    expect(priorityOf('arm', 10_000)).toBeLessThan(priorityOf('read_state', 0));
    expect(priorityOf('read_state', 0)).toBeLessThan(priorityOf('disconnect', 0));
  });
});

describe('the breaker', () => {
  const limits = { lessSupplyPerHour: 50, lessSupplyPerDay: 200, lessSupplyPerPostcodeDay: 25, lessSupplyFleetBasisPointsPerDay: 100, lessSupplyFleetFloorPerDay: 20 };
  const use = { thisHour: 49, today: 99, todayInPostcode: 24, fleetSize: 10_000 };

  it('lets an order through while every limit has room for it', () => {
    expect(askBreaker(use, limits)).toEqual({ kind: 'closed' });
  });

  it.each([
    [{ thisHour: 50 }, { scope: 'hour', used: 50, maximum: 50 }],
    [{ today: 200, fleetSize: 1_000_000 }, { scope: 'day', used: 200, maximum: 200 }],
    [{ todayInPostcode: 25 }, { scope: 'postcode_day', used: 25, maximum: 25 }],
    [{ today: 100 }, { scope: 'fleet_day', used: 100, maximum: 100 }],
    [{ today: 99, fleetSize: 9_999 }, { scope: 'fleet_day', used: 99, maximum: 99 }],
    [{ today: 20, fleetSize: 200 }, { scope: 'fleet_day', used: 20, maximum: 20 }],
  ])('opens at the first full limit: %j', (change, expected) => {
    expect(askBreaker({ ...use, ...change }, limits)).toEqual({ kind: 'open', ...expected });
  });
});

describe('instants', () => {
  it('are whole milliseconds', () => {
    expect(() => instant(1.5)).toThrow(RangeError);
    expect(() => instant(Number.NaN)).toThrow(RangeError);
    expect(latest(now, null, later(now, 1), later(now, -1))).toBe(later(now, 1));
  });
});
