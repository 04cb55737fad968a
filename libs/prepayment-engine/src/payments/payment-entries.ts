import type { EntryKind, HouseAccount, JournalEntry } from '../ledger/index.js';
import { NO_MONEY } from '../money/index.js';
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

/**
 * The entry of credit that is paid back to the customer, at most what there is. Null when there is nothing to pay
 * back. The money waits on `refund_payable` until the bank has sent it.
 */
export function refundEntry(askedMicroEuro: MicroEuro, creditMicroEuro: MicroEuro): JournalEntry | null {
  const amountMicroEuro = askedMicroEuro < creditMicroEuro ? askedMicroEuro : creditMicroEuro;
  if (amountMicroEuro <= NO_MONEY) return null;
  return { debit: 'credit', credit: 'refund_payable', amountMicroEuro, kind: 'refund' };
}
