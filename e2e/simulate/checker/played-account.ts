/** What an account has and owes, in micro-euro. */
export type Balances = Record<BalanceName, number>;

export const BALANCE_NAMES = ['credit', 'debt_supply', 'debt_protected', 'debt_old', 'debt_returned', 'debt_correction'] as const;
export type BalanceName = (typeof BALANCE_NAMES)[number];

/** One numbered entry: what it moves, what was written as being there after it, and when. */
export interface Entry {
  readonly entryNo: number;
  readonly source: 'journal' | 'day_charge';
  readonly kind: string;
  readonly causeKind: string;
  readonly causeId: string;
  readonly moves: Readonly<Partial<Balances>>;
  readonly after: Readonly<Partial<Balances>>;
  readonly recordedAtMs: number;
}

/** The position right after an entry. */
export interface Position {
  readonly entry: Entry;
  readonly balances: Readonly<Balances>;
}

const EMPTY: Balances = { credit: 0, debt_supply: 0, debt_protected: 0, debt_old: 0, debt_returned: 0, debt_correction: 0 };

/** An account played from nothing, entry by entry, with additions only. */
export class PlayedAccount {
  private balances: Balances = { ...EMPTY };
  private readonly waiting = new Map<number, Entry>();
  private supplyDebtAtZero = 0;
  readonly positions: Position[] = [];

  /** Takes new entries in any order and plays those that follow without a gap; tells what is wrong. */
  take(entries: readonly Entry[]): string[] {
    const wrong: string[] = [];
    for (const entry of entries) {
      if (entry.entryNo <= this.entryNo || this.waiting.has(entry.entryNo)) wrong.push(`entry ${String(entry.entryNo)} is there twice`);
      else this.waiting.set(entry.entryNo, entry);
    }
    for (let next = this.waiting.get(this.entryNo + 1); next !== undefined; next = this.waiting.get(this.entryNo + 1)) wrong.push(...this.play(next));
    for (const number of this.waiting.keys()) wrong.push(`entry ${String(number)} is there and entry ${String(this.entryNo + 1)} is not`);
    return wrong;
  }

  get entryNo(): number {
    return this.positions.at(-1)?.entry.entryNo ?? 0;
  }

  get now(): Readonly<Balances> {
    return this.balances;
  }

  get supplyDebtWhenCreditEnded(): number {
    return this.supplyDebtAtZero;
  }

  /** What the customer is to be shown: the credit, or else minus the supply debt made since there was none. */
  get shown(): number {
    if (this.balances.credit > 0) return this.balances.credit;
    return -Math.max(0, this.balances.debt_supply - this.supplyDebtAtZero);
  }

  private play(entry: Entry): string[] {
    this.waiting.delete(entry.entryNo);
    const after = { ...this.balances };
    for (const name of BALANCE_NAMES) after[name] += entry.moves[name] ?? 0;
    this.balances = after;
    if (after.credit > 0) this.supplyDebtAtZero = after.debt_supply;
    this.positions.push({ entry, balances: after });
    return BALANCE_NAMES.flatMap((name) => {
      const said = entry.after[name];
      if (after[name] < 0) return [`entry ${String(entry.entryNo)} makes ${name} ${String(after[name])}`];
      return said === undefined || said === after[name] ? [] : [`entry ${String(entry.entryNo)} says ${name} ${String(said)}, played it is ${String(after[name])}`];
    });
  }
}
