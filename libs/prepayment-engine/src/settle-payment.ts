import type { CalendarData, Instant } from './calendar/index.js';
import type { AccountState, Decision, Policy } from './credit-control/index.js';
import type { HouseAccount, JournalEntry } from './ledger/index.js';
import type { MicroEuro } from './money/index.js';
import type { NoticeDue } from './notices/index.js';
import type { TariffVersion } from './rating/index.js';

/** What an amount that raises the balance is. Only a top-up repays debt; the others go to the balance whole. */
export type PaymentKind = 'top_up' | 'grant' | 'support_credit' | 'compensation' | 'move' | 'correction';

/** One amount for one account. */
export interface PaymentInput {
  readonly state: AccountState;
  /** Above zero. */
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
