import { decimalFromMicroEuro, microEuro } from '@tegoed/prepayment-engine';
import { writeDecimal } from '../../../adapters/inbound-bytes/decimal.js';
import type { Language } from '../../../http/request-context.js';
import type { ArithmeticStep } from './charge-arithmetic.js';
import { CHARGE_WORDS, type ChargeWords } from './charge-words.js';

/** The steps of a sum as sentences, in the order in which a person reads them. */
export function chargeInWords(steps: readonly ArithmeticStep[], language: Language): string[] {
  const write = writerFor(language);
  return steps.map((step) => sentenceOf(step, CHARGE_WORDS[language], write));
}

interface Writer {
  /** A number with a decimal point, in the language's way. */
  readonly number: (text: string) => string;
  readonly euro: (micro: number) => string;
  readonly kwh: (wh: number) => string;
  readonly price: (hundredThousandths: number) => string;
  readonly day: (day: string) => string;
}

function writerFor(language: Language): Writer {
  const number = (text: string): string => (language === 'en' ? text : text.replace('.', ','));
  const euro = (micro: number): string => `${number(decimalFromMicroEuro(microEuro(micro), 6).replace(/(\.\d\d\d*?)0+$/, '$1'))} EUR`;
  return {
    number, euro,
    kwh: (wh) => `${number(writeDecimal(wh, 3, 3))} kWh`,
    price: (price) => euro(price * 10),
    day: (day) => (language === 'en' ? day : day.split('-').toReversed().join('/')),
  };
}

function sentenceOf(step: ArithmeticStep, words: ChargeWords, write: Writer): string {
  const { number, euro, kwh, price, day } = write;
  switch (step.kind) {
    case 'register': {
      const { register, fromValue, toValue, used, unit } = step.register;
      const amount = (value: number | null): string => (value === null ? '?' : unit === 'Wh' ? kwh(value) : `${number(writeDecimal(value, 3, 3))} m³`);
      return words.register(words.registers[unit === 'dm3' ? 'gas' : register] ?? register, amount(fromValue), amount(toValue), amount(used));
    }
    case 'no_reading':
    case 'estimated':
      return words[step.kind];
    case 'gas':
      return `${number(writeDecimal(step.volumeDm3, 3, 3))} m³ × ${number(writeDecimal(step.factorE4, 4, 4))} kWh/m³ (${words.factor[step.status]}) = ${kwh(step.energyWh)}.`;
    case 'price':
    case 'old_price':
      return words[step.kind](day(step.from), step.until === null ? null : day(step.until));
    case 'energy':
    case 'network':
    case 'levies':
      return `${words.components[step.kind]}: ${step.terms.map((term) => `${kwh(term.wh)} × ${price(term.price)}`).join(' + ')} = ${euro(step.amount)}.`;
    case 'capacity':
      return `${words.components.capacity}: ${number(writeDecimal(step.peakW, 3, 1))} kW × ${price(step.price)} ÷ ${step.yearDays} ${words.days} = ${euro(step.amount)}.`;
    case 'fixed':
      return `${words.components.fixed}: ${euro(step.amount)}.`;
    case 'set_aside':
      return words.setAside(euro(step.amount));
    case 'vat':
      return `${words.components.vat}: ${number(writeDecimal(step.basisPoints, 2, 0))} % × ${euro(step.sum)} = ${euro(step.amount)}.`;
    case 'total':
      return `${words.components.total}: ${euro(step.amount)}.`;
    case 'correction':
      return words.correction(words.causes[step.reason] ?? step.reason, euro(step.before), euro(step.after), euro(step.difference));
  }
}
