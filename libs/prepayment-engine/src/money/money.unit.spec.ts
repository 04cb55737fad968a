import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  ceilingDivision,
  decimalFromMicroEuro,
  floorDivision,
  microEuro,
  microEuroFromDecimal,
  roundHalfAwayFromZero,
  splitByLargestRemainder,
  subtractMoney,
  sumMoney,
} from './index.js';

describe('micro-euro', () => {
  it('refuses fractions, NaN and overflow', () => {
    expect(() => microEuro(0.5)).toThrow(RangeError);
    expect(() => microEuro(Number.NaN)).toThrow(RangeError);
    expect(() => addMoney(microEuro(Number.MAX_SAFE_INTEGER), microEuro(1))).toThrow(RangeError);
    expect(() => subtractMoney(microEuro(-Number.MAX_SAFE_INTEGER), microEuro(1))).toThrow(RangeError);
  });

  it('has no negative zero', () => {
    expect(Object.is(microEuro(-0), 0)).toBe(true);
  });
});

describe('decimal euros', () => {
  it.each([
    ['20', 20_000_000],
    ['20.00', 20_000_000],
    ['0.000001', 1],
    ['-7.5', -7_500_000],
    ['999999999.999999', 999_999_999_999_999],
    ['0', 0],
  ])('reads %s', (text, amount) => expect(microEuroFromDecimal(text)).toBe(amount));

  it.each(['', ' 1', '1 ', '+1', '01', '.5', '1.', '1e3', '0x10', '1,00', '1.234,56', '1.0000001', 'NaN', '-0', '-0.00', '1000000000', '٣'])(
    'refuses %j',
    (text) => expect(microEuroFromDecimal(text)).toBeNull(),
  );

  it.each([
    [7_000_000, 2, '7.00'],
    [5_000, 2, '0.01'],
    [4_999, 2, '0.00'],
    [-4_999, 2, '0.00'],
    [-5_000, 2, '-0.01'],
    [1, 6, '0.000001'],
    [1_500_000, 0, '2'],
  ])('writes %d with %d decimals as %s', (amount, decimals, text) =>
    expect(decimalFromMicroEuro(microEuro(amount), decimals)).toBe(text),
  );

  it('reads back what it writes in full', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), (amount) => {
        expect(microEuroFromDecimal(decimalFromMicroEuro(microEuro(amount), 6))).toBe(amount === 0 ? 0 : amount);
      }),
    );
  });
});

describe('rounding', () => {
  it.each([
    [1, 2, 1],
    [-1, 2, -1],
    [1, 3, 0],
    [2, 3, 1],
    [-2, 3, -1],
    [0, 7, 0],
    [150, 100, 2],
    [149, 100, 1],
  ])('%d / %d is %d', (numerator, denominator, rounded) =>
    expect(roundHalfAwayFromZero(numerator, denominator)).toBe(rounded),
  );

  it('agrees with exact integer arithmetic on every pair', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000_000 }), (numerator, denominator) => {
        const doubled = 2n * BigInt(Math.abs(numerator)) + BigInt(denominator);
        const exact = Number(doubled / (2n * BigInt(denominator))) * Math.sign(numerator);
        expect(roundHalfAwayFromZero(numerator, denominator)).toBe(exact === 0 ? 0 : exact);
      }),
    );
  });

  it('has a floor and a ceiling, and refuses what has neither', () => {
    expect([floorDivision(7, 2), ceilingDivision(7, 2), ceilingDivision(8, 2)]).toEqual([3, 4, 4]);
    expect(() => floorDivision(-1, 2)).toThrow(RangeError);
    expect(() => floorDivision(1, 0)).toThrow(RangeError);
    expect(() => floorDivision(0.5, 1)).toThrow(RangeError);
  });
});

describe('split by largest remainder', () => {
  it('gives the left-over units to the largest remainders, then to the earliest', () => {
    expect(splitByLargestRemainder(microEuro(100), [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitByLargestRemainder(microEuro(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(splitByLargestRemainder(microEuro(10), [0, 3, 1])).toEqual([0, 8, 2]);
  });

  it('refuses weights that are no weights', () => {
    expect(() => splitByLargestRemainder(microEuro(1), [])).toThrow(RangeError);
    expect(() => splitByLargestRemainder(microEuro(1), [-1, 2])).toThrow(RangeError);
  });

  it('never loses a unit and never strays a whole unit from the exact share', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 8 }).filter((list) => list.some((w) => w > 0));
    fc.assert(
      fc.property(fc.maxSafeInteger(), weights, (total, list) => {
        const parts = splitByLargestRemainder(microEuro(total), list);
        const sum = list.reduce((all, weight) => all + weight, 0);
        expect(sumMoney(parts)).toBe(total === 0 ? 0 : total);
        parts.forEach((part, index) => {
          const distance = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(list[index] ?? 0);
          expect(distance < BigInt(sum) && distance > -BigInt(sum)).toBe(true);
        });
      }),
    );
  });
});
