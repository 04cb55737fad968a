import { decide, prepareControl } from './credit-control/index.js';
import type { AccountState } from './credit-control/index.js';
import { postEntries } from './ledger/index.js';
import type { JournalEntry } from './ledger/index.js';
import { addMoney, leastMoney, microEuro, NO_MONEY, subtractMoney } from './money/index.js';
import type { MicroEuro } from './money/index.js';
import { moneyNotice } from './notices/index.js';
import type { PaymentSettlement } from './settle-payment.js';
import type { RefundInput } from './settle-refund.js';

/** A payment that should not have been on this account: it belongs to another home, or was a mistake of its payer. */
export interface UndoneInput extends Omit<RefundInput, 'amountMicroEuro'> {
  /** What the payment did here, as it was booked: a debt repaid, or credit. */
  readonly booked: readonly JournalEntry[];
}

/**
 * Takes a payment off an account as it was put on: debts that it repaid stand again, its credit goes as far as there is
 * any, and what was used up meanwhile becomes a debt of its own, for which nobody is cut on the day it happens.
 */
export function settleUndone(input: UndoneInput): PaymentSettlement {
  const { state, booked, fundedFrom, policy, calendar, tariff, now } = input;
  if (booked.length === 0) throw new RangeError('nothing to undo');
  const control = prepareControl({ policy, calendar, tariff, now, utility: state.utility });
  const entries = booked.flatMap((entry) => undoing(entry, state.balances.creditMicroEuro, fundedFrom));
  const { balances, debtSupplyAtZeroMicroEuro } = postEntries(state, entries);
  const repaid = sumOf(booked.filter(({ credit }) => credit !== 'credit'));
  const after: AccountState = { ...withoutRepaid(state, repaid, control.month), balances, debtSupplyAtZeroMicroEuro };
  const decision = decide(after, control, 'corrected');
  const { creditState, desiredSupply } = decision;
  const notice = moneyNotice('payment_returned', sumOf(booked), NO_MONEY, after, decision, control);
  return { entries, state: { ...after, creditState, desiredSupply }, decision, notices: [notice] };
}

function undoing({ credit, amountMicroEuro }: JournalEntry, creditLeft: MicroEuro, fundedFrom: RefundInput['fundedFrom']): JournalEntry[] {
  if (credit !== 'credit') return [{ debit: credit, credit: fundedFrom, amountMicroEuro, kind: 'correction' }];
  const fromCredit = leastMoney(amountMicroEuro, creditLeft);
  const parts: JournalEntry[] = [
    { debit: 'credit', credit: fundedFrom, amountMicroEuro: fromCredit, kind: 'correction' },
    { debit: 'debt_returned', credit: fundedFrom, amountMicroEuro: subtractMoney(amountMicroEuro, fromCredit), kind: 'payment_returned' },
  ];
  return parts.filter((part) => part.amountMicroEuro > NO_MONEY);
}

function sumOf(entries: readonly JournalEntry[]): MicroEuro {
  return entries.reduce((sum, entry) => addMoney(sum, entry.amountMicroEuro), NO_MONEY);
}

// What counts towards the ceiling of the month is what was repaid and stays repaid.
function withoutRepaid(state: AccountState, repaid: MicroEuro, month: string): AccountState {
  if (state.repaidMonth !== month) return state;
  return { ...state, repaidInMonthMicroEuro: microEuro(Math.max(0, state.repaidInMonthMicroEuro - repaid)) };
}
