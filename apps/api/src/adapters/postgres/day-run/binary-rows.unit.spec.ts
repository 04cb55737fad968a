import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SupplyDay } from '@tegoed/prepayment-engine';
import { BinaryRows } from './binary-rows.js';

const SIGNATURE_BYTES = 19;

/** The bytes of one row with the columns that `write` puts. */
function columnsOf(write: (rows: BinaryRows) => void): Buffer {
  const rows = new BinaryRows();
  rows.row(1);
  write(rows);
  return rows.lastChunk().subarray(SIGNATURE_BYTES + 2, -2);
}

describe('rows in the binary form of COPY', () => {
  it('write every safe integer as eight bytes', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const bytes = columnsOf((rows) => rows.bigint(value));
        expect([bytes.readInt32BE(0), bytes.readBigInt64BE(4)]).toEqual([8, BigInt(value)]);
      }),
    );
  });

  it('write an int of 32 bits and refuse what does not fit, for money is never cut', () => {
    expect(columnsOf((rows) => rows.int(-2_147_483_648)).toString('hex')).toBe('0000000480000000');
    for (const value of [2_147_483_648, -2_147_483_649, 0.5, Number.NaN]) expect(() => columnsOf((rows) => rows.int(value))).toThrow('not an int');
    for (const value of [2 ** 53, 0.5, Number.NaN]) expect(() => columnsOf((rows) => rows.bigint(value))).toThrow('not a bigint');
  });

  it('count days and instants from the year 2000, and write null as a length of -1', () => {
    expect(columnsOf((rows) => rows.date('2000-01-02' as SupplyDay)).toString('hex')).toBe('0000000400000001');
    expect(columnsOf((rows) => rows.timestamp(946_684_800_001)).toString('hex')).toBe('0000000800000000000003e8');
    expect(columnsOf((rows) => rows.nothing(2)).toString('hex')).toBe('ffffffffffffffff');
  });
});
