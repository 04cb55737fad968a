import type { Instant, IsoWeek, SupplyDay, Utility } from '../calendar/index.js';
import type { CustomerBalances } from '../ledger/index.js';
import type { Registers } from '../metering/index.js';
import type { MicroEuro } from '../money/index.js';

/** How an account stands with its money. */
export type CreditState = 'in_credit' | 'low' | 'emergency' | 'exhausted';

/** What supply should be. */
export type DesiredSupply = 'on' | 'limited' | 'off';

/** What the meter itself last confirmed. */
export type ConfirmedSupply = 'on' | 'limited' | 'off' | 'ready' | 'tripped' | 'unknown';

/** The steps of the warning ladder, in days left; 0 is the morning of the day the balance reaches zero. */
export type WarningStep = 7 | 3 | 1 | 0;

/** Everything the rules need to know of one account: one row, plain data, never changed in place. */
export interface AccountState {
  readonly utility: Utility;
  readonly balances: CustomerBalances;
  /** Supply debt at the moment the credit reached zero; equal to the supply debt while there is credit. */
  readonly debtSupplyAtZeroMicroEuro: MicroEuro;
  /** The last settled day. */
  readonly lastDay: SupplyDay | null;
  /** The day at whose end `registers` stood; may be an estimate, see `staleSince`. */
  readonly lastReadDay: SupplyDay | null;
  readonly registers: Registers | null;
  /** Smoothed charge of a measured day; 0 while unknown. */
  readonly meanDailyChargeMicroEuro: MicroEuro;
  readonly creditState: CreditState;
  readonly desiredSupply: DesiredSupply;
  readonly confirmedSupply: ConfirmedSupply;
  /** Emergency credit taken by the customer's own action; 0 = not taken. Only where the policy asks for that action. */
  readonly emergencyTakenMicroEuro: MicroEuro;
  /** Not to be cut or limited until and with this day: medical, child, dispute, case. The reason is not stored here. */
  readonly protectedUntil: SupplyDay | null;
  /** "I have paid": stays set after it has run out, until a payment is booked, so that it is given once. */
  readonly paymentUnderWayUntil: Instant | null;
  readonly lacDecision: boolean;
  /** A lowered share of a top-up that repays debt; null = the policy's. */
  readonly repaymentShareBasisPoints: number | null;
  /** Weekly instalment on the old debt; 0 = none. */
  readonly instalmentMicroEuro: MicroEuro;
  readonly instalmentWeek: IsoWeek | null;
  /** The month `repaidInMonthMicroEuro` belongs to, YYYY-MM. */
  readonly repaidMonth: string | null;
  readonly repaidInMonthMicroEuro: MicroEuro;
  /** The lowest step of the warning ladder already given. */
  readonly warnedDaysLeft: WarningStep | null;
  /** The first day since which there is no measured reading; null when the last reading is measured. */
  readonly staleSince: SupplyDay | null;
}
