import { Temporal } from 'temporal-polyfill';
import type { Phrases } from './phrases.js';

const ZONE = 'Europe/Brussels';

/** The weekday of a civil day, spoken. */
export function spokenDay(day: string, { figures }: Phrases): string {
  return figures.weekday(Temporal.PlainDate.from(day).dayOfWeek);
}

/** The weekday in Brussels of an instant, spoken. */
export function spokenWeekday(at: string, { figures }: Phrases): string {
  return figures.weekday(Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).dayOfWeek);
}

/** Weekday and time in Brussels of an instant, each spoken. */
export function spokenMoment(at: string, { figures }: Phrases): readonly [weekday: string, time: string] {
  const moment = Temporal.Instant.from(at).toZonedDateTimeISO(ZONE);
  return [figures.weekday(moment.dayOfWeek), figures.time(moment.hour, moment.minute)];
}

/** Twelve digits one by one, in the three groups in which they are printed, with pauses to write them down. */
export function spokenReference(reference: string): string {
  const groups = [reference.slice(0, 3), reference.slice(3, 7), reference.slice(7)];
  return groups.map((group) => [...group].join(' ')).join(', ');
}
