import { addDays, type Instant, instantAt, supplyDayOf } from '@tegoed/prepayment-engine';

/**
 * Moments of a sandbox day at which something outside happens, in minutes of local time: the MDM delivers, the office
 * and the window open and close, the bank's file comes. Beside these a clock stops at every due moment.
 */
const AGENDA_MINUTES = [2 * 60 + 15, 6 * 60, 8 * 60, 10 * 60, 12 * 60, 14 * 60, 18 * 60 + 30] as const;

/** The next moment of the agenda after `now`. */
export function nextAgendaMoment(now: Instant): Instant {
  const day = supplyDayOf(now);
  for (const minute of AGENDA_MINUTES) {
    const at = instantAt(day, minute);
    if (at > now) return at;
  }
  return instantAt(addDays(day, 1), AGENDA_MINUTES[0]);
}

const SECOND_MS = 1_000;

/** Dues within one second are done at one stop, at its end; so none is done early, and none more than a second late. */
function wholeSecond(dueAt: number): number {
  return Math.ceil(dueAt / SECOND_MS) * SECOND_MS;
}

/** Where an advancing clock stops next: the earliest of what is due, the agenda of an automatic world, and its target. */
export function nextStop(now: Instant, target: Instant, dueAt: number | null, automatic: boolean): Instant {
  const stops = [target as number];
  if (dueAt !== null) stops.push(wholeSecond(dueAt));
  if (automatic) stops.push(nextAgendaMoment(now));
  return Math.max(now, Math.min(...stops)) as Instant;
}
