import { Temporal } from 'temporal-polyfill';
import type { TimelineItem } from '../api/timeline-types.js';
import type { Day, Euro } from '../api/types.js';

export type DayBalance = { readonly day: Day; readonly balanceEuro: Euro };

export const daysShown = 30;

/**
 * The balance after the last entry of each of the newest `days` days that have one, oldest first.
 * Items come newest first, so the first one seen of a day is its last.
 */
export function balancesByDay(items: readonly TimelineItem[], days: number): readonly DayBalance[] {
  const byDay = new Map<Day, Euro>();
  for (const item of items) {
    const balanceEuro = 'balanceAfterEuro' in item.data ? item.data.balanceAfterEuro : undefined;
    const day = Temporal.Instant.from(item.at).toZonedDateTimeISO('Europe/Brussels').toPlainDate().toString();
    if (balanceEuro !== undefined && !byDay.has(day)) byDay.set(day, balanceEuro);
  }
  return newestDays([...byDay].map(([day, balanceEuro]) => ({ day, balanceEuro })), days);
}

function newestDays(balances: readonly DayBalance[], days: number): readonly DayBalance[] {
  const ordered = balances.toSorted((one, other) => one.day.localeCompare(other.day));
  const newest = ordered.at(-1);
  if (newest === undefined) return [];
  const from = Temporal.PlainDate.from(newest.day).subtract({ days: days - 1 }).toString();
  return ordered.filter((balance) => balance.day >= from);
}
