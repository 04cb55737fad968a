import type { CalendarData, ColdSpell, Moratorium, Region, SeasonPeriod } from './calendar-data.js';
import { dayNumberOf, supplyDayOfNumber } from './civil-day.js';
import type { SupplyDay } from './civil-day.js';

const FIXED_HOLIDAYS = [
  [1, 1],
  [5, 1],
  [7, 21],
  [8, 15],
  [11, 1],
  [11, 11],
  [12, 25],
] as const;

// Easter Monday, Ascension and Whit Monday, in days after Easter Sunday.
const MOVABLE_HOLIDAYS = [1, 39, 50] as const;

/** The ten legal public holidays of Belgium in a year (law of 4 January 1974, royal decree of 18 April 1974). */
export function belgianHolidays(year: number): SupplyDay[] {
  const easter = easterDayNumber(year);
  const fixed = FIXED_HOLIDAYS.map(([month, day]) => dayNumberOf(year, month, day));
  const movable = MOVABLE_HOLIDAYS.map((offset) => easter + offset);
  return [...fixed, ...movable].toSorted((a, b) => a - b).map(supplyDayOfNumber);
}

/** What a region's calendar may add to the legal holidays. */
export interface CalendarAdditions {
  readonly holidays?: readonly SupplyDay[];
  readonly seasons?: readonly SeasonPeriod[];
  readonly moratoria?: readonly Moratorium[];
  /** Unknown when the weather port gave nothing; it then counts as cold. */
  readonly coldSpell?: ColdSpell;
}

/** The calendar of a region for the years from `fromYear` until and with `untilYear`. */
export function belgianCalendar(
  region: Region,
  fromYear: number,
  untilYear: number,
  additions: CalendarAdditions = {},
): CalendarData {
  const holidays = new Set<SupplyDay>(additions.holidays ?? []);
  for (let year = fromYear; year <= untilYear; year += 1) {
    for (const day of belgianHolidays(year)) holidays.add(day);
  }
  return {
    region,
    holidays,
    seasons: additions.seasons ?? [],
    moratoria: additions.moratoria ?? [],
    coldSpell: additions.coldSpell ?? 'unknown',
  };
}

// Easter Sunday of the Gregorian calendar (method of Meeus, Jones and Butcher).
function easterDayNumber(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const weekdayShift = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * weekdayShift) / 451);
  const sum = epact + weekdayShift - 7 * lateMoon + 114;
  return dayNumberOf(year, Math.floor(sum / 31), (sum % 31) + 1);
}
