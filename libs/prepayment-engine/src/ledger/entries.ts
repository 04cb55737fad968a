import type { MicroEuro } from '../money/index.js';
import type { LedgerAccount } from './chart.js';

/** Why an entry exists. A closed list: an unknown kind does not compile. */
export const ENTRY_KINDS = [
  'top_up',
  'debt_repayment',
  'grant',
  'support_credit',
  'compensation',
  'move',
  'correction',
  'charge',
  'instalment',
  'payment_returned',
  'refund',
  'opening_balance',
  'clearing',
] as const;

/** Why an entry exists. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/**
 * One movement of money: `amountMicroEuro` (above zero) from the credit side to the debit side.
 * Customer credit and payables grow on the credit side, debts and receivables on the debit side.
 */
export interface JournalEntry {
  readonly debit: LedgerAccount;
  readonly credit: LedgerAccount;
  readonly amountMicroEuro: MicroEuro;
  readonly kind: EntryKind;
}

/** The entry that undoes another: sides swapped, same amount and kind. History is never edited. */
export function reversalOf(entry: JournalEntry): JournalEntry {
  return { ...entry, debit: entry.credit, credit: entry.debit };
}
