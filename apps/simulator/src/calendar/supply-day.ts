import { Temporal } from 'temporal-polyfill';

/** Supply days and office hours are Belgian civil time (design rule: windows in Europe/Brussels). */
const ZONE = 'Europe/Brussels';
export const HOUR_MS = 3_600_000;

/** One clock hour of a supply day. A day has 23 or 25 of them when the clock changes. */
export interface DayHour {
  readonly startMs: number;
  readonly localHour: number;
}

/** The supply day (YYYY-MM-DD, Europe/Brussels) in which the instant falls. */
export function dayOf(instantMs: number): string {
  return zoned(instantMs).toPlainDate().toString();
}

/** The instant at which the supply day begins, in milliseconds since 1970. */
export function startOfDay(day: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE }).epochMilliseconds;
}

/** The instant of a local time such as "18:30" on a supply day; a time skipped in spring moves forward. */
export function localTime(day: string, time: string): number {
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

/** The supply day a number of days later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** 1 = Monday ... 7 = Sunday. */
export function weekday(day: string): number {
  return factsOf(day).weekday;
}

/** 1 ... 366. */
export function dayOfYear(day: string): number {
  return factsOf(day).dayOfYear;
}

/** Days since 1970-01-01, to group days into blocks. */
export function dayNumber(day: string): number {
  return factsOf(day).dayNumber;
}

/** The hours of a supply day in order, with their local hour: 02 is missing in spring and comes twice in autumn. */
export function hoursOf(day: string): readonly DayHour[] {
  return factsOf(day).hours;
}

/** Belgian night rate: 22:00-07:00 on weekdays, and the whole weekend. */
export function isNightRate(day: string, localHour: number): boolean {
  return weekday(day) >= 6 || localHour >= 22 || localHour < 7;
}

/** The first instant at the local time strictly after `afterMs`. */
export function nextLocalTime(afterMs: number, time: string): number {
  const today = localTime(dayOf(afterMs), time);
  return today > afterMs ? today : localTime(addDays(dayOf(afterMs), 1), time);
}

/** "Monday 23 November 2026, 18:25" in Belgian local time, for people. */
export function spokenTime(instantMs: number): string {
  return zoned(instantMs).toLocaleString('en-GB', {
    weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit',
  });
}

/** ISO instant in UTC without milliseconds, as the wire formats want it. */
export function isoInstant(instantMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toString({ smallestUnit: 'second' });
}

/** Milliseconds since 1970 of an ISO instant. Throws a RangeError when the text is not an instant with a zone. */
export function instantMs(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}

interface DayFacts {
  readonly weekday: number;
  readonly dayOfYear: number;
  readonly dayNumber: number;
  readonly hours: readonly DayHour[];
}

// Every home asks the same about the same few days, and calendar arithmetic is slow: a few days are remembered.
const knownDays = new Map<string, DayFacts>();
const DAYS_REMEMBERED = 16;

function factsOf(day: string): DayFacts {
  const known = knownDays.get(day);
  if (known !== undefined) return known;
  const date = Temporal.PlainDate.from(day);
  const facts = {
    weekday: date.dayOfWeek, dayOfYear: date.dayOfYear, hours: clockHours(day),
    dayNumber: Temporal.PlainDate.from('1970-01-01').until(date).days,
  };
  if (knownDays.size >= DAYS_REMEMBERED) knownDays.clear();
  knownDays.set(day, facts);
  return facts;
}

function clockHours(day: string): readonly DayHour[] {
  const hours: DayHour[] = [];
  const endMs = startOfDay(addDays(day, 1));
  for (let startMs = startOfDay(day); startMs < endMs; startMs += HOUR_MS) {
    hours.push({ startMs, localHour: zoned(startMs).hour });
  }
  return hours;
}

function zoned(instantMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(ZONE);
}
