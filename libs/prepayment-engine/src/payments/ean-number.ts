/**
 * The connection numbers of Belgian grid operators start with 5414 and then 4 or 5. People know their connection by
 * the last thirteen digits only, so these two starts are all there is to complete them with.
 */
const GRID_OPERATOR_STARTS = ['54144', '54145'] as const;

/**
 * Gives the check digit of an EAN-GSRN (GS1 General Specifications: weights 3, 1, 3 ... from the left over 17 digits).
 *
 * @param base17 exactly seventeen decimal digits
 * @throws RangeError when the input is not exactly seventeen digits
 */
export function checkDigitOfEan(base17: string): string {
  if (!/^\d{17}$/.test(base17)) throw new RangeError('An EAN-GSRN starts with exactly seventeen digits.');
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += (base17.charCodeAt(index) - 48) * (index % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** Tells whether eighteen bare digits form an EAN-GSRN with the right check digit. */
export function isEan(digits: string): boolean {
  return /^\d{18}$/.test(digits) && checkDigitOfEan(digits.slice(0, 17)) === digits.slice(17);
}

/** Tells whether the number is the EAN-GSRN of a Belgian grid connection: right check digit and a start of 5414. */
export function isBelgianConnectionEan(digits: string): boolean {
  return GRID_OPERATOR_STARTS.some((start) => digits.startsWith(start)) && isEan(digits);
}

/**
 * Tells whether thirteen digits are the short form (last thirteen digits) of a Belgian connection's EAN-GSRN. The
 * check digit covers all eighteen digits, therefore the number is completed before it is checked: the check of an
 * ordinary EAN-13 article number does not hold for it.
 */
export function isShortConnectionEan(digits13: string): boolean {
  return /^\d{13}$/.test(digits13) && GRID_OPERATOR_STARTS.some((start) => isEan(start + digits13));
}
