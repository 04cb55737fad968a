import type { Instant, SupplyDay } from '../calendar/index.js';
import type { AccountState, ControlContext, Decision } from '../credit-control/index.js';
import { dayName } from '../credit-control/index.js';
import type { MicroEuro } from '../money/index.js';
import { measuredUntil } from './due.js';
import type { NoticeDue, NoticeFacts, NoticeKind } from './notice.js';
import { afterQuietHours, warningTime, type QuietHours } from './quiet-hours.js';

/** When a person wants to be reminded beside the ladder: so many days before the credit ends, or below an amount. */
export interface OwnThreshold {
  readonly daysLeft: number | null;
  readonly amountMicroEuro: MicroEuro | null;
  /** True from the reminder until the account is above the threshold again. */
  readonly isReminded: boolean;
}

/** What an own threshold asks for now, and whether the person counts as reminded after it. */
export interface ThresholdCheck {
  readonly notice: NoticeDue | null;
  readonly isReminded: boolean;
}

/**
 * Reminds a person at the threshold that the person chose: once, and again only after the account was above it. Below
 * seven days the ladder speaks anyway; without a known use there is no day to name, and nothing is sent.
 */
export function checkOwnThreshold(threshold: OwnThreshold, state: AccountState, decision: Decision, context: ControlContext): ThresholdCheck {
  const credit = state.balances.creditMicroEuro;
  const { daysLeft, runsOutOn } = decision;
  if (daysLeft === null || runsOutOn === null || credit <= 0) return { notice: null, isReminded: threshold.isReminded };
  const isBelow =
    (threshold.daysLeft !== null && daysLeft <= threshold.daysLeft) ||
    (threshold.amountMicroEuro !== null && credit < threshold.amountMicroEuro);
  if (!isBelow) return { notice: null, isReminded: false };
  if (threshold.isReminded || state.warnedDaysLeft !== null) return { notice: null, isReminded: true };
  const facts = { daysLeft, runsOutOn, balanceMicroEuro: credit, measuredUntil: measuredUntil(state, context) };
  const sendAfter = warningTime(context.general, context.now, null);
  const dedupeKey = `own_threshold:${dayName(context, context.today)}`;
  return { notice: { kind: 'own_threshold', dedupeKey, facts, sendAfter, isWarning: false }, isReminded: true };
}

/** A weekly plan for older debt was agreed: so much a week, the first time on this day. */
export function planAgreedNotice(planId: string, amountPerWeek: MicroEuro, firstOn: SupplyDay, quiet: QuietHours, now: Instant): NoticeDue {
  return news('plan_agreed', planId, { amountMicroEuro: amountPerWeek, firstOn }, quiet, now);
}

/** The meter was exchanged; the balance stays as it was. `serial` is the number printed on the new meter. */
export function meterExchangedNotice(exchangeId: string, exchangedOn: SupplyDay, serial: string, quiet: QuietHours, now: Instant): NoticeDue {
  return news('meter_exchanged', exchangeId, { exchangedOn, serial }, quiet, now);
}

/** A helper may look at the account from now on, until the named day; the holder can end it with one call. */
export function helperAddedNotice(mandateId: string, helper: string, until: SupplyDay | null, quiet: QuietHours, now: Instant): NoticeDue {
  return news('helper_added', mandateId, { helper, until }, quiet, now);
}

function news(kind: NoticeKind, event: string, facts: NoticeFacts, quiet: QuietHours, now: Instant): NoticeDue {
  return { kind, dedupeKey: `${kind}:${event}`, facts, sendAfter: afterQuietHours(quiet, now), isWarning: false };
}
