/** The four registers a day may bring; gas uses the first for its volume. */
export type RegisterSlot = 0 | 1 | 2 | 3;

/** What became of one register value. */
export type PivotOutcome = 'taken' | 'same_again' | 'conflict';

const MISSING = -1;

/**
 * Register values of one supply day, gathered per account whatever the order in which they come. Flat arrays over
 * the tenant's dense account ids: a value that comes twice is one value, a second other value is a conflict.
 */
export class ReadingPivot {
  private readonly values: readonly Float64Array[];
  private readonly quality: Uint8Array;

  constructor(private readonly firstAccountId: number, lastAccountId: number) {
    const accounts = Math.max(0, lastAccountId - firstAccountId + 1);
    this.values = [0, 1, 2, 3].map(() => new Float64Array(accounts).fill(MISSING));
    this.quality = new Uint8Array(accounts);
  }

  /** Notes one register value (Wh, or dm3 for gas, zero or more); `estimated` marks the whole day of the account. */
  put(accountId: number, slot: RegisterSlot, value: number, estimated: boolean): PivotOutcome {
    const at = accountId - this.firstAccountId;
    const column = this.values[slot] as Float64Array;
    const there = column[at] as number;
    if (there !== MISSING) return there === value ? 'same_again' : 'conflict';
    column[at] = value;
    if (estimated) this.quality[at] = 1;
    return 'taken';
  }

  /** Forgets a register again: a total that turns out to stand beside its day and night registers. */
  drop(accountId: number, slot: RegisterSlot): void {
    (this.values[slot] as Float64Array)[accountId - this.firstAccountId] = MISSING;
  }

  /** The rows in account order in COPY's text form: tenant, day, account, quality, four registers, source. */
  *lines(tenantId: number, day: string, sourceId: number): Iterable<string> {
    const [offtake1, offtake2, injection1, injection2] = this.values as [Float64Array, Float64Array, Float64Array, Float64Array];
    for (let at = 0; at < this.quality.length; at += 1) {
      if (offtake1[at] === MISSING) continue;
      yield `${tenantId}\t${day}\t${this.firstAccountId + at}\t${this.quality[at]}\t${offtake1[at]}\t${orNull(offtake2[at])}\t${orNull(
        injection1[at])}\t${orNull(injection2[at])}\t${sourceId}\n`;
    }
  }
}

function orNull(value: number | undefined): string | number {
  return value === undefined || value === MISSING ? '\\N' : value;
}
