import type { Instant } from '../calendar/index.js';
import { dayNumber, instantAtNumber, startOfDay } from '../calendar/index.js';
import type { AccountState, ConfirmedSupply, CreditState, DesiredSupply } from './account-state.js';
import { dayName } from './control-context.js';
import type { ControlContext } from './control-context.js';
import { emergencyLimit } from './credit.js';
import type { Reason } from './reasons.js';

/** What is known of the day that led here: `as_known` when nothing new was measured (a payment, a review). */
export type Freshness = 'measured' | 'not_measured' | 'corrected' | 'as_known';

/** What supply should be and why, before the outlook is added. */
export interface SupplyWish {
  readonly desiredSupply: DesiredSupply;
  readonly notBefore: Instant | null;
  readonly reasons: readonly Reason[];
}

const RANK = { off: 0, limited: 1, on: 2 } as const satisfies Record<DesiredSupply, number>;
const MILLISECONDS_PER_HOUR = 3_600_000;
const IN_CREDIT: SupplyWish = { desiredSupply: 'on', notBefore: null, reasons: [{ code: 'in_credit', facts: {} }] };

/** True when `a` is less supply than `b`. */
export function isLessSupply(a: DesiredSupply, b: DesiredSupply): boolean {
  return RANK[a] < RANK[b];
}

/** What the home has as far as the meter said so; an unknown or armed breaker counts as on, to be careful. */
export function suppliedNow(confirmed: ConfirmedSupply): DesiredSupply {
  if (confirmed === 'off') return 'off';
  return confirmed === 'limited' || confirmed === 'tripped' ? 'limited' : 'on';
}

/**
 * What supply should be. Money says what is wanted; a protection keeps or puts the home on; a doubt (cold, season,
 * stale or unmeasured reading) only stops supply from becoming less than the home has or was already promised.
 */
export function supplyWish(
  state: AccountState,
  context: ControlContext,
  creditState: CreditState,
  daysLeft: number | null,
  freshness: Freshness,
): SupplyWish {
  if (creditState === 'in_credit') return IN_CREDIT;
  if (creditState !== 'exhausted') return supplied([moneyReason(state, context, creditState, daysLeft)]);
  const keep = keepOnReason(state, context);
  if (keep !== null) return supplied([keep, moneyReason(state, context, creditState, daysLeft)]);
  const { wanted, reasons } = wantedWhenExhausted(state, context, creditState, daysLeft);
  const now = supplyToKeep(state);
  if (!isLessSupply(wanted, now)) return lessOrEqual(state, context, wanted, reasons);
  const doubts = doubtsAbout(state, context, freshness);
  if (doubts.length > 0) return { desiredSupply: now, notBefore: null, reasons: [...reasons, ...doubts] };
  return lessOrEqual(state, context, wanted, reasons);
}

/** What an exhausted account comes to under the policy: 10 A first where it can be limited, off where it cannot. */
export function supplyWhenExhausted(state: AccountState, context: ControlContext): DesiredSupply {
  const { whenExhausted, offNeedsLacDecision } = context.rules;
  if (!context.general.prepaymentAllowed) return 'on';
  if (!offNeedsLacDecision) return whenExhausted;
  if (state.lacDecision && !(context.isLacBan && supplyToKeep(state) !== 'off')) return 'off';
  return whenExhausted === 'off' ? 'on' : whenExhausted;
}

/** The reason that keeps or puts supply on whatever the balance is; null without one. */
export function keepOnReason(state: AccountState, context: ControlContext): Reason | null {
  if (!context.general.prepaymentAllowed) return { code: 'prepayment_not_allowed', facts: {} };
  if (context.moratorium !== null) return { code: 'moratorium', facts: { until: context.moratorium.until } };
  const { protectedUntil, paymentUnderWayUntil } = state;
  if (protectedUntil !== null && dayNumber(protectedUntil) >= context.today) {
    return { code: 'protected_home', facts: { until: protectedUntil } };
  }
  if (paymentUnderWayUntil === null || paymentUnderWayUntil <= context.now) return null;
  const isWithinHold = state.balances.debtProtectedMicroEuro < context.general.paymentHoldMicroEuro;
  return isWithinHold ? { code: 'payment_under_way', facts: { until: paymentUnderWayUntil } } : null;
}

function supplied(reasons: readonly Reason[]): SupplyWish {
  return { desiredSupply: 'on', notBefore: null, reasons };
}

// A wish for less that was never carried out is withdrawn on doubt, and a promised reconnection is not taken back.
function supplyToKeep(state: AccountState): DesiredSupply {
  const has = suppliedNow(state.confirmedSupply);
  return isLessSupply(has, state.desiredSupply) ? state.desiredSupply : has;
}

function wantedWhenExhausted(
  state: AccountState,
  context: ControlContext,
  creditState: CreditState,
  daysLeft: number | null,
): { wanted: DesiredSupply; reasons: Reason[] } {
  const wanted = supplyWhenExhausted(state, context);
  const reasons = [moneyReason(state, context, creditState, daysLeft)];
  if (!context.rules.offNeedsLacDecision) return { wanted, reasons };
  if (wanted === 'limited') reasons.push({ code: 'limited_not_off', facts: {} });
  if (state.lacDecision) reasons.push({ code: 'lac_decision', facts: {} });
  if (state.lacDecision && wanted !== 'off') reasons.push({ code: 'season', facts: { season: 'lac_ban' } });
  return { wanted, reasons };
}

// Less supply than the meter confirmed waits for the window; without any window it is not asked for at all.
function lessOrEqual(state: AccountState, context: ControlContext, wanted: DesiredSupply, reasons: Reason[]): SupplyWish {
  const has = suppliedNow(state.confirmedSupply);
  if (!isLessSupply(wanted, has)) return { desiredSupply: wanted, notBefore: null, reasons };
  const notBefore = context.cutMoment;
  if (notBefore === null) return { desiredSupply: has, notBefore: null, reasons };
  if (notBefore > context.now) reasons.push({ code: 'waits_for_window', facts: { opensAt: notBefore } });
  return { desiredSupply: wanted, notBefore, reasons };
}

function doubtsAbout(state: AccountState, context: ControlContext, freshness: Freshness): Reason[] {
  const doubts = [...context.freezes];
  if (freshness === 'not_measured') doubts.push({ code: 'reading_not_measured', facts: {} });
  if (freshness === 'corrected') doubts.push({ code: 'history_corrected', facts: {} });
  const unknownSince = firstDayWithoutReading(state, context);
  const ageMs = context.now - instantAtNumber(unknownSince, 0);
  if (ageMs > context.general.staleAfterHours * MILLISECONDS_PER_HOUR) {
    doubts.push({ code: 'reading_stale', facts: { since: dayName(context, unknownSince) } });
  }
  return doubts;
}

// A home that was never read counts as unknown since long ago.
function firstDayWithoutReading(state: AccountState, context: ControlContext): number {
  if (state.staleSince !== null) return dayNumber(state.staleSince);
  if (state.lastReadDay !== null) return dayNumber(state.lastReadDay) + 1;
  return context.today - Math.ceil(context.general.staleAfterHours / 24) - 1;
}

function moneyReason(
  state: AccountState,
  context: ControlContext,
  creditState: CreditState,
  daysLeft: number | null,
): Reason {
  const { creditMicroEuro, debtSupplyMicroEuro } = state.balances;
  const limitMicroEuro = emergencyLimit(state, context);
  if (creditState === 'low' || creditState === 'in_credit') {
    return { code: 'low_credit', facts: { creditMicroEuro, daysLeft } };
  }
  if (creditState === 'emergency') {
    const availableMicroEuro = (limitMicroEuro - debtSupplyMicroEuro) as typeof limitMicroEuro;
    return { code: 'emergency_credit_in_use', facts: { limitMicroEuro, availableMicroEuro } };
  }
  if (context.rules.emergencyStarts === 'by_own_action' && state.emergencyTakenMicroEuro === 0) {
    return { code: 'emergency_credit_not_taken', facts: { offeredMicroEuro: context.emergencyOfferMicroEuro } };
  }
  return { code: 'emergency_credit_used_up', facts: { limitMicroEuro, debtSupplyMicroEuro } };
}

/**
 * True when use on the day, beyond the emergency credit, happens while the home is protected: on a hold, in a
 * season, in the cold, or while less supply was wanted but not delivered, as over a weekend. The day on which the money
 * runs out is none of these, even a Friday: nothing was held back yet. Use on a limiter is never that either: it is
 * what the customer was left with.
 */
export function isProtectedUse(state: AccountState, context: ControlContext, day: number): boolean {
  if (suppliedNow(state.confirmedSupply) !== 'on' && state.confirmedSupply !== 'ready') return false;
  if (context.freezes.length > 0) return true;
  if (!context.general.prepaymentAllowed || context.moratorium !== null) return true;
  if (state.protectedUntil !== null && dayNumber(state.protectedUntil) >= day) return true;
  if (state.paymentUnderWayUntil !== null && state.paymentUnderWayUntil > startOfDay(dayName(context, day))) return true;
  return state.creditState === 'exhausted';
}
