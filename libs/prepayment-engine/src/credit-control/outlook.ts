import type { Instant, SupplyDay } from '../calendar/index.js';
import { dayNumber } from '../calendar/index.js';
import { ceilingDivision } from '../money/index.js';
import type { AccountState, DesiredSupply } from './account-state.js';
import { dayName, openingOnOrAfter } from './control-context.js';
import type { ControlContext } from './control-context.js';
import { availableEmergency } from './credit.js';
import type { SupplyChange } from './decision.js';

const DAYS_PER_WEEK = 7;
const HORIZON_DAYS = 62;

/** When the balance reaches zero. */
export interface Outlook {
  readonly runsOutOn: SupplyDay | null;
  readonly daysLeft: number | null;
}

const UNKNOWN: Outlook = { runsOutOn: null, daysLeft: null };

/**
 * The day on which the balance reaches zero, counted from the end of the last settled day at the smoothed daily
 * charge and the weekly instalment, and the days from today until then. Unknown until a day has been measured.
 */
export function outlookOf(state: AccountState, context: ControlContext): Outlook {
  const daily = expectedDailyCharge(state);
  if (daily <= 0) return UNKNOWN;
  const zeroDay = settledUntil(state, context) + ceilingDivision(state.balances.creditMicroEuro, daily);
  const day = Math.max(zeroDay, context.today);
  return { runsOutOn: dayName(context, day), daysLeft: day - context.today };
}

/**
 * The next change of supply if nobody pays: when credit and emergency credit are used up, at the first opening after
 * the day that shows it, later when a hold lasts longer. Null beyond two months, and while the use is unknown.
 */
export function changeWhenUnpaid(state: AccountState, context: ControlContext, next: DesiredSupply): SupplyChange | null {
  const daily = expectedDailyCharge(state);
  if (daily <= 0 || next === 'on') return null;
  const spendable = state.balances.creditMicroEuro + availableEmergency(state, context);
  const days = ceilingDivision(spendable, daily);
  if (days > HORIZON_DAYS) return null;
  const known = Math.max(settledUntil(state, context) + days + 1, context.today, protectedFrom(state));
  const at = openingAfter(context, known);
  return at === null ? null : { supply: next, at };
}

/** The smoothed daily charge with the daily part of the weekly instalment. */
export function expectedDailyCharge(state: AccountState): number {
  const { instalmentMicroEuro, balances, meanDailyChargeMicroEuro } = state;
  if (instalmentMicroEuro === 0 || balances.debtOldMicroEuro === 0) return meanDailyChargeMicroEuro;
  return meanDailyChargeMicroEuro + ceilingDivision(instalmentMicroEuro, DAYS_PER_WEEK);
}

function settledUntil(state: AccountState, context: ControlContext): number {
  return state.lastDay === null ? context.today - 1 : dayNumber(state.lastDay);
}

// The first day on which a hold no longer protects the home; long ago without one.
function protectedFrom(state: AccountState): number {
  return state.protectedUntil === null ? 0 : dayNumber(state.protectedUntil) + 1;
}

// Today's opening may have passed already.
function openingAfter(context: ControlContext, number: number): Instant | null {
  const opening = openingOnOrAfter(context, number);
  return opening !== null && opening < context.now ? openingOnOrAfter(context, number + 1) : opening;
}
