import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStructuredReference, printedReference, referenceOfAccount } from './structured-reference.js';

describe('the structured reference', () => {
  it.each([
    [97, '000000009797'],
    [1, '000000000101'],
    [909337554, '090933755493'],
  ])('of account %i is %s', (accountId, reference) => {
    expect(referenceOfAccount(accountId)).toBe(reference);
  });

  it('is printed in groups of three, four and five', () => {
    expect(printedReference('090933755493')).toBe('+++090/9337/55493+++');
  });

  it('holds for each account and for no changed digit', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), fc.nat(11), fc.integer({ min: 1, max: 9 }), (accountId, at, by) => {
      const reference = referenceOfAccount(accountId);
      const digit = (Number(reference[at]) + by) % 10;
      expect(isStructuredReference(reference)).toBe(true);
      expect(isStructuredReference(reference.slice(0, at) + digit + reference.slice(at + 1))).toBe(false);
    }));
  });

  it('refuses a number of more than ten digits', () => {
    expect(() => referenceOfAccount(10_000_000_000)).toThrow(RangeError);
  });
});
