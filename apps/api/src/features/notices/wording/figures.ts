import { decimalFromMicroEuro, supplyDayOf, weekday } from '@tegoed/prepayment-engine';
import type { Instant, MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';

/** Languages in which every message exists. */
export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;

/** The language of a person. */
export type Language = (typeof LANGUAGES)[number];

const WEEKDAYS: Record<Language, readonly string[]> = {
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

const MONTHS: Record<Language, readonly string[]> = {
  nl: ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'],
  fr: ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'],
  de: ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};

/** Letters of the weekday in an SMS: "wo", "mer", "Mi", "Wed". */
const SHORT_WEEKDAY: Record<Language, number> = { nl: 2, fr: 3, de: 2, en: 3 };

const TIME_MARK: Record<Language, string> = { nl: '.', fr: 'h', de: ':', en: ':' };

const BRUSSELS_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Brussels',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
});

/** An amount in euros with two decimals, "8,40" or in English "8.40"; half a cent goes away from zero. */
export function euroFigure(amount: MicroEuro, language: Language): string {
  const decimal = decimalFromMicroEuro(amount);
  return language === 'en' ? decimal : decimal.replace('.', ',');
}

/** A day as an SMS writes it: "do 27/11", "jeu 27/11", "Do 27.11.", "Thu 27/11". */
export function shortDay(day: SupplyDay, language: Language): string {
  const name = weekdayName(day, language).slice(0, SHORT_WEEKDAY[language]);
  const date = `${day.slice(8, 10)}/${day.slice(5, 7)}`;
  return language === 'de' ? `${name} ${date.replace('/', '.')}.` : `${name} ${date}`;
}

/** A day in full: "donderdag 27 november", "jeudi 27 novembre", "Donnerstag, 27. November", "Thursday 27 November". */
export function longDay(day: SupplyDay, language: Language): string {
  const number = day.slice(8, 10).replace(/^0/, '');
  const month = itemOf(MONTHS[language], integerOfTwoDigits(day.slice(5, 7)) - 1);
  const name = weekdayName(day, language);
  if (language === 'de') return `${name}, ${number}. ${month}`;
  if (language === 'fr' && number === '1') return `${name} 1er ${month}`;
  return `${name} ${number} ${month}`;
}

/** A day that may lie in another year: "24/11/2027", "24.11.2027". */
export function datedDay(day: SupplyDay, language: Language): string {
  const mark = language === 'de' ? '.' : '/';
  return [day.slice(8, 10), day.slice(5, 7), day.slice(0, 4)].join(mark);
}

/** The time in Brussels, "10.00", "10h00" or "10:00". */
export function timeOfDay(at: Instant, language: Language): string {
  return BRUSSELS_TIME.format(at).replace(':', TIME_MARK[language]);
}

/** The civil day in Brussels of an instant, as an SMS writes it. */
export function shortDayOf(at: Instant, language: Language): string {
  return shortDay(supplyDayOf(at), language);
}

/** The civil day in Brussels of an instant, in full. */
export function longDayOf(at: Instant, language: Language): string {
  return longDay(supplyDayOf(at), language);
}

function weekdayName(day: SupplyDay, language: Language): string {
  return itemOf(WEEKDAYS[language], weekday(day) - 1);
}

function itemOf(names: readonly string[], index: number): string {
  const name = names[index];
  if (name === undefined) throw new RangeError(`no name at ${index}`);
  return name;
}

function integerOfTwoDigits(digits: string): number {
  return (digits.charCodeAt(0) - 48) * 10 + (digits.charCodeAt(1) - 48);
}
