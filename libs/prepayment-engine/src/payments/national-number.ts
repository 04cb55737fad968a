import { type DigitWindow, digitWindowsOf, groupingOf } from './digit-groups.js';
import { remainderOf97 } from './remainder-of-97.js';
import { isStructuredReference } from './structured-reference.js';

/**
 * Tells whether eleven digits look like a Belgian national register number: a possible date of birth and check digits
 * 97 - (first nine modulo 97), with a `2` in front for people born from 2000 (Royal Decree of 3 April 1984). Months
 * 20-32 and 40-52 are those of foreigners' numbers.
 */
export function isNationalNumber(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false;
  const month = (digits.charCodeAt(2) - 48) * 10 + digits.charCodeAt(3) - 48;
  const day = (digits.charCodeAt(4) - 48) * 10 + digits.charCodeAt(5) - 48;
  if (month % 20 > 12 || month > 52 || day > 31) return false;
  const base9 = digits.slice(0, 9);
  const given = (digits.charCodeAt(9) - 48) * 10 + digits.charCodeAt(10) - 48;
  return [base9, `2${base9}`].some((base) => 97 - remainderOf97(base) === given);
}

/**
 * Replaces the digits of every national register number in a text by `#`, in any grouping people use, and keeps the
 * length of the text. Such numbers may neither be stored nor logged; a bank communication is masked before anything
 * else looks at it. A structured communication that is printed in full (3-4-5 groups or twelve bare digits) is left.
 */
export function maskNationalNumbers(text: string): string {
  const references = digitWindowsOf(text, 12).filter(isWrittenAsReference);
  let masked = text;
  for (const window of digitWindowsOf(text, 11)) {
    if (!isNationalNumber(window.digits)) continue;
    if (references.some((reference) => reference.start <= window.start && window.end <= reference.end)) continue;
    masked = maskDigits(masked, window.start, window.end);
  }
  return masked;
}

function isWrittenAsReference(window: DigitWindow): boolean {
  const grouping = groupingOf(window);
  return (grouping === '3-4-5' || grouping === '12') && isStructuredReference(window.digits);
}

function maskDigits(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/\d/g, '#') + text.slice(end);
}
