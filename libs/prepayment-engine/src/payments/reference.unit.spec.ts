import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkDigitsOfStructuredReference,
  checkDigitOfEan,
  findReferences,
  formatStructuredReference,
  isEan,
  maskNationalNumbers,
  recogniseReference,
} from './reference.js';

const publicData = process.env['TEGOED_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');
const ogmVectors = resolve(publicData, 'data/bank/vectors/ogm-vectors.csv');
const eanVectors = resolve(publicData, 'data/belgium/vectors/ean-gsrn-vectors.csv');

const rowsOf = (file: string) => readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).slice(1).map((row) => row.split(','));
const first = (text: string) => {
  const candidate = findReferences(text)[0];
  return candidate && candidate.kind !== 'iso11649' ? candidate.digits : (candidate?.value ?? null);
};

const baseDigits = fc.integer({ min: 0, max: 9_999_999_999 }).map((number) => String(number).padStart(10, '0'));
const structured = baseDigits.map((base) => base + checkDigitsOfStructuredReference(base));

describe('structured communication', () => {
  it.skipIf(!existsSync(ogmVectors))('agrees with every vector of the public set', () => {
    for (const [input, valid, normalised] of rowsOf(ogmVectors)) {
      const recognised = recogniseReference(input!);
      if (valid === 'yes') expect(recognised, input!).toEqual({ kind: 'structured', digits: normalised });
      else if (valid === 'rf') expect(recognised, input!).toEqual({ kind: 'iso11649', value: normalised });
      else expect(recognised.kind, input!).toBe('none');
    }
  });

  it('uses 97 for a remainder of 0, so 00 is never right', () => {
    expect(checkDigitsOfStructuredReference('0000000097')).toBe('97');
    expect(recogniseReference('000000009700')).toEqual({ kind: 'none', why: 'wrong check digits' });
  });

  it('prints and reads back any number', () => {
    fc.assert(
      fc.property(structured, (digits) => {
        expect(recogniseReference(formatStructuredReference(digits))).toEqual({ kind: 'structured', digits });
      }),
    );
  });

  it('refuses every single wrong digit', () => {
    fc.assert(
      fc.property(structured, fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const wrong = [...digits].map((digit, index) => (index === place ? String((Number(digit) + shift) % 10) : digit)).join('');
        expect(recogniseReference(wrong).kind).toBe('none');
      }),
    );
  });

  it('says why a text is no reference', () => {
    expect(recogniseReference('')).toEqual({ kind: 'none', why: 'there is no reference' });
    expect(recogniseReference('12345678901')).toEqual({ kind: 'none', why: '11 digits' });
    expect(recogniseReference('oma')).toEqual({ kind: 'none', why: 'it holds other characters than digits' });
  });
});

describe('findReferences', () => {
  it.each([
    ['+++652/2452/08709+++', '652245208709'],
    ['budgetmeter 807783409919 maart', '807783409919'],
    ['nr807783409919x', '807783409919'],
    ['maart 2026 807783409919', '807783409919'],
    ['***879/3935/55340***', '879393555340'],
    ['*** 879 / 3935 / 55340 ***', '879393555340'],
    ['879.3935.55340', '879393555340'],
    ['879 3935 55340 dank u', '879393555340'],
    ['8793 9355 5340', '879393555340'],
    ['opladen teller mama', null],
    ['rekening BE83 3630 1234 5615', null],
    ['363-0123456-15', null],
    ['betaald op BE83363012345615 voor 807783409919', '807783409919'],
    ['RF18539007547034', 'RF18539007547034'],
    ['EAN 541448800000000017', '8800000000017'],
    ['5414 4880 0000 0000 17', '8800000000017'],
    ['ean 8800000000017', '8800000000017'],
  ])('%s', (text, expected) => {
    expect(first(text)).toBe(expected);
  });

  it('ranks a marked reference above a bare one, wherever it stands', () => {
    expect(findReferences('807783409919 niet +++652/2452/08709+++').map((candidate) => candidate.spelling)).toEqual(['marked', 'bare']);
  });

  it('finds any reference between any words', () => {
    const words = fc.stringMatching(/^[a-zé ]{0,20}$/);
    fc.assert(
      fc.property(structured, words, words, (digits, before, after) => {
        expect(first(`${before} ${formatStructuredReference(digits)} ${after}`)).toBe(digits);
        expect(first(`${before} ${digits} ${after}`)).toBe(digits);
      }),
    );
  });

  it('never cuts a reference out of a longer number', () => {
    fc.assert(
      fc.property(structured, fc.integer({ min: 1, max: 9 }), (digits, extra) => {
        expect(findReferences(`${digits}${extra}`).filter((candidate) => candidate.kind === 'structured')).toEqual([]);
      }),
    );
  });
});

describe('national register numbers', () => {
  const national = fc
    .record({ year: fc.nat(99), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), serial: fc.integer({ min: 1, max: 997 }), since2000: fc.boolean() })
    .map(({ year, month, day, serial, since2000 }) => {
      const base = [year, month, day].map((part) => String(part).padStart(2, '0')).join('') + String(serial).padStart(3, '0');
      const check = 97 - (Number((since2000 ? '2' : '') + base) % 97);
      return base + String(check).padStart(2, '0');
    });
  const printed = (digits: string) => `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}-${digits.slice(6, 9)}.${digits.slice(9)}`;

  it('are masked in every spelling and never found as a reference', () => {
    fc.assert(
      fc.property(national, (digits) => {
        for (const spelling of [digits, printed(digits), `${digits.slice(0, 6)} ${digits.slice(6, 9)} ${digits.slice(9)}`]) {
          expect(maskNationalNumbers(`opladen ${spelling} dank`)).not.toMatch(/\d/);
          expect(findReferences(spelling)).toEqual([]);
        }
      }),
    );
  });

  it('leave a printed or bare structured communication whole', () => {
    fc.assert(
      fc.property(structured, (digits) => {
        expect(maskNationalNumbers(formatStructuredReference(digits))).toBe(formatStructuredReference(digits));
        expect(maskNationalNumbers(digits)).toBe(digits);
      }),
    );
  });
});

describe('EAN-GSRN', () => {
  it.skipIf(!existsSync(eanVectors))('agrees with every vector of the public set', () => {
    for (const [ean, valid] of rowsOf(eanVectors)) expect(isEan(ean!), ean!).toBe(valid === 'yes');
  });

  it('keeps the last thirteen digits of a connection number as the reference', () => {
    const base = '54144880000000002';
    const ean = base + checkDigitOfEan(base);
    expect(recogniseReference(ean)).toEqual({ kind: 'ean13', digits: ean.slice(5) });
    expect(recogniseReference(ean.slice(5))).toEqual({ kind: 'ean13', digits: ean.slice(5) });
  });
});
