import { addWorkingDays, instantAtNumber } from '../calendar/index.js';
import type { AccountState } from './account-state.js';
import type { ControlContext } from './control-context.js';

/** The outcome of a request of the customer: the account after it, or why it cannot be. */
export type RequestOutcome<Why extends string> =
  | { readonly kind: 'granted'; readonly state: AccountState }
  | { readonly kind: 'refused'; readonly why: Why };

/**
 * The customer takes the emergency credit where it needs an own action (Wallonia: 12 EUR for electricity, 15 EUR
 * for gas). It ends no other protection. It can be taken again once what was used of it is repaid.
 */
export function takeEmergencyCredit(
  state: AccountState,
  context: ControlContext,
): RequestOutcome<'prepayment_not_allowed' | 'starts_by_itself' | 'already_taken' | 'still_in_credit'> {
  if (!context.general.prepaymentAllowed) return { kind: 'refused', why: 'prepayment_not_allowed' };
  if (context.rules.emergencyStarts === 'by_itself') return { kind: 'refused', why: 'starts_by_itself' };
  if (state.emergencyTakenMicroEuro > 0) return { kind: 'refused', why: 'already_taken' };
  if (state.creditState === 'in_credit') return { kind: 'refused', why: 'still_in_credit' };
  return { kind: 'granted', state: { ...state, emergencyTakenMicroEuro: context.emergencyOfferMicroEuro } };
}

/**
 * "I have paid": a transfer or a deposit is under way. Supply is kept or brought back until the end of the third
 * working day (`paymentUnderWayUntil` of the account) and for at most the policy's amount of use; once, until a
 * payment has been booked.
 */
export function announcePayment(state: AccountState, context: ControlContext): RequestOutcome<'already_announced'> {
  if (state.paymentUnderWayUntil !== null) return { kind: 'refused', why: 'already_announced' };
  const lastDay = addWorkingDays(context.calendar, context.today, context.general.paymentHoldWorkingDays);
  return { kind: 'granted', state: { ...state, paymentUnderWayUntil: instantAtNumber(lastDay + 1, 0) } };
}

/** Whether prepayment may be switched on for a connection in the region of the policy (Brussels: never). */
export function prepaymentRefusal(context: ControlContext): 'prepayment_not_allowed' | null {
  return context.general.prepaymentAllowed ? null : 'prepayment_not_allowed';
}
