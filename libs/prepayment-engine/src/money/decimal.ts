import { microEuro, MICRO_EURO_PER_EURO } from './amounts.js';
import type { MicroEuro } from './amounts.js';
import { roundHalfAwayFromZero } from './rounding.js';

const DECIMAL_EURO = /^(-?)(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,6}))?$/;

/**
 * Reads a decimal amount of euros ("20", "20.00", "-0.005") as micro-euro.
 * Strict: a point as separator, at most nine digits before and six after it, no blanks, no plus sign, no leading
 * zeros, no exponent, no "-0". Anything else gives null, so that "1.234,56" or "1e3" is never taken for money.
 */
export function microEuroFromDecimal(text: string): MicroEuro | null {
  const match = DECIMAL_EURO.exec(text);
  if (match === null) return null;
  const whole = integerOfDigits(match[2] ?? '');
  const fraction = integerOfDigits((match[3] ?? '').padEnd(6, '0'));
  const amount = whole * MICRO_EURO_PER_EURO + fraction;
  if (match[1] === '-') return amount === 0 ? null : microEuro(-amount);
  return microEuro(amount);
}

/**
 * Writes micro-euro as a decimal amount of euros with the given number of decimals (0 to 6, default 2).
 * Rounds half away from zero and never writes "-0.00". Throws RangeError when `decimals` is out of range.
 */
export function decimalFromMicroEuro(amount: MicroEuro, decimals = 2): string {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6) throw new RangeError(`decimals ${decimals}`);
  const unitsPerEuro = 10 ** decimals;
  const units = Math.abs(roundHalfAwayFromZero(amount, MICRO_EURO_PER_EURO / unitsPerEuro));
  const whole = (units - (units % unitsPerEuro)) / unitsPerEuro;
  const sign = amount < 0 && units !== 0 ? '-' : '';
  if (decimals === 0) return `${sign}${whole}`;
  return `${sign}${whole}.${String(units % unitsPerEuro).padStart(decimals, '0')}`;
}

// Digits are added up one by one, because Number() would also accept "", "1e3" and "0x10".
function integerOfDigits(digits: string): number {
  let value = 0;
  for (let index = 0; index < digits.length; index += 1) value = value * 10 + (digits.charCodeAt(index) - 48);
  return value;
}
