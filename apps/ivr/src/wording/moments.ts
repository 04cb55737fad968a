import { Temporal } from 'temporal-polyfill';
import type { Phrases } from './phrases.js';

const ZONE = 'Europe/Brussels';
const DAYS_OF_A_WEEK = 7;

/** The weekday of a civil day, spoken. */
export function spokenDay(day: string, { figures }: Phrases): string {
  return figures.weekday(Temporal.PlainDate.from(day).dayOfWeek);
}

/** A civil day that may be long ago: a weekday alone means the last one, so an older day is said with its date. */
export function spokenPastDay(day: string, asOf: string, phrases: Phrases): string {
  const said = Temporal.PlainDate.from(day);
  const weekday = spokenDay(day, phrases);
  const age = said.until(civilDayOf(asOf)).days;
  return age < DAYS_OF_A_WEEK ? weekday : phrases.figures.date(weekday, said.day, said.month);
}

/** The civil day in Brussels of an instant. */
export function civilDayOf(at: string): Temporal.PlainDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).toPlainDate();
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
