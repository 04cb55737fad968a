import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microEuroOf, thousandths, typedEuro } from './decimal.js';
import { formatter } from './formatter.js';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('decimal', () => {
  it('reads a decimal string to the micro-euro, beyond what a float can hold', () => {
    expect(microEuroOf('-12.30')).toBe(-12_300_000n);
    expect(microEuroOf('9007199254740993.000001')).toBe(9_007_199_254_740_993_000_001n);
    expect(microEuroOf('12,30')).toBeNull();
    expect(microEuroOf('')).toBeNull();
  });

  it('writes thousandths that read back to the same number', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (quantity) => {
      const micro = microEuroOf(thousandths(quantity));
      expect(micro).toBe(BigInt(quantity) * 1_000n);
    }));
  });

  it.each([
    ['25', '25.00'], ['12,5', '12.50'], ['12.50', '12.50'], ['€ 20', '20.00'], ['020', '20.00'], [' 7,05 € ', '7.05'],
    ['0', null], ['-5', null], ['1.000', null], ['10000', null], ['twintig', null], ['12,345', null], ['', null],
  ])('reads the typed amount %j as %j', (typed, euro) => {
    expect(typedEuro(typed)).toBe(euro);
  });
});

describe('formatter', () => {
  it('shows money exactly, in each language', () => {
    expect(plain(formatter('nl').money('1234.56'))).toBe('€ 1.234,56');
    expect(plain(formatter('fr').money('1234.56'))).toBe('1 234,56 €');
    expect(plain(formatter('en').money('-0.30'))).toBe('-€0.30');
    expect(plain(formatter('nl').exactMoney('0.084120'))).toBe('€ 0,08412');
    expect(plain(formatter('nl').money('90071992547409.93'))).toBe('€ 90.071.992.547.409,93');
  });

  it('shows what is not an amount as it came', () => {
    expect(formatter('nl').money('n/a')).toBe('n/a');
  });

  it('names the weekday of a day and the hour in Brussels, in summer and winter', () => {
    expect(formatter('nl').day('2026-11-26')).toBe('donderdag 26 november');
    expect(formatter('de').day('2026-11-26')).toBe('Donnerstag, 26. November');
    expect(plain(formatter('nl').moment('2026-10-25T00:30:00Z'))).toBe('zo 25 okt, 02:30');
    expect(plain(formatter('nl').moment('2026-10-25T01:30:00Z'))).toBe('zo 25 okt, 02:30');
    expect(plain(formatter('en').moment('2026-07-01T22:30:00Z'))).toBe('Thu 2 Jul, 00:30');
  });

  it('shows energy in kWh and gas in cubic metres', () => {
    expect(plain(formatter('nl').quantity(7_397, 'Wh'))).toBe('7,397 kWh');
    expect(plain(formatter('en').quantity(2_310, 'dm3'))).toBe('2.31 m³');
  });
});
