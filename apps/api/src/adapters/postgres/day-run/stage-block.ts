/** Accounts in one row of the stage: those whose id divided by this gives the same block number. */
export const ACCOUNTS_PER_BLOCK = 1_000;

/** What a register says when it said nothing. */
export const MISSING = -1;

/** The four registers a day may bring; gas uses the first for its volume. */
export type RegisterSlot = 0 | 1 | 2 | 3;

/** The readings of one supply day of the accounts of one block, column by column. */
export interface StageBlock {
  /** Register values per slot in Wh, or dm3 for gas; `MISSING` where there is none. */
  readonly registers: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  /** 1 where a value of the day was estimated, else 0. */
  readonly estimated: Uint8Array;
  /** Where the values came from: a place in `sourceIds`. */
  readonly sources: Uint8Array;
  readonly sourceIds: number[];
}

/** A later file stands beside this many earlier ones; the oldest then count as one. */
const MOST_SOURCES = 255;
const HEADER_BYTES = 8;

/** A block in which nobody has a reading yet. */
export function emptyBlock(): StageBlock {
  const register = (): Float64Array => new Float64Array(ACCOUNTS_PER_BLOCK).fill(MISSING);
  return {
    registers: [register(), register(), register(), register()],
    estimated: new Uint8Array(ACCOUNTS_PER_BLOCK), sources: new Uint8Array(ACCOUNTS_PER_BLOCK), sourceIds: [],
  };
}

/**
 * Lays the values of a later file over what is there: a register that is named again is replaced, the others stay.
 * The quality of the day is that of the file that spoke last.
 */
export function layOver(block: StageBlock, later: Pick<StageBlock, 'registers' | 'estimated'>, sourceId: number): void {
  const source = placeOfSource(block, sourceId);
  for (let at = 0; at < ACCOUNTS_PER_BLOCK; at += 1) {
    let speaks = false;
    for (let slot = 0; slot < 4; slot += 1) {
      const value = later.registers[slot as RegisterSlot][at] as number;
      if (value === MISSING) continue;
      block.registers[slot as RegisterSlot][at] = value;
      speaks = true;
    }
    if (!speaks) continue;
    block.estimated[at] = later.estimated[at] as number;
    block.sources[at] = source;
  }
}

function placeOfSource(block: StageBlock, sourceId: number): number {
  const known = block.sourceIds.indexOf(sourceId);
  if (known !== -1) return known;
  if (block.sourceIds.length === MOST_SOURCES) block.sourceIds.pop();
  return block.sourceIds.push(sourceId) - 1;
}

/**
 * The bytes of a block: which registers follow, how many sources, the sources, quality, place of the source, and then
 * the registers that anybody has. Little-endian, as the machines that write and read it are.
 */
export function encodeBlock(block: StageBlock): Buffer {
  const present = block.registers.map((register) => register.some((value) => value !== MISSING));
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(present.reduce((bits, is, slot) => bits | (is ? 1 << slot : 0), 0), 0);
  header.writeUInt8(block.sourceIds.length, 1);
  const registers = block.registers.filter((_, slot) => present[slot]);
  return Buffer.concat([header, bytesOf(Float64Array.from(block.sourceIds)), block.estimated, block.sources, ...registers.map(bytesOf)]);
}

/** The block of some bytes; throws on bytes that are not a block. */
export function decodeBlock(bytes: Buffer): StageBlock {
  const block = emptyBlock();
  const present = bytes.readUInt8(0);
  let at = HEADER_BYTES;
  const take = (target: Uint8Array): void => {
    if (bytes.copy(target, 0, at, at + target.length) !== target.length) throw new Error('a row of the stage is cut short');
    at += target.length;
  };
  const sourceIds = new Float64Array(bytes.readUInt8(1));
  take(bytesOf(sourceIds));
  block.sourceIds.push(...sourceIds);
  take(block.estimated);
  take(block.sources);
  block.registers.forEach((register, slot) => {
    if ((present & (1 << slot)) !== 0) take(bytesOf(register));
  });
  return block;
}

function bytesOf(numbers: Float64Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
