import { microEuro, supplyDayFrom, type SupplyDay } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { epcCodeOf } from '../../features/notices/wording/epc-code.js';
import { letterOf, type Language } from '../../features/notices/wording/index.js';
import { codeSvg, PdfLetters, zipOf } from './index.js';

const PAYMENT = { beneficiary: 'Net van het voorbeeld', iban: 'BE68539007547034', bic: 'GKCCBEBB', reference: '000000000101', topUpAddress: 'uw-energie.example' };

function letter(language: Language) {
  const facts = { utility: 'electricity', helpLine: '+32 800 00 0000', at: 1_795_680_000_000, amountToStayOnMicroEuro: microEuro(2_999_990_000) } as never;
  const text = letterOf('planned_limit', facts, language, PAYMENT, supplyDayFrom('2026-11-24') as SupplyDay);
  return { letterId: '01a20a93', addressLines: ['An Peeters', 'Kouter 7', '9240 Zele'], text, madeAtMs: Date.UTC(2026, 10, 24) };
}

describe('a letter', () => {
  it('is one page, and the same letter twice is the same document', async () => {
    const pdf = await new PdfLetters().print(letter('de'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    expect((await new PdfLetters().print(letter('de'))).equals(pdf)).toBe(true);
  });
});

describe('the code to scan', () => {
  it('has the lines of EPC069-12, with and without an amount', () => {
    const transfer = { ...PAYMENT, amountMicroEuro: microEuro(23_080_000) };
    expect(epcCodeOf(transfer)).toBe('BCD\n002\n1\nSCT\nGKCCBEBB\nNet van het voorbeeld\nBE68539007547034\nEUR23.08\n\n\n+++000/0000/00101+++');
    expect(epcCodeOf({ ...transfer, amountMicroEuro: null }).split('\n')[7]).toBe('');
    expect(Buffer.byteLength(epcCodeOf(transfer))).toBeLessThanOrEqual(331);
  });

  it('is drawn as squares with a quiet edge', () => {
    const svg = codeSvg(epcCodeOf({ ...PAYMENT, amountMicroEuro: null }));
    expect(svg).toMatch(/viewBox="-2 -2 (\d+) \1"/);
    // The three corners of every code begin with a row of seven dark squares.
    expect(svg).toContain('M0 0h1v1h-1zM1 0h1v1h-1zM2 0h1v1h-1zM3 0h1v1h-1zM4 0h1v1h-1zM5 0h1v1h-1zM6 0h1v1h-1z');
  });
});

describe('an archive', () => {
  it('has the bytes of the format', () => {
    const zip = zipOf([{ name: 'a.txt', content: Buffer.from('hallo') }]);
    expect(zip.subarray(0, 4).toString('hex')).toBe('504b0304');
    expect(zip.subarray(30, 40).toString()).toBe('a.txthallo');
    // The check of "hallo" after CRC-32 (ISO 3309).
    expect(zip.readUInt32LE(14)).toBe(0xb972_31d1);
    expect(zip.readUInt32LE(zip.length - 6)).toBe(40);
    expect(zip.readUInt16LE(zip.length - 12)).toBe(1);
  });
});
