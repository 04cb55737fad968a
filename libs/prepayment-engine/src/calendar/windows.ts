import { instantAtNumber, supplyDayNumberOf } from './brussels.js';
import type { CalendarData } from './calendar-data.js';
import { supplyDayOfNumber, weekdayOfNumber } from './civil-day.js';
import type { Instant } from './civil-day.js';

/** When supply may become less: a span of local time on working days, in minutes after midnight. */
export interface CutRules {
  readonly cutWindowFromMinute: number;
  readonly cutWindowUntilMinute: number;
  /** True: not on the eve of a day without cuts either, so that help is open the next day. */
  readonly noCutOnEve: boolean;
}

/** Local hours in which nobody may be cut, beside weekends and holidays (Wallonia: 16:00 until 08:00). */
export interface NonCutHours {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

const SEARCH_DAYS = 400;
const SATURDAY = 6;

/** Monday to Friday and no public holiday. */
export function isWorkingDay(calendar: CalendarData, number: number): boolean {
  return weekdayOfNumber(number) < SATURDAY && !calendar.holidays.has(supplyDayOfNumber(number));
}

/** True when the day (as a day number) has a window in which supply may become less. */
export function isCutDay(calendar: CalendarData, rules: CutRules, number: number): boolean {
  if (!isWorkingDay(calendar, number)) return false;
  return !rules.noCutOnEve || isWorkingDay(calendar, number + 1);
}

/** True when supply may become less at this very moment, as far as hours and days go. */
export function isInCutWindow(calendar: CalendarData, rules: CutRules, at: Instant): boolean {
  const number = supplyDayNumberOf(at);
  if (!isCutDay(calendar, rules, number)) return false;
  return (
    at >= instantAtNumber(number, rules.cutWindowFromMinute) && at < instantAtNumber(number, rules.cutWindowUntilMinute)
  );
}

/**
 * The first moment from `from` on at which supply may become less: `from` itself inside a window, else the next
 * opening. Null when the window is empty or no day of the next 400 has one; then nothing may be cut.
 */
export function nextCutMoment(calendar: CalendarData, rules: CutRules, from: Instant): Instant | null {
  if (rules.cutWindowFromMinute >= rules.cutWindowUntilMinute) return null;
  if (isInCutWindow(calendar, rules, from)) return from;
  const first = supplyDayNumberOf(from);
  for (let number = first; number < first + SEARCH_DAYS; number += 1) {
    if (!isCutDay(calendar, rules, number)) continue;
    const opensAt = instantAtNumber(number, rules.cutWindowFromMinute);
    if (opensAt >= from) return opensAt;
  }
  return null;
}

/** The day number that lies `count` working days after the given one. */
export function addWorkingDays(calendar: CalendarData, number: number, count: number): number {
  let result = number;
  for (let left = count; left > 0; ) {
    result += 1;
    if (isWorkingDay(calendar, result)) left -= 1;
    if (result - number > SEARCH_DAYS) throw new RangeError('the calendar has no working days');
  }
  return result;
}

/**
 * True in the hours in which nobody may be cut: weekends, public holidays, and on working days from `fromMinute`
 * until `untilMinute` of the next morning (energieinfowallonie.be: 16:00-08:00 and weekends; holidays are ours).
 */
export function isNonCutHour(calendar: CalendarData, hours: NonCutHours, at: Instant): boolean {
  const number = supplyDayNumberOf(at);
  if (!isWorkingDay(calendar, number)) return true;
  return at < instantAtNumber(number, hours.untilMinute) || at >= instantAtNumber(number, hours.fromMinute);
}
