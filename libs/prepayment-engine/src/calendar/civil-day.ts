declare const brand: unique symbol;

/** A civil day in Europe/Brussels, written YYYY-MM-DD. Meter days, price days and windows are all of this kind. */
export type SupplyDay = string & { readonly [brand]: 'SupplyDay' };

/** A moment as integer milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly [brand]: 'Instant' };

/** An ISO 8601 week, written YYYY-Www. */
export type IsoWeek = string;

const DAY_SHAPE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const MILLISECONDS_PER_DAY = 86_400_000;

/** Reads YYYY-MM-DD as a supply day; null when the shape is wrong or the day does not exist (2026-02-30). */
export function supplyDayFrom(text: string): SupplyDay | null {
  if (!DAY_SHAPE.test(text)) return null;
  const day = text as SupplyDay;
  return supplyDayOfNumber(dayNumber(day)) === day ? day : null;
}

/** Marks integer epoch milliseconds as an instant. Throws RangeError on a fraction or NaN. */
export function instant(epochMilliseconds: number): Instant {
  if (!Number.isSafeInteger(epochMilliseconds)) throw new RangeError(`no instant: ${epochMilliseconds}`);
  return epochMilliseconds as Instant;
}

/** Days since 1970-01-01 (which is 0), so that days can be counted and compared as integers. */
export function dayNumber(day: SupplyDay): number {
  return dayNumberOf(digits(day, 0, 4), digits(day, 5, 7), digits(day, 8, 10));
}

/** The supply day of a day number. */
export function supplyDayOfNumber(number: number): SupplyDay {
  const { year, month, day } = civilDateOf(number);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as SupplyDay;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: SupplyDay, count: number): SupplyDay {
  return supplyDayOfNumber(dayNumber(day) + count);
}

/** Number of days from `from` until `until`; negative when `until` is earlier. */
export function daysBetween(from: SupplyDay, until: SupplyDay): number {
  return dayNumber(until) - dayNumber(from);
}

/** ISO weekday: Monday 1 ... Sunday 7. */
export function weekday(day: SupplyDay): number {
  return weekdayOfNumber(dayNumber(day));
}

/** ISO weekday of a day number: Monday 1 ... Sunday 7. 1970-01-01 was a Thursday. */
export function weekdayOfNumber(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** ISO 8601 week of the day: the week belongs to the year that holds its Thursday. */
export function isoWeekOf(day: SupplyDay): IsoWeek {
  const number = dayNumber(day);
  const thursday = number - weekdayOfNumber(number) + 4;
  const year = civilDateOf(thursday).year;
  const week = Math.floor((thursday - dayNumberOf(year, 1, 1)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The month of the day, written YYYY-MM. */
export function monthOf(day: SupplyDay): string {
  return day.slice(0, 7);
}

/** The part MM-DD of the day, for seasons that return every year. */
export function monthDayOf(day: SupplyDay): string {
  return day.slice(5);
}

/** 365 or 366: the number of days in the year of the day. */
export function daysInYear(day: SupplyDay): number {
  const year = digits(day, 0, 4);
  return dayNumberOf(year + 1, 1, 1) - dayNumberOf(year, 1, 1);
}

/** Day number of a date of the Gregorian calendar. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Day number of the UTC date of an instant. */
export function utcDayNumber(at: number): number {
  return Math.floor(at / MILLISECONDS_PER_DAY);
}

function civilDateOf(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function digits(text: string, from: number, until: number): number {
  let value = 0;
  for (let index = from; index < until; index += 1) value = value * 10 + (text.charCodeAt(index) - 48);
  return value;
}
