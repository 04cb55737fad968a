import { type Instant, type MeterOrder, HOUR_MS, MINUTE_MS } from '@tegoed/meter-commands';
import { dayNumber, instantAt, supplyDayOf } from '@tegoed/prepayment-engine';
import { type NotSent } from './amm-port.js';

/** The longest life an order for less supply may have on the wire: half an hour, and a minute for clocks that differ. */
const LONGEST_LIFE_MS = 31 * MINUTE_MS;

const GIVES_SUPPLY: ReadonlySet<MeterOrder['action']> = new Set(['connect', 'arm', 'unlimit']);

/** No law of the regions allows a cut outside these local hours of Monday to Friday; policies are narrower. */
const EARLIEST_MINUTE = 8 * 60;
const LATEST_MINUTE = 16 * 60;

/**
 * The second breaker, in other code than the first and on purpose without knowledge of balances, wishes or policies:
 * whatever goes wrong upstream, no more than `lessSupplyPerHour` homes lose supply in any hour through this process,
 * none at night or in a weekend, and no order to cut leaves without a short life. Orders that give supply are never stopped.
 */
export class LessSupplyLimiter {
  private sentAt: readonly Instant[] = [];

  constructor(private readonly lessSupplyPerHour: number) {
    if (!Number.isSafeInteger(lessSupplyPerHour) || lessSupplyPerHour < 0) {
      throw new RangeError(`The hourly limit is a whole number, not ${lessSupplyPerHour}`);
    }
  }

  /** Counts the order and returns null when it may leave, or the reason why it may not. */
  refusalOf(order: MeterOrder, now: Instant): NotSent | null {
    if (GIVES_SUPPLY.has(order.action)) return null;
    if (order.expiresAt === null) return { kind: 'not_sent', why: 'no_expiry' };
    if (order.expiresAt <= now) return { kind: 'not_sent', why: 'expired' };
    if (order.expiresAt - now > LONGEST_LIFE_MS) return { kind: 'not_sent', why: 'lives_too_long' };
    // A clock set back leaves entries in the future: they count, so that no jump of the clock empties the hour.
    this.sentAt = this.sentAt.filter((at) => now - at < HOUR_MS);
    if (this.sentAt.length >= this.lessSupplyPerHour) return { kind: 'not_sent', why: 'hour_full' };
    if (!isInWorkingHours(now)) return { kind: 'not_sent', why: 'outside_hours' };
    this.sentAt = [...this.sentAt, now];
    return null;
  }
}

// Day 0 of the calendar's numbers, 1 January 1970, was a Thursday.
function isInWorkingHours(now: Instant): boolean {
  const day = supplyDayOf(now as number as Parameters<typeof supplyDayOf>[0]);
  const weekday = (dayNumber(day) + 3) % 7;
  return weekday < 5 && now >= instantAt(day, EARLIEST_MINUTE) && now < instantAt(day, LATEST_MINUTE);
}
