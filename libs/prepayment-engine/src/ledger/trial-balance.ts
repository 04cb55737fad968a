import { addMoney, NO_MONEY, subtractMoney, sumMoney } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { LedgerAccount } from './chart.js';
import type { JournalEntry } from './entries.js';

/** Per account what was debited minus what was credited, and the sum over all accounts, which must be zero. */
export interface TrialBalance {
  readonly debitMinusCredit: ReadonlyMap<LedgerAccount, MicroEuro>;
  readonly sumMicroEuro: MicroEuro;
}

/** The trial balance of a list of entries. */
export function trialBalance(entries: readonly JournalEntry[]): TrialBalance {
  const totals = new Map<LedgerAccount, MicroEuro>();
  for (const { debit, credit, amountMicroEuro } of entries) {
    totals.set(debit, addMoney(totals.get(debit) ?? NO_MONEY, amountMicroEuro));
    totals.set(credit, subtractMoney(totals.get(credit) ?? NO_MONEY, amountMicroEuro));
  }
  return { debitMinusCredit: totals, sumMicroEuro: sumMoney([...totals.values()]) };
}
