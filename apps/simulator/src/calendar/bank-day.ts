import { Temporal } from 'temporal-polyfill';

import { weekday } from './supply-day.js';

/** The ten legal Belgian holidays that fall on a fixed date, as MM-DD. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25']);

/** Days after Easter Sunday of the movable legal holidays: Easter Monday, Ascension, Whit Monday. */
const MOVABLE_HOLIDAYS = [1, 39, 50] as const;

/** True when banks in Belgium book transfers on that day: Monday to Friday, legal holidays excepted. */
export function isBankDay(day: string): boolean {
  if (weekday(day) >= 6 || FIXED_HOLIDAYS.has(day.slice(5))) return false;
  const easter = easterSunday(Temporal.PlainDate.from(day).year);
  return !MOVABLE_HOLIDAYS.some((days) => easter.add({ days }).toString() === day);
}

// Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8).
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(f / 31), day: (f % 31) + 1 });
}
