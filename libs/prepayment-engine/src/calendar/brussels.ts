import { Temporal } from 'temporal-polyfill';
import { dayNumber, supplyDayOfNumber, utcDayNumber } from './civil-day.js';
import type { Instant, SupplyDay } from './civil-day.js';

const ZONE = 'Europe/Brussels';
const MILLISECONDS_PER_HOUR = 3_600_000;
const MINUTES_PER_DAY = 1440;
const CACHE_LIMIT = 20_000;

// A run asks for the same few days 1.3 million times and zone rules are slow to compute, so each answer is kept.
// The limit only guards memory: a result never depends on what is in here.
const instants = new Map<number, Instant>();

/**
 * The instant of a local time, given as minutes after midnight; a time skipped in spring moves one hour on. 1440 is
 * midnight of the next day, and minutes beyond a day, or before it, belong to the days after and before.
 */
export function instantAt(day: SupplyDay, minute: number): Instant {
  return instantAtNumber(dayNumber(day), minute);
}

/** As `instantAt`, for a day number. */
export function instantAtNumber(number: number, minute: number): Instant {
  const key = number * MINUTES_PER_DAY + minute;
  const known = instants.get(key);
  if (known !== undefined) return known;
  // From the key, so that two ways to name one local time can never keep two answers.
  const minuteOfDay = ((key % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  const time = { hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 };
  const at = Temporal.PlainDate.from(supplyDayOfNumber((key - minuteOfDay) / MINUTES_PER_DAY)).toZonedDateTime({
    timeZone: ZONE,
    plainTime: Temporal.PlainTime.from(time),
  });
  if (instants.size >= CACHE_LIMIT) instants.clear();
  instants.set(key, at.epochMilliseconds as Instant);
  return at.epochMilliseconds as Instant;
}

/** Local midnight at which the day begins. The end of a day is the start of the next. */
export function startOfDay(day: SupplyDay): Instant {
  return instantAt(day, 0);
}

/** The civil day in Europe/Brussels that holds the instant. */
export function supplyDayOf(at: Instant): SupplyDay {
  return supplyDayOfNumber(supplyDayNumberOf(at));
}

/** As `supplyDayOf`, as a day number. Brussels is one or two hours ahead of UTC, so it is the UTC date or the next. */
export function supplyDayNumberOf(at: Instant): number {
  const utcDay = utcDayNumber(at);
  return at >= instantAtNumber(utcDay + 1, 0) ? utcDay + 1 : utcDay;
}

/** 24, or 23 on the day summer time begins and 25 on the day it ends. */
export function hoursInDay(day: SupplyDay): 23 | 24 | 25 {
  const number = dayNumber(day);
  const length = instantAtNumber(number + 1, 0) - instantAtNumber(number, 0);
  return (length / MILLISECONDS_PER_HOUR) as 23 | 24 | 25;
}

/** Local midnight of the first day of the month that holds the instant. */
export function monthStart(at: Instant): Instant {
  return startOfDay(`${supplyDayOf(at).slice(0, 8)}01` as SupplyDay);
}
