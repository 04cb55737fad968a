import {
  balanceOf, CUSTOMER_ACCOUNTS, type CustomerAccount, type CustomerPosition, EMPTY_BALANCES, type JournalEntry, microEuro, type MicroEuro,
  NO_MONEY, postEntries,
} from '@tegoed/prepayment-engine';

/** What an account should have and owe, in micro-euro; null where the row does not say. */
export type Balances = Readonly<Record<CustomerAccount, number | null>>;

/** One numbered entry of an account, from either table. */
export interface EntryRow {
  readonly entryNo: number;
  readonly source: 'journal' | 'day_charge';
  /** For an answer: what the entry is. */
  readonly name: string;
  /** The movements that the entry makes. */
  readonly movements: readonly JournalEntry[];
  /** The balances that are written with the entry. */
  readonly after: Balances;
}

/** The stored state of an account. */
export interface StateRow {
  readonly entryNo: number;
  readonly balances: Readonly<Record<CustomerAccount, number>>;
  readonly debtSupplyAtZeroMicroEuro: number;
}

/** Something that does not add up, and by how much money; 0 when it is an order or a number that is wrong. */
export interface AccountProblem {
  readonly what: string;
  readonly microEuro: number;
}

const START: CustomerPosition = { balances: EMPTY_BALANCES, debtSupplyAtZeroMicroEuro: NO_MONEY };

/**
 * Plays an account from nothing by the engine's own rule and compares: numbers 1..n without a gap, each entry's balances
 * right after it, and the state at the end. Every difference is told.
 */
export function replayAccount(entries: readonly EntryRow[], state: StateRow | null): AccountProblem[] {
  const problems: AccountProblem[] = [];
  let position: CustomerPosition = START;
  let expectedNo = 1;
  for (const entry of entries) {
    if (entry.entryNo !== expectedNo) problems.push({ what: `entry ${expectedNo} is ${entry.entryNo < expectedNo ? 'there twice' : 'missing'}`, microEuro: 0 });
    expectedNo = entry.entryNo + 1;
    const played = play(position, entry);
    if (played === null) return [...problems, { what: `${nameOf(entry)} makes a balance fall below zero`, microEuro: sumOf(entry.movements) }];
    position = played;
    problems.push(...differences(`${nameOf(entry)}: after it`, entry.after, position));
  }
  return [...problems, ...(state === null ? [] : stateProblems(state, position, expectedNo - 1))];
}

function play(position: CustomerPosition, entry: EntryRow): CustomerPosition | null {
  try {
    return postEntries(position, entry.movements);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function stateProblems(state: StateRow, position: CustomerPosition, lastNo: number): AccountProblem[] {
  const problems = differences('the state', state.balances, position);
  if (state.entryNo !== lastNo) problems.push({ what: `the state says ${state.entryNo} entries, there are ${lastNo}`, microEuro: 0 });
  const apart = Math.abs(state.debtSupplyAtZeroMicroEuro - position.debtSupplyAtZeroMicroEuro);
  if (apart > 0) problems.push({ what: 'the state: supply debt at zero is not what the entries make', microEuro: apart });
  return problems;
}

function differences(what: string, written: Balances, position: CustomerPosition): AccountProblem[] {
  return CUSTOMER_ACCOUNTS.flatMap((account) => {
    const said = written[account];
    const played = balanceOf(position.balances, account);
    return said === null || said === played ? [] : [{ what: `${what} ${account} is ${said}, it should be ${played}`, microEuro: Math.abs(said - played) }];
  });
}

/** The parts of a day's charge as movements against the house; a negative part goes the other way. */
export function chargeMovements(parts: Readonly<Partial<Record<CustomerAccount, number>>>): JournalEntry[] {
  return CUSTOMER_ACCOUNTS.flatMap((account) => {
    const amount = parts[account] ?? 0;
    if (amount === 0) return [];
    const sides = amount > 0 ? ({ debit: account, credit: 'supplier_payable_energy' } as const) : ({ debit: 'supplier_payable_energy', credit: account } as const);
    return [{ ...sides, amountMicroEuro: microEuro(Math.abs(amount)), kind: 'charge' as const }];
  });
}

function sumOf(movements: readonly JournalEntry[]): MicroEuro {
  return microEuro(movements.reduce((sum, movement) => sum + movement.amountMicroEuro, 0));
}

function nameOf(entry: EntryRow): string {
  return `entry ${entry.entryNo} (${entry.name})`;
}
