import { readDigits } from '../../inbound-bytes/decimal.js';
import { fieldOf, type CodaLine } from './coda-text.js';

/** A fault of a CODA file that stops the reading: caught at the edge of the reader and told in words. */
export class CodaFault extends Error {
  constructor(readonly why: string) {
    super(why);
    this.name = 'CodaFault';
  }
}

/**
 * Reads an amount of fifteen digits, the last three decimals (thousandths of a euro), with its sign digit: 0 credit,
 * 1 debit. Gives micro-euro, positive for credit.
 */
export function amountOf(line: CodaLine, signAt: number, first: number): number {
  const sign = fieldOf(line, signAt, signAt);
  const magnitude = readDigits(`${fieldOf(line, first, first + 14)}000`);
  if (magnitude.kind === 'refused') throw new CodaFault(`line ${line.number}: the amount ${magnitude.why}`);
  if (sign !== '0' && sign !== '1') throw new CodaFault(`line ${line.number}: the sign is neither 0 nor 1`);
  return sign === '0' || magnitude.value === 0 ? magnitude.value : -magnitude.value;
}

/** Reads a number of digits that must be there. */
export function numberOf(line: CodaLine, first: number, last: number, what: string): number {
  const read = readDigits(fieldOf(line, first, last));
  if (read.kind === 'refused') throw new CodaFault(`line ${line.number}: ${what} ${read.why}`);
  return read.value;
}

/**
 * Reads a day written DDMMYY as `YYYY-MM-DD`; 000000 and blank mean unknown. The century is 20: CODA is younger than
 * 1999 only on paper.
 */
export function dayOf(line: CodaLine, first: number): string | null {
  const text = fieldOf(line, first, first + 5);
  if (text === '000000' || text.trim() === '') return null;
  const match = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  const [day, month, year] = match ? [Number(match[1]), Number(match[2]), 2000 + Number(match[3])] : [0, 0, 0];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days) throw new CodaFault(`line ${line.number}: ${text} is not a day`);
  return `${year}-${match![2]}-${match![1]}`;
}
