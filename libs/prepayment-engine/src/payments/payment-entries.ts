import type { EntryKind, HouseAccount, JournalEntry } from '../ledger/index.js';
import { leastMoney, NO_MONEY } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { TopUpSplit } from './repayment.js';

/**
 * The entries of an amount that came in: the credit first, then each debt, all from the account the money is on.
 * The amounts sum to the amount that came in.
 */
export function paymentEntries(split: TopUpSplit, kind: EntryKind, fundedFrom: HouseAccount): JournalEntry[] {
  const entries: JournalEntry[] = [];
  if (split.toCreditMicroEuro > NO_MONEY) {
    entries.push({ debit: fundedFrom, credit: 'credit', amountMicroEuro: split.toCreditMicroEuro, kind });
  }
  for (const { debt, amountMicroEuro } of split.repayments) {
    entries.push({ debit: fundedFrom, credit: debt, amountMicroEuro, kind: 'debt_repayment' });
  }
  return entries;
}

/**
 * The entry of a payment that was taken back (a returned direct debit, a charge-back). The credit may be used up
 * already, so the whole amount becomes a debt of its own and nobody is cut for it on the day it happens.
 */
export function returnEntry(amountMicroEuro: MicroEuro, fundedFrom: HouseAccount): JournalEntry {
  return { debit: 'debt_returned', credit: fundedFrom, amountMicroEuro, kind: 'payment_returned' };
}

/** What credit is taken out for: paid back to the customer, or moved to another account of the household. */
export type WithdrawalPurpose = 'refund' | 'move';

// A refund waits until the bank has sent it; a move is in between accounts until the other account is credited.
const WITHDRAWAL_ACCOUNT = { refund: 'refund_payable', move: 'suspense' } as const satisfies Record<WithdrawalPurpose, HouseAccount>;

/** The entry of credit that is taken out, at most what there is. Null when there is nothing to take. */
export function withdrawalEntry(
  askedMicroEuro: MicroEuro,
  creditMicroEuro: MicroEuro,
  purpose: WithdrawalPurpose,
): JournalEntry | null {
  const amountMicroEuro = leastMoney(askedMicroEuro, creditMicroEuro);
  if (amountMicroEuro <= NO_MONEY) return null;
  return { debit: 'credit', credit: WITHDRAWAL_ACCOUNT[purpose], amountMicroEuro, kind: purpose };
}
