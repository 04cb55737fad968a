// The law as a person would read it from a calendar, written apart from the engine's.
import { dayAfter, localInstantMs, localTime, weekdayOf } from '../world/calendar.ts';

/** Public holidays of Belgium, copied from the calendar of each year. */
const HOLIDAYS: ReadonlySet<string> = new Set([
  '2026-01-01', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-07-21', '2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25',
  '2027-01-01', '2027-03-29', '2027-05-01', '2027-05-06', '2027-05-17', '2027-07-21', '2027-08-15', '2027-11-01', '2027-11-11', '2027-12-25',
  '2028-01-01', '2028-04-17', '2028-05-01', '2028-05-25', '2028-06-05', '2028-07-21', '2028-08-15', '2028-11-01', '2028-11-11', '2028-12-25',
]);

const TEN_O_CLOCK = 10 * 60;
const TWO_O_CLOCK = 14 * 60;

function isWorkingDay(day: string): boolean {
  return weekdayOf(day) <= 5 && !HOLIDAYS.has(day);
}

/** Why supply may not become less at this moment, as far as hours and days go; null when it may. */
export function closedBecause(atMs: number): string | null {
  const { day, minute } = localTime(atMs);
  if (!isWorkingDay(day)) return `${day} is no working day`;
  if (!isWorkingDay(dayAfter(day, 1))) return `${day} is the eve of a day without cuts`;
  if (minute < TEN_O_CLOCK || minute >= TWO_O_CLOCK) return `it is minute ${String(minute)} of the day, outside 10:00-14:00`;
  return null;
}

/** Gas is not closed from 1 November to 31 March unless the OCMW looked at the home; in a simulation it never did. */
export function isGasSeason(atMs: number): boolean {
  const monthDay = localTime(atMs).day.slice(5);
  return monthDay >= '11-01' || monthDay <= '03-31';
}

/** A letter that does not come back is with people at noon of the fifth day after it was posted. */
export function letterArrivesAtMs(postedAtMs: number): number {
  return localInstantMs(dayAfter(localTime(postedAtMs).day, 5), 12 * 60);
}

/** Nobody is woken: no message from 21:00 to 08:00. */
export function isQuietHour(atMs: number): boolean {
  const { minute } = localTime(atMs);
  return minute >= 21 * 60 || minute < 8 * 60;
}
