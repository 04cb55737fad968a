import type { CalendarData, Instant } from './calendar/index.js';
import { decide, prepareControl } from './credit-control/index.js';
import type { AccountState, ControlContext, Policy } from './credit-control/index.js';
import { postEntries } from './ledger/index.js';
import type { HouseAccount, JournalEntry } from './ledger/index.js';
import { leastMoney, NO_MONEY, subtractMoney } from './money/index.js';
import type { MicroEuro } from './money/index.js';
import { moneyNotice } from './notices/index.js';
import type { PaymentSettlement } from './settle-payment.js';
import type { TariffVersion } from './rating/index.js';

/** Money that goes back to a customer, or that comes back to us, over the account of the provider that carries it. */
export interface RefundInput {
  readonly state: AccountState;
  /** Above zero; anything else throws. */
  readonly amountMicroEuro: MicroEuro;
  /** The house account the money leaves or returns to, such as the clearing account of the card provider. */
  readonly fundedFrom: HouseAccount;
  readonly policy: Policy;
  readonly calendar: CalendarData;
  readonly tariff: TariffVersion | null;
  readonly now: Instant;
}

/**
 * Books a payment, or a part of it, that was given back to its payer: out of the credit as far as there is any, and
 * what was used up already as a debt of its own, so that a refund never takes more than the customer still has.
 */
export function settleRefund(input: RefundInput): PaymentSettlement {
  const { state, amountMicroEuro, fundedFrom } = checked(input);
  const fromCredit = leastMoney(amountMicroEuro, state.balances.creditMicroEuro);
  const usedUp = subtractMoney(amountMicroEuro, fromCredit);
  const entries: JournalEntry[] = [
    { debit: 'credit', credit: fundedFrom, amountMicroEuro: fromCredit, kind: 'refund' },
    { debit: 'debt_returned', credit: fundedFrom, amountMicroEuro: usedUp, kind: 'payment_returned' },
  ];
  return settled(input, entries, 'payment_returned', 'corrected');
}

/** Money that was taken back and comes to us after all: a refund that failed, a dispute that was won. */
export interface GiveBackInput extends RefundInput {
  /** What of it had become debt when it was taken back; zero or more. */
  readonly hadBecomeDebtMicroEuro: MicroEuro;
}

/**
 * Undoes a taking back: first the debt that it had made, as far as that still stands, and the rest as credit. Nothing
 * else is repaid from it, because it is no new payment.
 */
export function settleGivenBack(input: GiveBackInput): PaymentSettlement {
  const { state, amountMicroEuro, fundedFrom, hadBecomeDebtMicroEuro } = checked(input);
  const toDebt = leastMoney(amountMicroEuro, leastMoney(hadBecomeDebtMicroEuro, state.balances.debtReturnedMicroEuro));
  const entries: JournalEntry[] = [
    { debit: fundedFrom, credit: 'credit', amountMicroEuro: subtractMoney(amountMicroEuro, toDebt), kind: 'correction' },
    { debit: fundedFrom, credit: 'debt_returned', amountMicroEuro: toDebt, kind: 'debt_repayment' },
  ];
  return settled(input, entries, 'payment_received', 'as_known');
}

function checked<Input extends RefundInput>(input: Input): Input {
  if (input.amountMicroEuro <= 0) throw new RangeError(`refund of ${input.amountMicroEuro}`);
  return input;
}

function settled(
  input: RefundInput,
  entries: readonly JournalEntry[],
  noticeKind: 'payment_returned' | 'payment_received',
  knowledge: Parameters<typeof decide>[2],
): PaymentSettlement {
  const { state, amountMicroEuro, policy, calendar, tariff, now } = input;
  const booked = entries.filter((entry) => entry.amountMicroEuro > NO_MONEY);
  const control: ControlContext = prepareControl({ policy, calendar, tariff, now, utility: state.utility });
  const { balances, debtSupplyAtZeroMicroEuro } = postEntries(state, booked);
  const after: AccountState = { ...state, balances, debtSupplyAtZeroMicroEuro };
  const decision = decide(after, control, knowledge);
  const toCredit = booked.find((entry) => entry.credit === 'credit')?.amountMicroEuro ?? NO_MONEY;
  const notice = moneyNotice(noticeKind, amountMicroEuro, toCredit, after, decision, control);
  const { creditState, desiredSupply } = decision;
  return { entries: booked, state: { ...after, creditState, desiredSupply }, decision, notices: [notice] };
}
