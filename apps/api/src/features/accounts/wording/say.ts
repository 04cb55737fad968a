import { instantAt, startOfDay, supplyDayOf, decimalFromMicroEuro, type Instant, type MicroEuro, type SupplyDay } from '@tegoed/prepayment-engine';
import type { Language } from '../../../http/request-context.js';

/** How a language writes amounts, days and moments inside a sentence. */
export interface Say {
  euro(amount: MicroEuro): string;
  day(day: SupplyDay): string;
  moment(at: Instant): string;
}

const LOCALES: Readonly<Record<Language, string>> = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-GB' };
const EURO: Readonly<Record<Language, (decimal: string) => string>> = {
  nl: (decimal) => `${decimal.replace('.', ',')} euro`,
  fr: (decimal) => `${decimal.replace('.', ',')} euros`,
  de: (decimal) => `${decimal.replace('.', ',')} Euro`,
  en: (decimal) => `${decimal} euros`,
};
const AT_HOUR: Readonly<Record<Language, string>> = { nl: 'om', fr: 'à', de: 'um', en: 'at' };
const NOON_MINUTE = 720;

/** The ways of saying of a language; days and hours are those of Brussels. */
export function sayIn(language: Language): Say {
  const days = new Intl.DateTimeFormat(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Brussels' });
  const hours = new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Brussels' });
  const day = (of: SupplyDay): string => days.format(instantAt(of, NOON_MINUTE));
  return {
    euro: (amount) => EURO[language](decimalFromMicroEuro(amount)),
    day,
    moment: (at) => at === startOfDay(supplyDayOf(at)) ? day(supplyDayOf(at)) : `${day(supplyDayOf(at))} ${AT_HOUR[language]} ${hours.format(at)}`,
  };
}
