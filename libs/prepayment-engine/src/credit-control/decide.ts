import type { Instant } from '../calendar/index.js';
import { dayNumber, instantAtNumber } from '../calendar/index.js';
import { microEuro, MICRO_EURO_PER_CENT, NO_MONEY } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import { topUpForCredit } from '../payments/index.js';
import type { RepaymentRule } from '../payments/index.js';
import type { AccountState } from './account-state.js';
import type { ControlContext } from './control-context.js';
import { creditStateOf, repaymentCeilingLeft } from './credit.js';
import type { Decision, SupplyChange } from './decision.js';
import { changeWhenUnpaid, expectedDailyCharge, outlookOf } from './outlook.js';
import { isLessSupply, supplyWhenExhausted, supplyWish } from './supply.js';
import type { Freshness, SupplyWish } from './supply.js';

/**
 * The heart: what supply should be, why, how long the money lasts and what comes next. Pure: the same state,
 * context and freshness always give the same decision. It never asks for less supply outside a window, in a season,
 * in the cold, on a protected home or on a reading that is stale or was not measured.
 */
export function decide(state: AccountState, context: ControlContext, freshness: Freshness): Decision {
  const { runsOutOn, daysLeft } = outlookOf(state, context);
  const creditState = creditStateOf(state, context, daysLeft);
  const wish = supplyWish(state, context, creditState, daysLeft, freshness);
  return {
    creditState,
    desiredSupply: wish.desiredSupply,
    reasons: wish.reasons,
    notBefore: wish.notBefore,
    amountToStayOnMicroEuro: amountToStayOn(state, context),
    amountToGetBackOnMicroEuro: amountToGetBackOn(state, context, wish),
    runsOutOn,
    daysLeft,
    nextSupplyChange: nextSupplyChange(state, context, wish),
    nextReviewAt: nextReview(state, context, wish),
  };
}

/** How a top-up of this account repays debt; a lowered share holds for the whole top-up. */
export function repaymentRule(
  state: AccountState,
  context: ControlContext,
  month: string,
  repaidByOthers: MicroEuro,
): RepaymentRule {
  const { general } = context;
  const lowered = state.repaymentShareBasisPoints;
  return {
    shareBasisPoints: Math.min(lowered ?? general.repaymentShareBasisPoints, general.repaymentShareBasisPoints),
    kneeMicroEuro: lowered === null ? general.repaymentKneeMicroEuro : null,
    ceilingLeftMicroEuro: repaymentCeilingLeft(state, context, month, repaidByOthers),
    protectedDebtCaseMicroEuro: general.protectedDebtCaseMicroEuro,
  };
}

function amountToStayOn(state: AccountState, context: ControlContext): MicroEuro {
  const wanted = context.general.stayOnDays * expectedDailyCharge(state);
  const missing = wanted - state.balances.creditMicroEuro;
  return missing <= 0 ? NO_MONEY : topUpFor(missing, state, context);
}

function amountToGetBackOn(state: AccountState, context: ControlContext, wish: SupplyWish): MicroEuro | null {
  if (wish.desiredSupply === 'on') return state.confirmedSupply === 'on' ? null : NO_MONEY;
  return topUpFor(Math.max(expectedDailyCharge(state), MICRO_EURO_PER_CENT), state, context);
}

// What the rest of the household repaid this month is left out: at worst the amount named is a little too high.
function topUpFor(credit: number, state: AccountState, context: ControlContext): MicroEuro {
  return topUpForCredit(microEuro(credit), state.balances, repaymentRule(state, context, context.month, NO_MONEY));
}

function nextSupplyChange(state: AccountState, context: ControlContext, wish: SupplyWish): SupplyChange | null {
  if (wish.notBefore !== null) return { supply: wish.desiredSupply, at: wish.notBefore };
  const next = supplyWhenExhausted(state, context);
  return isLessSupply(next, wish.desiredSupply) ? changeWhenUnpaid(state, context, next) : null;
}

function nextReview(state: AccountState, context: ControlContext, wish: SupplyWish): Instant | null {
  let review = wish.notBefore;
  if (state.protectedUntil !== null) review = earlier(review, instantAtNumber(dayNumber(state.protectedUntil) + 1, 0), context.now);
  if (state.paymentUnderWayUntil !== null) review = earlier(review, state.paymentUnderWayUntil, context.now);
  return review;
}

function earlier(review: Instant | null, candidate: Instant, now: Instant): Instant | null {
  if (candidate <= now) return review;
  return review === null || candidate < review ? candidate : review;
}
