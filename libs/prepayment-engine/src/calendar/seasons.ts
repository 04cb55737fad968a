import type { CalendarData, Moratorium, Season, Utility } from './calendar-data.js';
import { monthDayOf } from './civil-day.js';
import type { SupplyDay } from './civil-day.js';

/** True when the part MM-DD of the day lies in a yearly season, both ends included; it may run over the new year. */
export function isInYearlySeason(day: SupplyDay, season: { readonly from: string; readonly until: string }): boolean {
  const monthDay = monthDayOf(day);
  if (season.from <= season.until) return monthDay >= season.from && monthDay <= season.until;
  return monthDay >= season.from || monthDay <= season.until;
}

/** True when the calendar itself holds a period of this season on the day: an extension made in mid-season. */
export function isInExtension(calendar: CalendarData, season: Season, day: SupplyDay): boolean {
  return calendar.seasons.some((period) => period.season === season && day >= period.from && day <= period.until);
}

/** The moratorium that covers the utility on the day, the longest one if there are more; null without one. */
export function moratoriumOn(calendar: CalendarData, utility: Utility, day: SupplyDay): Moratorium | null {
  let longest: Moratorium | null = null;
  for (const moratorium of calendar.moratoria) {
    const covers = moratorium.utility === null || moratorium.utility === utility;
    if (!covers || day < moratorium.from || day > moratorium.until) continue;
    if (longest === null || moratorium.until > longest.until) longest = moratorium;
  }
  return longest;
}
