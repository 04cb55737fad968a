import { ACCOUNTS_PER_BLOCK, MISSING, type RegisterSlot, type StageBlock } from './stage-block.js';

/** What became of one register value. */
export type PivotOutcome = 'taken' | 'same_again' | 'conflict';

/** A block of a register that nobody has a value for. */
const NOTHING = new Float64Array(ACCOUNTS_PER_BLOCK).fill(MISSING);

/**
 * Register values of one supply day, gathered per account whatever the order in which they come. Flat arrays over
 * the tenant's dense account ids: a value that comes twice is one value, a second other value is a conflict.
 */
export class ReadingPivot {
  private readonly firstBlock: number;
  private readonly firstAccountId: number;
  private readonly accounts: number;
  /** By register; made when the first value comes, because most suppliers have no home that injects. */
  private readonly values: (Float64Array | null)[] = [null, null, null, null];
  private readonly estimated: Uint8Array;
  /** Blocks that somebody has a value in. */
  private readonly touched: Uint8Array;

  constructor(firstAccountId: number, lastAccountId: number) {
    this.firstBlock = Math.floor(firstAccountId / ACCOUNTS_PER_BLOCK);
    this.firstAccountId = this.firstBlock * ACCOUNTS_PER_BLOCK;
    const blocks = Math.max(0, Math.floor(lastAccountId / ACCOUNTS_PER_BLOCK) - this.firstBlock + 1);
    this.accounts = blocks * ACCOUNTS_PER_BLOCK;
    this.estimated = new Uint8Array(this.accounts);
    this.touched = new Uint8Array(blocks);
  }

  /** Notes one register value (Wh, or dm3 for gas, zero or more); `estimated` marks the whole day of the account. */
  put(accountId: number, slot: RegisterSlot, value: number, estimated: boolean): PivotOutcome {
    const at = accountId - this.firstAccountId;
    const column = (this.values[slot] ??= new Float64Array(this.accounts).fill(MISSING));
    const there = column[at] as number;
    if (there !== MISSING) return there === value ? 'same_again' : 'conflict';
    column[at] = value;
    if (estimated) this.estimated[at] = 1;
    this.touched[Math.floor(at / ACCOUNTS_PER_BLOCK)] = 1;
    return 'taken';
  }

  /** Forgets a register again: a total that turns out to stand beside its day and night registers. */
  drop(accountId: number, slot: RegisterSlot): void {
    const column = this.values[slot];
    if (column != null) column[accountId - this.firstAccountId] = MISSING;
  }

  /** The blocks in which somebody has a value, as views on what was gathered. */
  *blocks(): Iterable<{ readonly blockNo: number; readonly block: Pick<StageBlock, 'registers' | 'estimated'> }> {
    for (let index = 0; index < this.touched.length; index += 1) {
      if (this.touched[index] === 0) continue;
      const [from, until] = [index * ACCOUNTS_PER_BLOCK, (index + 1) * ACCOUNTS_PER_BLOCK];
      const view = (slot: RegisterSlot): Float64Array => this.values[slot]?.subarray(from, until) ?? NOTHING;
      yield { blockNo: this.firstBlock + index, block: { registers: [view(0), view(1), view(2), view(3)], estimated: this.estimated.subarray(from, until) } };
    }
  }
}
