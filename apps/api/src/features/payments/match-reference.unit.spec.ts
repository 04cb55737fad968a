import { checkDigitOfEan, checkDigitsOfStructuredReference, findReferences, formatStructuredReference, recogniseReference, type SupplyDay } from '@tegoed/prepayment-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccountBook, type KnownAccount } from './account-book.js';
import { matchFreeText, matchStated } from './match-reference.js';
import { nearReferences } from './suspense/near-references.js';
import { possibleReferences, rankCandidates } from './suspense/rank-candidates.js';

const DAY = '2026-11-23' as SupplyDay;
const referenceOf = (base: number): string => {
  const digits = String(base).padStart(10, '0');
  return digits + checkDigitsOfStructuredReference(digits);
};

const eanOf = (number: number): string => {
  const digits = `54144880${String(number).padStart(9, '0')}`;
  return `${digits}${checkDigitOfEan(digits)}`;
};

function account(accountId: number, more: Partial<KnownAccount> = {}): KnownAccount {
  return { accountId, publicId: `p${accountId}`, reference: referenceOf(1_000_000_000 + accountId), ean: eanOf(accountId), activeFrom: '2026-01-01' as SupplyDay, activeUntil: null, ...more };
}

const [an, bo] = [account(1), account(2)];
const book = new AccountBook([an, bo]);
const free = (text: string) => matchFreeText(findReferences(text), book, DAY);

describe('matchFreeText', () => {
  it.each([
    ['one reference', `huur ${formatStructuredReference(an.reference)} dank`],
    ['the same one twice', `${formatStructuredReference(an.reference)} ${an.reference}`],
    ['a known one beside digits that only happen to add up', `${formatStructuredReference(an.reference)} klant ${referenceOf(77)}`],
  ])('finds the account of %s', (_, text) => {
    expect(free(text)).toEqual({ kind: 'account', account: an });
  });

  it.each([
    ['two homes', `${formatStructuredReference(an.reference)} en ${formatStructuredReference(bo.reference)}`, 'reference_doubtful'],
    ['a known one beside an unknown one that was clearly meant', `${an.reference} ${formatStructuredReference(referenceOf(77))}`, 'reference_doubtful'],
    ['an unknown one', formatStructuredReference(referenceOf(77)), 'reference_unknown'],
    ['nothing', 'voor mama', 'reference_missing'],
  ])('does not guess with %s', (_, text, why) => {
    expect(free(text)).toEqual({ kind: 'none', why });
  });
});

describe('matchStated', () => {
  const ean = eanOf(9);
  const moved = new AccountBook([account(1, { ean, activeUntil: '2026-11-01' as SupplyDay }), account(2, { ean, activeFrom: '2026-11-10' as SupplyDay })]);
  const on = (day: string, reference = ean) => matchStated(recogniseReference(reference), moved, day as SupplyDay);

  it('gives an EAN to whoever has the contract on the day of payment', () => {
    expect(on('2026-10-31')).toMatchObject({ account: { accountId: 1 } });
    expect(on('2026-11-10')).toMatchObject({ account: { accountId: 2 } });
    expect(on('2026-11-05')).toEqual({ kind: 'none', why: 'no_contract_then' });
  });

  it('gives a structured reference to its one contract, in good time but never after its end', () => {
    expect(on('2026-11-05', referenceOf(1_000_000_002))).toMatchObject({ account: { accountId: 2 } });
    expect(on('2026-11-01', referenceOf(1_000_000_001))).toEqual({ kind: 'none', why: 'contract_ended' });
  });
});

describe('candidates', () => {
  it('are the surest first and each account once', () => {
    const text = `${an.ean} ${formatStructuredReference(an.reference)} ${bo.reference.slice(0, 4)}${(Number(bo.reference[4]) + 1) % 10}${bo.reference.slice(5)}`;
    expect(rankCandidates(possibleReferences(text), book, DAY).map(({ account: { accountId }, ground }) => [accountId, ground])).toEqual([[1, 'reference'], [2, 'one_slip']]);
  });

  it('hold the reference that was meant after any single slip', () => {
    const slips = fc.record({ base: fc.integer({ min: 1, max: 9_999_999_999 }), at: fc.nat(11), by: fc.integer({ min: 1, max: 9 }), slip: fc.constantFrom('wrong', 'swapped', 'missing', 'extra') });
    fc.assert(fc.property(slips, ({ base, at, by, slip }) => {
      const meant = referenceOf(base);
      const digit = (Number(meant[at]) + by) % 10;
      const typed = {
        wrong: meant.slice(0, at) + digit + meant.slice(at + 1),
        swapped: meant.slice(0, at) + meant.slice(at + 1, at + 2) + meant[at] + meant.slice(at + 2),
        missing: meant.slice(0, at) + meant.slice(at + 1),
        extra: meant.slice(0, at) + digit + meant.slice(at),
      }[slip];
      // Swapping two equal digits is no slip: then what was typed is what was meant.
      return typed === meant || nearReferences(typed).includes(meant);
    }));
  });
});
