import type { CalendarData, Instant, SupplyDay } from './calendar/index.js';
import type { AccountState, Decision, Policy } from './credit-control/index.js';
import type { DailyConsumption, DayReading, MeterFacts, Verdict, VerdictReason } from './metering/index.js';
import type { MicroEuro } from './money/index.js';
import type { NoticeDue } from './notices/index.js';
import type { DayCharge, TariffVersion } from './rating/index.js';

/** What all accounts with the same tariff have in common on one day; see `prepareDay`. */
export interface DayContext {
  readonly day: SupplyDay;
  /** Null when no tariff, or more than one, is valid on the day: nothing is rated then. */
  readonly tariff: TariffVersion | null;
  readonly policy: Policy;
  readonly calendar: CalendarData;
  readonly now: Instant;
}

/** What belongs to one account on one day. */
export interface AccountDay {
  /** Null when the meter was silent. */
  readonly reading: DayReading | null;
  readonly state: AccountState;
  readonly meter: MeterFacts;
  /** What the OTHER accounts of the household repaid in the month of the day; 0 for a household with one account. */
  readonly householdRepaidInMonthMicroEuro: MicroEuro;
}

/** From where a day's charge is taken; the three parts sum to the charge. */
export interface ChargeSplit {
  readonly fromCreditMicroEuro: MicroEuro;
  readonly toDebtSupplyMicroEuro: MicroEuro;
  readonly toDebtProtectedMicroEuro: MicroEuro;
}

/** A settled day. */
export interface DaySettlement {
  readonly kind: 'settled';
  readonly verdict: Verdict;
  /** Null unless the verdict is measured or estimated; the charge then holds only what accrues per day. */
  readonly consumption: DailyConsumption | null;
  readonly charge: DayCharge;
  readonly split: ChargeSplit;
  /** Taken from credit and put on the old debt; 0 = none. */
  readonly instalmentMicroEuro: MicroEuro;
  readonly state: AccountState;
  readonly decision: Decision;
  readonly notices: readonly NoticeDue[];
  /** Why the account must leave the stream for the per-account path; null when it need not. */
  readonly review: VerdictReason | null;
}

/** A day that was not settled; nothing has changed. */
export type DayRefusal =
  | { readonly kind: 'already_settled' }
  | { readonly kind: 'earlier_day_open'; readonly lastDay: SupplyDay }
  | { readonly kind: 'no_tariff' };

/** The outcome of settling a day. */
export type DayOutcome = DaySettlement | DayRefusal;
