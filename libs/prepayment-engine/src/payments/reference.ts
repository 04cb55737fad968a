import { maskAccountNumbers } from './account-number.js';
import { digitWindowsOf, groupingOf, type DigitWindow } from './digit-groups.js';
import { isBelgianConnectionEan, isShortConnectionEan } from './ean-number.js';
import { isNationalNumber, maskNationalNumbers } from './national-number.js';
import { isoRemainderOf97 } from './remainder-of-97.js';
import { isStructuredReference, type StructuredDigits } from './structured-reference.js';

export { checkDigitOfEan, isBelgianConnectionEan, isEan, isShortConnectionEan } from './ean-number.js';
export { isNationalNumber, maskNationalNumbers } from './national-number.js';
export {
  checkDigitsOfStructuredReference,
  formatStructuredReference,
  isStructuredReference,
  type StructuredDigits,
} from './structured-reference.js';

/** A reference a payment can be matched on. `ean13` holds the last thirteen digits of a connection's EAN-GSRN. */
export type PaymentReference =
  | { readonly kind: 'structured'; readonly digits: StructuredDigits }
  | { readonly kind: 'ean13'; readonly digits: string }
  | { readonly kind: 'iso11649'; readonly value: string };

/** The answer on a whole text that is meant to be one reference. */
export type RecognisedReference = PaymentReference | { readonly kind: 'none'; readonly why: string };

/** How a reference was written, from the surest to the least sure. */
export type ReferenceSpelling = 'marked' | 'grouped' | 'bare' | 'loose';

/** A reference found inside free text. */
export type ReferenceCandidate = PaymentReference & { readonly spelling: ReferenceSpelling; readonly at: number };

const SURENESS: Readonly<Record<ReferenceSpelling, number>> = { marked: 0, grouped: 1, bare: 2, loose: 3 };
const KIND_ORDER: Readonly<Record<PaymentReference['kind'], number>> = { structured: 0, iso11649: 1, ean13: 2 };

/**
 * Reads a text that should be exactly one reference: a field of a form, of a terminal or of a bank file.
 *
 * Accepts `+++`, `***`, slashes, dots, dashes and spaces anywhere around and between the digits. A right checksum says
 * nothing about whether such a customer exists, and a wrong one is never repaired to the nearest right one.
 */
export function recogniseReference(text: string): RecognisedReference {
  const bare = text.replace(/[\s+*./\\\-_]/g, '').toUpperCase();
  if (bare === '') return { kind: 'none', why: 'there is no reference' };
  if (bare.startsWith('RF')) return recogniseCreditorReference(bare);
  if (!/^\d+$/.test(bare)) return { kind: 'none', why: 'it holds other characters than digits' };
  return recogniseDigits(bare);
}

function recogniseDigits(digits: string): RecognisedReference {
  switch (digits.length) {
    case 11:
      return { kind: 'none', why: isNationalNumber(digits) ? 'it looks like a national register number' : '11 digits' };
    case 12:
      return isStructuredReference(digits) ? { kind: 'structured', digits } : { kind: 'none', why: 'wrong check digits' };
    case 13:
      return isShortConnectionEan(digits) ? { kind: 'ean13', digits } : { kind: 'none', why: 'wrong check digit of the EAN' };
    case 18:
      return isBelgianConnectionEan(digits)
        ? { kind: 'ean13', digits: digits.slice(5) }
        : { kind: 'none', why: 'wrong check digit of the EAN' };
    default:
      return { kind: 'none', why: `${digits.length} digits` };
  }
}

/** ISO 11649: `RF`, two check digits and up to 21 letters and digits; moved to the end and read base 36 it is 1 modulo 97. */
function recogniseCreditorReference(bare: string): RecognisedReference {
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(bare)) return { kind: 'none', why: 'not the form of an ISO 11649 reference' };
  return isoRemainderOf97(bare) === 1
    ? { kind: 'iso11649', value: bare }
    : { kind: 'none', why: 'wrong check digits of the ISO 11649 reference' };
}

/**
 * Finds every reference people may have typed into free text, the surest first: with `+++` or `***` around it, in
 * groups of 3-4-5, as twelve bare digits (also inside a word), in other groups; after those ISO 11649 and EAN numbers.
 *
 * Account numbers are taken out first, because the twelve digits of a Belgian account pass the same modulo 97 test as
 * a structured communication, and so are national register numbers, which must never be used as a reference.
 */
export function findReferences(freeText: string): readonly ReferenceCandidate[] {
  const text = maskNationalNumbers(maskAccountNumbers(freeText));
  const found = [...structuredCandidates(text), ...creditorCandidates(text), ...eanCandidates(text)];
  found.sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || SURENESS[a.spelling] - SURENESS[b.spelling] || a.at - b.at);
  return found.filter((candidate, index) => found.findIndex((other) => keyOf(other) === keyOf(candidate)) === index);
}

function keyOf(reference: PaymentReference): string {
  return reference.kind === 'iso11649' ? reference.value : reference.digits;
}

function structuredCandidates(text: string): ReferenceCandidate[] {
  return digitWindowsOf(text, 12)
    .filter((window) => isStructuredReference(window.digits))
    .map((window) => ({ kind: 'structured', digits: window.digits, spelling: spellingOf(text, window), at: window.start }));
}

function spellingOf(text: string, window: DigitWindow): ReferenceSpelling {
  const before = text.slice(Math.max(0, window.start - 4), window.start);
  const after = text.slice(window.end, window.end + 4);
  if (/(\+\+|\*\*)\s*$/.test(before) && /^\s*(\+\+|\*\*)/.test(after)) return 'marked';
  const grouping = groupingOf(window);
  if (grouping === '3-4-5') return 'grouped';
  return grouping === '12' ? 'bare' : 'loose';
}

function creditorCandidates(text: string): ReferenceCandidate[] {
  return [...text.matchAll(/\bRF\d{2}(?: ?[A-Z0-9]{1,4}){1,6}\b/gi)].flatMap((match) => {
    const recognised = recogniseReference(match[0]);
    return recognised.kind === 'iso11649' ? [{ ...recognised, spelling: 'bare' as const, at: match.index }] : [];
  });
}

function eanCandidates(text: string): ReferenceCandidate[] {
  return [18, 13].flatMap((length) =>
    digitWindowsOf(text, length).flatMap((window): ReferenceCandidate[] => {
      const recognised = recogniseDigits(window.digits);
      if (recognised.kind !== 'ean13') return [];
      return [{ ...recognised, spelling: window.groups.length === 1 ? 'bare' : 'loose', at: window.start }];
    }),
  );
}
