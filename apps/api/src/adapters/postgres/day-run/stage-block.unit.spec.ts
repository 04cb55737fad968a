import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadingPivot } from './reading-pivot.js';
import { ACCOUNTS_PER_BLOCK, decodeBlock, emptyBlock, encodeBlock, layOver, MISSING, type RegisterSlot, type StageBlock } from './stage-block.js';

const reading = fc.record({
  accountId: fc.integer({ min: 3 * ACCOUNTS_PER_BLOCK, max: 4 * ACCOUNTS_PER_BLOCK - 1 }),
  slot: fc.constantFrom<RegisterSlot>(0, 1, 2, 3),
  value: fc.integer({ min: 0, max: 10 ** 12 }),
  estimated: fc.boolean(),
});

function blockOf(readings: readonly { accountId: number; slot: RegisterSlot; value: number; estimated: boolean }[], sourceId: number): StageBlock {
  const pivot = new ReadingPivot(3_100, 3_900);
  for (const one of readings) pivot.put(one.accountId, one.slot, one.value, one.estimated);
  const block = emptyBlock();
  for (const { block: gathered } of pivot.blocks()) layOver(block, gathered, sourceId);
  return block;
}

describe('a block of the stage', () => {
  it('comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 50 }), fc.array(reading, { maxLength: 50 }), (first, later) => {
        const block = blockOf(first, 7);
        layOver(block, blockOf(later, 2 ** 40), 2 ** 40);
        expect(decodeBlock(encodeBlock(block))).toEqual(block);
      }),
    );
  });

  it('keeps what a later file does not name, and takes quality and source of the file that spoke last', () => {
    const block = blockOf([{ accountId: 3_500, slot: 0, value: 100, estimated: false }, { accountId: 3_501, slot: 0, value: 5, estimated: false }], 1);
    layOver(block, blockOf([{ accountId: 3_500, slot: 1, value: 40, estimated: true }], 2), 2);
    const at = (accountId: number) => accountId - 3_000;
    const shown = [3_500, 3_501, 3_502].map((id) => [
      ...block.registers.map((register) => register[at(id)]), block.estimated[at(id)], block.sourceIds[block.sources[at(id)] as number],
    ]);
    expect(shown).toEqual([
      [100, 40, MISSING, MISSING, 1, 2],
      [5, MISSING, MISSING, MISSING, 0, 1],
      [MISSING, MISSING, MISSING, MISSING, 0, 1],
    ]);
  });

  it('refuses bytes that are cut short', () => {
    const bytes = encodeBlock(blockOf([{ accountId: 3_000, slot: 0, value: 1, estimated: false }], 1));
    expect(() => decodeBlock(bytes.subarray(0, bytes.length - 1))).toThrow('cut short');
  });
});
