import { remainderOf97 } from './remainder-of-97.js';

/** The twelve digits of a Belgian structured communication, without any separator. */
export type StructuredDigits = string;

/**
 * Gives the two check digits that belong to the first ten digits of a Belgian structured communication:
 * the number modulo 97, and 97 when that remainder is 0 (so `00` never occurs).
 *
 * @param base10 exactly ten decimal digits
 * @throws RangeError when the input is not exactly ten digits: that is a mistake of the caller, not of a payer
 */
export function checkDigitsOfStructuredReference(base10: string): string {
  if (!/^\d{10}$/.test(base10)) throw new RangeError('A structured reference starts with exactly ten digits.');
  const remainder = remainderOf97(base10);
  return String(remainder === 0 ? 97 : remainder).padStart(2, '0');
}

/** Tells whether twelve bare digits form a structured communication with right check digits. */
export function isStructuredReference(digits: string): digits is StructuredDigits {
  return /^\d{12}$/.test(digits) && checkDigitsOfStructuredReference(digits.slice(0, 10)) === digits.slice(10);
}

/**
 * Writes twelve digits the way Belgian banks and letters show them: `+++123/4567/89012+++`.
 *
 * @throws RangeError when the input is not twelve digits with right check digits
 */
export function formatStructuredReference(digits: StructuredDigits): string {
  if (!isStructuredReference(digits)) throw new RangeError('Not a structured reference with right check digits.');
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}
