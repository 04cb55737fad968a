import type { Instant, SupplyDay } from '../calendar/index.js';
import type { MicroEuro } from '../money/index.js';
import type { CreditState, DesiredSupply } from './account-state.js';
import type { Reason } from './reasons.js';

/** The next expected change of supply if nobody pays. */
export interface SupplyChange {
  readonly supply: DesiredSupply;
  readonly at: Instant;
}

/** What supply should be, why, and what comes next. */
export interface Decision {
  readonly creditState: CreditState;
  readonly desiredSupply: DesiredSupply;
  readonly reasons: readonly Reason[];
  /** For less supply that is not confirmed yet: the first allowed moment. Null when supply is or becomes more. */
  readonly notBefore: Instant | null;
  /** A top-up of this size keeps supply on for the days the policy names; 0 when the credit already does. */
  readonly amountToStayOnMicroEuro: MicroEuro;
  /** A top-up of this size brings supply back and pays a day of use; null while supply is wanted and confirmed on. */
  readonly amountToGetBackOnMicroEuro: MicroEuro | null;
  /** The day on which the balance reaches zero; null while the mean daily charge is unknown. */
  readonly runsOutOn: SupplyDay | null;
  /** Days from today until `runsOutOn`; 0 on the day itself. */
  readonly daysLeft: number | null;
  readonly nextSupplyChange: SupplyChange | null;
  /** When the account should be looked at again although nothing happened. */
  readonly nextReviewAt: Instant | null;
}
