import { addMoney, microEuro, NO_MONEY, subtractMoney } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import { isCustomerAccount } from './chart.js';
import type { CustomerAccount } from './chart.js';
import type { JournalEntry } from './entries.js';

/** What a customer has and owes, each zero or more. */
export interface CustomerBalances {
  readonly creditMicroEuro: MicroEuro;
  readonly debtSupplyMicroEuro: MicroEuro;
  readonly debtProtectedMicroEuro: MicroEuro;
  readonly debtOldMicroEuro: MicroEuro;
  readonly debtReturnedMicroEuro: MicroEuro;
  readonly debtCorrectionMicroEuro: MicroEuro;
}

/** The balances of a new customer. */
export const EMPTY_BALANCES: CustomerBalances = {
  creditMicroEuro: NO_MONEY,
  debtSupplyMicroEuro: NO_MONEY,
  debtProtectedMicroEuro: NO_MONEY,
  debtOldMicroEuro: NO_MONEY,
  debtReturnedMicroEuro: NO_MONEY,
  debtCorrectionMicroEuro: NO_MONEY,
};

/** Balances together with the supply debt at the moment the credit reached zero. */
export interface CustomerPosition {
  readonly balances: CustomerBalances;
  readonly debtSupplyAtZeroMicroEuro: MicroEuro;
}

/** An entry and the balances right after it. */
export interface PostedEntry {
  readonly entry: JournalEntry;
  readonly balancesAfter: CustomerBalances;
}

/** The outcome of posting entries one by one. */
export interface Posting extends CustomerPosition {
  readonly posted: readonly PostedEntry[];
}

const FIELD_OF_ACCOUNT = {
  credit: 'creditMicroEuro',
  debt_supply: 'debtSupplyMicroEuro',
  debt_protected: 'debtProtectedMicroEuro',
  debt_old: 'debtOldMicroEuro',
  debt_returned: 'debtReturnedMicroEuro',
  debt_correction: 'debtCorrectionMicroEuro',
} as const satisfies Record<CustomerAccount, keyof CustomerBalances>;

/** The balance of one customer account, zero or more. */
export function balanceOf(balances: CustomerBalances, account: CustomerAccount): MicroEuro {
  return balances[FIELD_OF_ACCOUNT[account]];
}

/**
 * Posts entries in order. Each carries the balances after it. While there is credit, the supply debt "at zero"
 * follows the supply debt; once the credit is used up it stays, so that only later use shows as a negative balance.
 * Throws RangeError when an amount is not above zero or a customer account would fall below zero: that is a bug.
 */
export function postEntries(position: CustomerPosition, entries: readonly JournalEntry[]): Posting {
  const posted: PostedEntry[] = [];
  let { balances, debtSupplyAtZeroMicroEuro } = position;
  for (const entry of entries) {
    balances = balancesAfter(balances, entry);
    debtSupplyAtZeroMicroEuro = supplyDebtAtZero(balances, debtSupplyAtZeroMicroEuro);
    posted.push({ entry, balancesAfter: balances });
  }
  return { balances, debtSupplyAtZeroMicroEuro, posted };
}

/** The supply debt at zero after a change of the balances: see `postEntries`. */
export function supplyDebtAtZero(balances: CustomerBalances, before: MicroEuro): MicroEuro {
  return balances.creditMicroEuro > 0 ? balances.debtSupplyMicroEuro : before;
}

/**
 * The balance every channel shows: the credit, or, once that is zero, minus the supply debt made since it reached
 * zero. Debts from before never make it negative.
 */
export function shownBalance(balances: CustomerBalances, debtSupplyAtZeroMicroEuro: MicroEuro): MicroEuro {
  if (balances.creditMicroEuro > 0) return balances.creditMicroEuro;
  const madeSince = balances.debtSupplyMicroEuro - debtSupplyAtZeroMicroEuro;
  return madeSince > 0 ? microEuro(-madeSince) : NO_MONEY;
}

function balancesAfter(balances: CustomerBalances, entry: JournalEntry): CustomerBalances {
  if (entry.amountMicroEuro <= 0) throw new RangeError(`entry ${entry.kind} of ${entry.amountMicroEuro}`);
  let after = balances;
  if (isCustomerAccount(entry.debit)) after = moved(after, entry.debit, entry.amountMicroEuro, 'debit');
  if (isCustomerAccount(entry.credit)) after = moved(after, entry.credit, entry.amountMicroEuro, 'credit');
  return after;
}

// Credit is the customer's money and grows on the credit side; what the customer owes grows on the debit side.
function moved(
  balances: CustomerBalances,
  account: CustomerAccount,
  amount: MicroEuro,
  side: 'debit' | 'credit',
): CustomerBalances {
  const grows = (account === 'credit') === (side === 'credit');
  const before = balanceOf(balances, account);
  const after = grows ? addMoney(before, amount) : subtractMoney(before, amount);
  if (after < 0) throw new RangeError(`${account} would fall to ${after}`);
  return { ...balances, [FIELD_OF_ACCOUNT[account]]: after };
}
