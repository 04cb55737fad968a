import type { CalendarData, Instant } from './calendar/index.js';
import { decide, prepareControl, repaymentRule } from './credit-control/index.js';
import type { AccountState, ControlContext, Decision, Policy } from './credit-control/index.js';
import { postEntries } from './ledger/index.js';
import type { HouseAccount, JournalEntry } from './ledger/index.js';
import { addMoney, NO_MONEY, subtractMoney } from './money/index.js';
import type { MicroEuro } from './money/index.js';
import { moneyNotice, stepAfterPayment } from './notices/index.js';
import type { NoticeDue } from './notices/index.js';
import { paymentEntries, returnEntry, splitTopUp, withdrawalEntry } from './payments/index.js';
import type { WithdrawalPurpose } from './payments/index.js';
import type { TariffVersion } from './rating/index.js';

/** What an amount that raises the balance is. Only a top-up repays debt; the others go to the balance whole. */
export type PaymentKind = 'top_up' | 'grant' | 'support_credit' | 'compensation' | 'move' | 'correction';

/** One amount for one account. */
export interface PaymentInput {
  readonly state: AccountState;
  /** Above zero; anything else throws, because channels refuse it before. */
  readonly amountMicroEuro: MicroEuro;
  readonly kind: PaymentKind;
  /** The house account the money is on: bank, a clearing account, a grant receivable, goodwill, ... */
  readonly fundedFrom: HouseAccount;
  readonly policy: Policy;
  readonly calendar: CalendarData;
  /** Null when no tariff is valid today; an energy-based emergency limit then falls back to the amount. */
  readonly tariff: TariffVersion | null;
  readonly now: Instant;
  /** What the OTHER accounts of the household repaid this month. */
  readonly householdRepaidInMonthMicroEuro: MicroEuro;
}

/** The effect of a payment or of its return. */
export interface PaymentSettlement {
  readonly entries: readonly JournalEntry[];
  readonly state: AccountState;
  readonly decision: Decision;
  readonly notices: readonly NoticeDue[];
}

/** A payment that was taken back: a returned direct debit or a charge-back. */
export type ReturnInput = Omit<PaymentInput, 'kind' | 'householdRepaidInMonthMicroEuro'>;

/** Credit that is taken out of an account. */
export interface WithdrawalInput extends Omit<ReturnInput, 'fundedFrom'> {
  readonly purpose: WithdrawalPurpose;
}

/**
 * Books an amount on an account. A top-up is split over debts and credit and ends a payment hold; everything else
 * goes to the credit whole. After any of them there is credit, so supply is wanted on.
 */
export function settlePayment(input: PaymentInput): PaymentSettlement {
  const { state, amountMicroEuro, kind, fundedFrom, householdRepaidInMonthMicroEuro } = input;
  if (amountMicroEuro <= 0) throw new RangeError(`payment of ${amountMicroEuro}`);
  const control = controlOf(input);
  const rule = repaymentRule(state, control, control.month, householdRepaidInMonthMicroEuro);
  const split =
    kind === 'top_up'
      ? splitTopUp(amountMicroEuro, state.balances, rule)
      : { toCreditMicroEuro: amountMicroEuro, repayments: [] };
  const entries = paymentEntries(split, kind, fundedFrom);
  const posted = postEntries(state, entries);
  const repaid = subtractMoney(amountMicroEuro, split.toCreditMicroEuro);
  const paid: AccountState = {
    ...withRepaid(state, repaid, control.month),
    balances: posted.balances,
    debtSupplyAtZeroMicroEuro: posted.debtSupplyAtZeroMicroEuro,
    emergencyTakenMicroEuro: posted.balances.debtSupplyMicroEuro === 0 ? NO_MONEY : state.emergencyTakenMicroEuro,
    paymentUnderWayUntil: kind === 'top_up' ? null : state.paymentUnderWayUntil,
  };
  const decision = decide(paid, control, 'as_known');
  const { creditState, desiredSupply } = decision;
  const after: AccountState = { ...paid, creditState, desiredSupply, warnedDaysLeft: stepAfterPayment(decision, control) };
  const noticeKind = kind === 'top_up' ? 'payment_received' : 'grant_received';
  const notice = moneyNotice(noticeKind, amountMicroEuro, split.toCreditMicroEuro, after, decision, control);
  return { entries, state: after, decision, notices: [notice] };
}

/**
 * Books the return of a payment. It becomes a debt of its own; credit and supply stay as they are, so nobody is cut
 * for it on the day it happens.
 */
export function reversePayment(input: ReturnInput): PaymentSettlement {
  const { state, amountMicroEuro, fundedFrom } = input;
  const control = controlOf(input);
  const entries = [returnEntry(amountMicroEuro, fundedFrom)];
  const posted = postEntries(state, entries);
  const returned: AccountState = { ...state, balances: posted.balances, debtSupplyAtZeroMicroEuro: posted.debtSupplyAtZeroMicroEuro };
  const decision = decide(returned, control, 'corrected');
  const { creditState, desiredSupply } = decision;
  const notice = moneyNotice('payment_returned', amountMicroEuro, NO_MONEY, returned, decision, control);
  return { entries, state: { ...returned, creditState, desiredSupply }, decision, notices: [notice] };
}

/**
 * Takes credit out: a refund, or the first half of a move (the second is `settlePayment` of kind `move` funded from
 * `suspense`, on the other account, in the same transaction). At most what there is; null when there is no credit.
 */
export function withdrawCredit(input: WithdrawalInput): PaymentSettlement | null {
  const { state, amountMicroEuro, purpose } = input;
  const entry = withdrawalEntry(amountMicroEuro, state.balances.creditMicroEuro, purpose);
  if (entry === null) return null;
  const { balances, debtSupplyAtZeroMicroEuro } = postEntries(state, [entry]);
  const withdrawn: AccountState = { ...state, balances, debtSupplyAtZeroMicroEuro };
  const decision = decide(withdrawn, controlOf(input), 'as_known');
  const { creditState, desiredSupply } = decision;
  return { entries: [entry], state: { ...withdrawn, creditState, desiredSupply }, decision, notices: [] };
}

function controlOf({ policy, calendar, tariff, now, state }: Omit<ReturnInput, 'fundedFrom'>): ControlContext {
  return prepareControl({ policy, calendar, tariff, now, utility: state.utility });
}

function withRepaid(state: AccountState, repaid: MicroEuro, month: string): AccountState {
  if (repaid === 0) return state;
  const before = state.repaidMonth === month ? state.repaidInMonthMicroEuro : NO_MONEY;
  return { ...state, repaidMonth: month, repaidInMonthMicroEuro: addMoney(before, repaid) };
}
