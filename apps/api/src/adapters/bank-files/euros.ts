import { readDecimal, writeDecimal, type DecimalRead } from '../inbound-bytes/decimal.js';

/** Writes micro-euro as euros with two decimals, more only when there are more. */
export function eurosOf(amountMicroEuro: number): string {
  return writeDecimal(amountMicroEuro, 6, 2);
}

/**
 * Reads an amount of a camt message into micro-euro. XML Schema writes decimals as `20`, `20.00000`, `.5` or `+20`;
 * money of an account has cents only, so `20.005` is refused although ISO 20022 allows five decimals.
 */
export function microEuroOf(written: string): DecimalRead {
  const plain = written.replace(/^\+(?=[\d.])/, '').replace(/^\.(?=\d)/, '0.').replace(/(?<=\d)\.$/, '');
  const cents = readDecimal(plain, { places: 2, separator: '.' });
  if (cents.kind === 'refused') return cents;
  const value = cents.value * 10_000;
  return Number.isSafeInteger(value) ? { kind: 'value', value } : { kind: 'refused', why: `${written} is too large` };
}
