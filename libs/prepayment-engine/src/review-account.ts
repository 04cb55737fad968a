import type { CalendarData, Instant } from './calendar/index.js';
import type { AccountState, ConfirmedSupply, Decision, Policy } from './credit-control/index.js';
import type { NoticeDue } from './notices/index.js';
import type { TariffVersion } from './rating/index.js';

/** An account to look at again: a window opens, a hold ends, emergency credit was taken, a status changed. */
export interface ReviewInput {
  readonly state: AccountState;
  readonly policy: Policy;
  readonly calendar: CalendarData;
  readonly tariff: TariffVersion | null;
  readonly now: Instant;
  /** Given when the confirmed supply has just changed: what it was before. */
  readonly confirmedSupplyBefore?: ConfirmedSupply;
}

/** The outcome of a review. */
export interface Review {
  readonly state: AccountState;
  readonly decision: Decision;
  readonly notices: readonly NoticeDue[];
}
