import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EanIndex } from '../postgres/day-run/ean-index.js';
import { ReadingPivot } from '../postgres/day-run/reading-pivot.js';
import { scanRegisterCsv } from './register-csv-scan.js';

const EAN = '541448800000000017';
const DAY = '2026-11-01';
const line = (register: string, value: number, quality = 'measured') => `${EAN};${register};${DAY};${value};${quality}`;

function scanned(lines: readonly string[]) {
  const index = new EanIndex(1);
  index.add(541448800, 17, 5);
  const pivot = new ReadingPivot(5, 5);
  const counts = scanRegisterCsv(Buffer.from(`${lines.join('\n')}\n`), DAY, index, pivot);
  const valueOf = (slot: 0 | 1 | 2 | 3, value: number) => pivot.put(5, slot, value, false) === 'same_again';
  return { counts, valueOf };
}

describe('the scan of plain register lines', () => {
  it('takes a total beside its day and night registers for the same energy, in any order and twice', () => {
    const rows = [line('1.8.0', 300), line('1.8.1', 100), line('1.8.2', 200), line('2.8.0', 40), line('2.8.1', 30), line('2.8.2', 10), line('1.8.0', 300), line('1.8.1', 100)];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (order) => {
        const { counts, valueOf } = scanned(order);
        expect(counts).toMatchObject({ lines: 8, conflicts: [], otherLines: [] });
        expect([valueOf(0, 100), valueOf(1, 200), valueOf(2, 30), valueOf(3, 10)]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('takes a total alone as the register', () => {
    expect(scanned([line('1.8.0', 300)]).valueOf(0, 300)).toBe(true);
  });

  it('tells two other values for one register, and hands on what is not plain or of nobody', () => {
    expect(scanned([line('1.8.1', 100), line('1.8.1', 101)]).counts.conflicts).toEqual([line('1.8.1', 101)]);
    const strange = [line('1.8.1', 100).replace(DAY, '2026-11-02'), line('1.8.1', 100).replace(EAN, '541448800000000024'), line('1.8.1', 1, 'edited')];
    expect(scanned(strange).counts.otherLines).toEqual(strange);
  });
});
