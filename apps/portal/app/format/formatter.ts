import { Temporal } from 'temporal-polyfill';
import type { Language } from '../api/types.js';
import { microEuroOf, thousandths } from './decimal.js';

const regionOf: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-GB' };
const timeZone = 'Europe/Brussels';

/** Words for amounts, quantities, days and moments in one language. Days and moments are those of Brussels. */
export function formatter(language: Language) {
  const locale = regionOf[language];
  const euros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const exactEuros = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 6 });
  const numbers = new Intl.NumberFormat(locale);
  const quantities = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const days = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const datedDays = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const shortDays = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone });
  const longMoments = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone });

  const ofDay = (format: Intl.DateTimeFormat, day: string) =>
    format.format(Temporal.PlainDate.from(day).toZonedDateTime('UTC').epochMilliseconds);
  const ofInstant = (format: Intl.DateTimeFormat, at: string) => format.format(Temporal.Instant.from(at).epochMilliseconds);
  const ofEuro = (format: Intl.NumberFormat, euro: string) => (microEuroOf(euro) === null ? euro : format.format(euro as `${number}`));

  return {
    /** Rounded to the cent for reading. */
    money: (euro: string) => ofEuro(euros, euro),
    /** With every decimal there is, where parts must visibly sum to a total. */
    exactMoney: (euro: string) => ofEuro(exactEuros, euro),
    count: (value: number) => numbers.format(value),
    /** A register or a use: Wh as kWh, dm3 as m3. */
    quantity: (value: number, unit: 'Wh' | 'dm3') => `${quantities.format(thousandths(value))} ${unit === 'Wh' ? 'kWh' : 'm³'}`,
    /** "Thursday 26 November". */
    day: (day: string) => ofDay(days, day),
    /** "26 Nov 2026", where the year matters. */
    datedDay: (day: string) => ofDay(datedDays, day),
    /** "Thu 26 Nov". */
    shortDay: (day: string) => ofDay(shortDays, day),
    /** "Thu 26 Nov, 10:00" in Brussels. */
    moment: (at: string) => ofInstant(moments, at),
    /** The same with year and whole words. */
    longMoment: (at: string) => ofInstant(longMoments, at),
  };
}

export type Formatter = ReturnType<typeof formatter>;
