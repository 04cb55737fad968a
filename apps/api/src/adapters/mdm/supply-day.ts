import { Temporal } from 'temporal-polyfill';

const ZONE = 'Europe/Brussels';

/** The bounds of a civil day in Belgium: milliseconds since 1970 UTC, and its 23, 24 or 25 hours. */
export interface DayBounds {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly hours: number;
}

const boundsByDay = new Map<string, DayBounds | null>();
const dayByInstant = new Map<number, string | null>();
/** A file names few days; a hostile one may name many, so what is remembered is bounded. */
const REMEMBERED = 10_000;

/** Gives the bounds of a day `YYYY-MM-DD`, or null when the text is no day. */
export function boundsOfDay(day: string): DayBounds | null {
  const known = boundsByDay.get(day);
  if (known !== undefined) return known;
  const bounds = computedBounds(day);
  if (boundsByDay.size >= REMEMBERED) boundsByDay.clear();
  boundsByDay.set(day, bounds);
  return bounds;
}

function computedBounds(day: string): DayBounds | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  try {
    const date = Temporal.PlainDate.from(day, { overflow: 'reject' });
    const startsAt = date.toZonedDateTime(ZONE).epochMilliseconds;
    const endsAt = date.add({ days: 1 }).toZonedDateTime(ZONE).epochMilliseconds;
    return { startsAt, endsAt, hours: (endsAt - startsAt) / 3_600_000 };
  } catch {
    return null;
  }
}

/** Gives the supply day that ends at this instant, or null when the instant is not midnight in Belgium. */
export function supplyDayEndingAt(instant: number): string | null {
  const known = dayByInstant.get(instant);
  if (known !== undefined) return known;
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE);
  const midnight = local.hour === 0 && local.minute === 0 && local.second === 0 && local.millisecond === 0;
  const day = midnight ? local.toPlainDate().subtract({ days: 1 }).toString() : null;
  if (dayByInstant.size >= REMEMBERED) dayByInstant.clear();
  dayByInstant.set(instant, day);
  return day;
}

/** Gives the civil day in Belgium that an instant falls in. */
export function supplyDayAt(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

/** Reads an ISO 8601 time with its zone or offset into milliseconds since 1970; null for anything else. */
export function instantOf(text: string): number | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}
