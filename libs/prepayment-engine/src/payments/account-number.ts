import { isoRemainderOf97 } from './remainder-of-97.js';

/**
 * Replaces the digits of bank account numbers by `#`: IBANs in any grouping and Belgian numbers of the old form 3-7-2.
 * Their twelve digits pass the same modulo 97 test as a structured communication, so a payer who types an account
 * number would otherwise be matched on it.
 */
export function maskAccountNumbers(text: string): string {
  return text
    .replace(/\bBE\d{2}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}(?!\d)/gi, blankDigits)
    .replace(/\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}/gi, (match) => blankLongestIban(match))
    .replace(/(?<!\d)\d{3}-\d{7}-\d{2}(?!\d)/g, blankDigits);
}

/** A creditor reference (RF) looks like an IBAN and passes the same test; it must stay readable. */
function blankLongestIban(match: string): string {
  if (/^RF/i.test(match)) return match;
  for (let length = match.length; length >= 15; length -= 1) {
    const bare = match.slice(0, length).replace(/[ .-]/g, '').toUpperCase();
    if (bare.length >= 15 && isoRemainderOf97(bare) === 1) return blankDigits(match.slice(0, length)) + match.slice(length);
  }
  return match;
}

function blankDigits(text: string): string {
  return text.replace(/\d/g, '#');
}
