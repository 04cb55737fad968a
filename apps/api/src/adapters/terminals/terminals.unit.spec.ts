import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFromAcquirer, readBatchFile } from './index.js';

const NOW = Date.UTC(2026, 10, 24, 9);
const line = (transaction: string, amount = '20.00', time = '2026-11-23T22:10:00+01:00'): string => `P;${transaction};T-1;4880000000017;${amount};${time}`;
const file = (lines: readonly string[], total: string): string => ['H;XENTA;2026-11-23', ...lines, `T;${lines.length};${total}`, ''].join('\r\n');

describe('a daily file', () => {
  it('closes when its count and its total are those of its payments', () => {
    expect(readBatchFile(file([line('A1'), line('A2', '5.05')], '25.05'), NOW)).toEqual({
      kind: 'accepted', day: '2026-11-23',
      payments: [
        { transactionId: 'A1', terminalId: 'T-1', reference: '4880000000017', amountMicroEuro: 20_000_000, paidAtMs: Date.UTC(2026, 10, 23, 21, 10) },
        { transactionId: 'A2', terminalId: 'T-1', reference: '4880000000017', amountMicroEuro: 5_050_000, paidAtMs: Date.UTC(2026, 10, 23, 21, 10) },
      ],
    });
  });

  it('without payments is a day on which nobody paid', () => {
    expect(readBatchFile(file([], '0.00'), NOW)).toMatchObject({ kind: 'accepted', payments: [] });
  });

  it.each([
    ['of another total', file([line('A1')], '20.01'), 3, 'total'],
    ['of another count', file([line('A1')], '20.00').replace('T;1', 'T;2'), 3, 'says 2 payments'],
    ['without an end', `H;XENTA;2026-11-23\n${line('A1')}`, 2, 'T;count;total'],
    ['without a beginning', `${line('A1')}\nT;1;20.00`, 1, 'H;acquirer'],
    ['with a transaction twice', file([line('A1'), line('A1')], '40.00'), 4, 'twice'],
    ['with a comma in an amount', file([line('A1', '20,00')], '20.00'), 2, 'amount'],
    ['with an amount below zero', file([line('A1', '-20.00')], '20.00'), 2, 'amount'],
    ['with a time without a zone', file([line('A1', '20.00', '2026-11-23T22:10:00')], '20.00'), 2, 'time'],
    ['from the future', file([line('A1', '20.00', '2026-11-24T09:06:00Z')], '20.00'), 2, 'future'],
    ['with a line without end', file([`P;${'x'.repeat(400)}`], '0.00'), 2, 'longer'],
    ['that is something else', '<xml/>', 1, 'H;acquirer'],
    ['that is empty', '', 1, 'H;acquirer'],
  ])('%s is refused whole, with the line', (_, text, at, why) => {
    expect(readBatchFile(text, NOW)).toEqual({ kind: 'refused', line: at, why: expect.stringContaining(why) });
  });

  it('of any bytes is judged and never a crash', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'binary-ascii' }), (text) => {
      expect(['accepted', 'refused']).toContain(readBatchFile(`H;XENTA;2026-11-23\n${text}`, NOW).kind);
    }));
  });
});

describe('the signature of an acquirer', () => {
  const body = Buffer.from('{"transactionId":"A1"}');
  const sign = (secret: string, seconds: number, bytes = body): string => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(bytes).digest('hex')}`;
  const seconds = NOW / 1_000;

  it('fits these bytes, this secret and these five minutes only', () => {
    const fits = (header: string | undefined, bytes = body, secrets = ['new', 'old']): boolean => isFromAcquirer(bytes, header, secrets, NOW);
    expect([sign('new', seconds), sign('old', seconds - 299)].map((header) => fits(header))).toEqual([true, true]);
    expect([sign('other', seconds), sign('old', seconds - 301), sign('old', seconds + 301), undefined, '', 't=1,v1=zz'].map((header) => fits(header))).toEqual(Array.from({ length: 6 }, () => false));
    expect(fits(sign('new', seconds), Buffer.from('{"transactionId":"A2"}'))).toBe(false);
    expect(fits(sign('new', seconds, Buffer.alloc(0)), Buffer.alloc(0))).toBe(false);
  });
});
