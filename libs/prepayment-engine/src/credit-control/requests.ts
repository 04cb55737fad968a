import { addWorkingDays, instantAtNumber } from '../calendar/index.js';
import { mostMoney, NO_MONEY, subtractMoney } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { AccountState } from './account-state.js';
import type { ControlContext } from './control-context.js';
import { availableEmergency, creditStateOf } from './credit.js';
import { outlookOf } from './outlook.js';

/** The outcome of a request of the customer: the account after it, or why it cannot be. */
export type RequestOutcome<Why extends string> =
  | { readonly kind: 'granted'; readonly state: AccountState }
  | { readonly kind: 'refused'; readonly why: Why };

/** The emergency credit at the moment of a request: what is available now, and with `taken` the account after it. */
export type EmergencyCreditOutcome =
  | { readonly kind: 'taken'; readonly availableMicroEuro: MicroEuro; readonly state: AccountState }
  | { readonly kind: 'already_taken'; readonly availableMicroEuro: MicroEuro; readonly why: 'taken_before' | 'starts_by_itself' }
  | { readonly kind: 'not_needed'; readonly availableMicroEuro: MicroEuro; readonly why: 'still_in_credit' | 'starts_by_itself' }
  | { readonly kind: 'not_available'; readonly availableMicroEuro: MicroEuro; readonly why: 'prepayment_not_allowed' | 'used_up' };

/**
 * The customer asks for the emergency credit. Where it needs an own action (Wallonia: 12 EUR for electricity, 15 EUR
 * for gas; CWaPE, compteurs à prépaiement) it is taken, once, and can be taken again when what was used of it is
 * repaid. Where it starts by itself (Flanders) nothing changes and the answer says what is left. It ends no other
 * protection. `availableMicroEuro` is what may still be used, or with `not_needed` what will be there.
 */
export function requestEmergencyCredit(state: AccountState, context: ControlContext): EmergencyCreditOutcome {
  if (!context.general.prepaymentAllowed) return { kind: 'not_available', availableMicroEuro: NO_MONEY, why: 'prepayment_not_allowed' };
  const offer = mostMoney(NO_MONEY, subtractMoney(context.emergencyOfferMicroEuro, state.balances.debtSupplyMicroEuro));
  if (offer === 0) return { kind: 'not_available', availableMicroEuro: NO_MONEY, why: 'used_up' };
  const startsByItself = context.rules.emergencyStarts === 'by_itself';
  if (!startsByItself && state.emergencyTakenMicroEuro > 0) return takenBefore(state, context);
  const creditState = creditStateOf(state, context, outlookOf(state, context).daysLeft);
  if (startsByItself) {
    const kind = creditState === 'emergency' ? 'already_taken' : 'not_needed';
    return { kind, availableMicroEuro: offer, why: 'starts_by_itself' };
  }
  if (creditState === 'in_credit') return { kind: 'not_needed', availableMicroEuro: offer, why: 'still_in_credit' };
  return { kind: 'taken', availableMicroEuro: offer, state: { ...state, emergencyTakenMicroEuro: context.emergencyOfferMicroEuro } };
}

function takenBefore(state: AccountState, context: ControlContext): EmergencyCreditOutcome {
  const availableMicroEuro = availableEmergency(state, context);
  if (availableMicroEuro === 0) return { kind: 'not_available', availableMicroEuro, why: 'used_up' };
  return { kind: 'already_taken', availableMicroEuro, why: 'taken_before' };
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
