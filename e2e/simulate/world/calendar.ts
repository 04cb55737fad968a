import { Temporal } from 'temporal-polyfill';

const ZONE = 'Europe/Brussels';

/** The instant, in milliseconds, of a local time of a day in Belgium. */
export function localInstantMs(day: string, minuteOfDay: number): number {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds;
}

/** Day and minute of the day in Belgium. */
export function localTime(atMs: number): { readonly day: string; readonly minute: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ZONE);
  return { day: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute };
}

/** The day that lies so many days later. */
export function dayAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Monday = 1. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}
