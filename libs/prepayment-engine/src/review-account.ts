import type { CalendarData, Instant } from './calendar/index.js';
import { decide, prepareControl } from './credit-control/index.js';
import type { AccountState, ConfirmedSupply, Decision, Policy } from './credit-control/index.js';
import { decisionNotices, supplyNotices } from './notices/index.js';
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

/** Decides anew from what is known, without new money or a new reading. Reviewing twice changes nothing more. */
export function reviewAccount(input: ReviewInput): Review {
  const { state, policy, calendar, tariff, now, confirmedSupplyBefore } = input;
  const control = prepareControl({ policy, calendar, tariff, now, utility: state.utility });
  const decision = decide(state, control, 'as_known');
  const due = decisionNotices(state, state, decision, control);
  const supplyBefore = confirmedSupplyBefore ?? state.confirmedSupply;
  const ofSupply = supplyNotices(supplyBefore, state.confirmedSupply, decision, control);
  const { creditState, desiredSupply } = decision;
  return {
    state: { ...state, creditState, desiredSupply, warnedDaysLeft: due.warnedDaysLeft },
    decision,
    notices: [...ofSupply, ...due.notices],
  };
}
