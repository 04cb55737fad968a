/**
 * Gives the remainder modulo 97 of a decimal number of any length, digit by digit, so that no number has to be
 * larger than a safe integer.
 */
export function remainderOf97(decimalDigits: string): number {
  let remainder = 0;
  for (const digit of decimalDigits) remainder = (remainder * 10 + (digit.charCodeAt(0) - 48)) % 97;
  return remainder;
}

/**
 * Gives the remainder of ISO 7064 MOD 97-10 as IBAN (ISO 13616) and creditor references (ISO 11649) use it: the first
 * four characters go to the end and a letter counts as 10 to 35. It is 1 when the check digits are right.
 *
 * @param value capitals and digits only
 */
export function isoRemainderOf97(value: string): number {
  const moved = value.slice(4) + value.slice(0, 4);
  return remainderOf97(moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)));
}
