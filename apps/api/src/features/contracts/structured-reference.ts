const BASE_DIGITS = 10;

/**
 * The permanent structured reference of an account: its number in ten digits and their check, the remainder of the
 * ten digits by 97, where 0 is written 97 (Belgian structured communication). Throws RangeError when the number has
 * more than ten digits.
 */
export function referenceOfAccount(accountId: number): string {
  const base = String(accountId).padStart(BASE_DIGITS, '0');
  if (!Number.isSafeInteger(accountId) || accountId < 1 || base.length > BASE_DIGITS) throw new RangeError(`no reference for account ${accountId}`);
  return base + checkDigits(base);
}

/** Whether twelve digits are a structured reference whose check fits. */
export function isStructuredReference(digits: string): boolean {
  return /^[0-9]{12}$/.test(digits) && checkDigits(digits.slice(0, BASE_DIGITS)) === digits.slice(BASE_DIGITS);
}

/** The reference as banks and bills print it: +++123/4567/89012+++. */
export function printedReference(digits: string): string {
  return `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
}

function checkDigits(base: string): string {
  const remainder = BigInt(base) % 97n;
  return String(remainder === 0n ? 97n : remainder).padStart(2, '0');
}
