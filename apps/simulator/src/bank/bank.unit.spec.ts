import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';
import { expect, it } from 'vitest';

import { isBankDay } from '../calendar/bank-day.js';
import { camtFile } from './camt.js';
import { codaFile } from './coda.js';
import { centsOf, closingCents, communication, euroText, madeUpIban, withCheck, type Statement, type Transfer } from './transfer.js';

const SHARED = process.env['TEGOED_SHARED'] ?? join(dirname(fileURLToPath(import.meta.url)), '../../../../../shared');
const XSD = join(SHARED, 'data/bank/xsd');

const transfers = fc.array(fc.record<Transfer>({
  amountCents: fc.integer({ min: 1, max: 50_000_00 }), payerName: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  payerIban: fc.constant(madeUpIban('An Proefstra')), payerBic: fc.constant('KREDBEBB'),
  structured: fc.constantFrom('120000010076', null), freeText: fc.string({ maxLength: 90, unit: 'grapheme' }),
}), { maxLength: 30 });

const statement = (list: readonly Transfer[], openingCents = 100_000): Statement => ({
  iban: 'BE83363012345615', bic: 'BBRUBEBB', holder: 'Netbeheer Schelde', number: 7, day: '2026-11-02', previousDay: '2026-10-30', openingCents, transfers: list,
});

const digits = (record: string, from: number, to: number) => Number.parseInt(record.slice(from - 1, to), 10);

it('writes CODA files that close: 128 characters, old + credits = new, record 9 counts and sums', () => {
  fc.assert(fc.property(transfers, fc.integer({ min: -10_000_00, max: 900_000_00 }), (list, opening) => {
    const records = codaFile(statement(list, opening)).split('\r\n').slice(0, -1);
    expect(records.every((record) => record.length === 128)).toBe(true);
    expect(records.map((record) => record[0]).join('')).toBe(`01${'222'.repeat(list.length)}89`);
    const movements = records.filter((record) => record.startsWith('21'));
    const credits = movements.reduce((sum, record) => sum + digits(record, 33, 47), 0);
    const balance = (record: string, sign: number, from: number) => digits(record, from, from + 14) * (record[sign - 1] === '1' ? -1 : 1);
    const [, old = '', last = '', trailer = ''] = [records[0], records[1], records.at(-2), records.at(-1)];
    expect(balance(old, 43, 44) + credits).toBe(balance(last, 42, 43));
    expect([digits(trailer, 17, 22), digits(trailer, 38, 52)]).toEqual([records.length - 2, credits]);
    expect([old.slice(125), last.slice(1, 4)]).toEqual(['007', '007']);
  }));
});

it('has every field where the made CODA samples have it', () => {
  const [one = '', two = '', three = ''] = codaFile(statement([{
    amountCents: 1_500, payerName: 'Mevr. D. Maes', payerIban: 'BE30735148994311', payerBic: 'KREDBEBB', structured: '710809374694', freeText: '',
  }])).split('\r\n').slice(2, 5).map((record) => record.trimEnd());
  expect(one.slice(31, 126)).toBe(`0000000000015000021126001500001101710809374694${' '.repeat(38)}02112600701`);
  expect(two).toBe(`2200010000${' '.repeat(88)}KREDBEBB${' '.repeat(19)}1 0`);
  expect(three).toBe('2300010000BE30735148994311                  EURMEVR. D. MAES                                                                 0 0');
});

it.skipIf(!existsSync(XSD))('writes camt.053.001.08 files that the schema accepts (skipped without ../shared/data)', async () => {
  const { validateXML } = await import('xmllint-wasm');
  const schema = readFileSync(join(XSD, 'camt.053.001.08.xsd'), 'utf8');
  const list: Transfer[] = ['120000010076', null].map((structured) => ({
    amountCents: 2_005, payerName: 'O\'Neill & Söhne', payerIban: madeUpIban('x'), payerBic: 'KREDBEBB', structured, freeText: 'energie <mama>',
  }));
  const result = await validateXML({ xml: [{ fileName: 'a.xml', contents: camtFile(statement(list)) }], schema: [schema] });
  expect(result.errors).toEqual([]);
  expect(closingCents(statement(list))).toBe(104_010);
});

it('makes references and IBANs with valid check digits, and human slips that are what they say', () => {
  const valid = (reference: string) => withCheck(reference.slice(0, 10)) === reference;
  expect(withCheck('0000000000')).toBe('000000000097');
  const iban = madeUpIban('Bilal Voorbeeld');
  expect(BigInt(iban.slice(4) + '1114' + iban.slice(2, 4)) % 97n).toBe(1n);
  const reference = withCheck('1234567890');
  expect(communication(reference, null)).toEqual({ structured: reference, freeText: '' });
  expect(communication(reference, 'free_text').freeText.replace(/\D/g, '')).toBe(reference);
  expect(valid(communication(reference, 'wrong_check_digit').freeText.replace(/\D/g, ''))).toBe(false);
  const unknown = communication(reference, 'unknown_reference').structured ?? '';
  expect([valid(unknown), unknown === reference]).toEqual([true, false]);
});

it('reads and writes euros by whole numbers', () => {
  expect([centsOf('20'), centsOf('20,5'), centsOf('0.07'), centsOf('0'), centsOf('-1'), centsOf('1.234,56'), centsOf('1e3')]).toEqual([2000, 2050, 7, null, null, null, null]);
  expect([euroText(2005), euroText(7), euroText(-123456)]).toEqual(['20.05', '0.07', '-1234.56']);
});

it('knows bank days: no weekend, no legal holiday, Easter included', () => {
  expect(['2026-04-06', '2026-05-14', '2026-05-25', '2026-11-11', '2026-11-14'].map(isBankDay)).toEqual([false, false, false, false, false]);
  expect(['2026-04-07', '2026-05-15', '2026-11-12'].map(isBankDay)).toEqual([true, true, true]);
});
