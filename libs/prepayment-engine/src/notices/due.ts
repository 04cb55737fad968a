import type { Instant, SupplyDay } from '../calendar/index.js';
import { dayNumber, supplyDayNumberOf } from '../calendar/index.js';
import { dayName, emergencyLimit, isLessSupply } from '../credit-control/index.js';
import type { AccountState, ConfirmedSupply, ControlContext, Decision, WarningStep } from '../credit-control/index.js';
import { shownBalance } from '../ledger/index.js';
import type { MicroEuro } from '../money/index.js';
import { nextWarning, warningStepOf } from './ladder.js';
import type { NoticeDue, NoticeFacts, NoticeKind } from './notice.js';
import { afterQuietHours, warningTime } from './quiet-hours.js';

const NONE: readonly NoticeDue[] = [];
const KIND_OF_STEP = { 7: 'days_left_7', 3: 'days_left_3', 1: 'days_left_1', 0: 'risk_today' } as const;
const KIND_OF_SUPPLY = { on: 'on', limited: 'limited', off: 'cut', ready: 'ready', tripped: 'tripped' } as const;
/** Somebody who sits in the dark must hear at once which button can be pressed. */
const AT_ONCE: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['ready', 'tripped']);

/** Notices that are due, and the step of the ladder that is given with them. */
export interface DueNotices {
  readonly notices: readonly NoticeDue[];
  readonly warnedDaysLeft: WarningStep | null;
}

/**
 * The notices a decision makes due: the ladder of days left, emergency credit, and what is planned for supply, with
 * day and hour. `before` is the account as it was decided last, `after` as it is now.
 */
export function decisionNotices(
  before: AccountState,
  after: AccountState,
  decision: Decision,
  context: ControlContext,
): DueNotices {
  if (decision.creditState === 'in_credit') return { notices: NONE, warnedDaysLeft: after.warnedDaysLeft };
  const hasCredit = after.balances.creditMicroEuro > 0;
  const step = hasCredit ? nextWarning(after.warnedDaysLeft, decision.daysLeft, context.daysToWorkingDay) : null;
  const notices = [
    ...(step === null ? [] : [ladderNotice(step, decision, after, context)]),
    ...emergencyNotices(before, after, decision, context),
    ...plannedNotices(before, decision, context),
  ];
  return { notices, warnedDaysLeft: step ?? after.warnedDaysLeft };
}

/** The step of the ladder after money came in: what the new balance stands at is not warned about again. */
export function stepAfterPayment(decision: Decision, context: ControlContext): WarningStep | null {
  return warningStepOf(decision.daysLeft, context.daysToWorkingDay);
}

/** The notice about a supply that the meter has just confirmed; none when nothing changed or it is not known. */
export function supplyNotices(
  before: ConfirmedSupply,
  after: ConfirmedSupply,
  decision: Decision,
  context: ControlContext,
): readonly NoticeDue[] {
  if (before === after || after === 'unknown') return NONE;
  // A home that is on its way back need not hear once more that it is limited or off.
  if (decision.desiredSupply === 'on' && (after === 'limited' || after === 'off')) return NONE;
  const kind = KIND_OF_SUPPLY[after];
  const facts = { amountToGetBackOnMicroEuro: decision.amountToGetBackOnMicroEuro };
  const sendAfter = AT_ONCE.has(kind) ? context.now : afterQuietHours(context.general, context.now);
  // A limiter that trips again and again is told once a day: by then the person knows what to switch off and what to press.
  const event = kind === 'tripped' ? dayName(context, context.today) : String(context.now);
  return [{ kind, dedupeKey: `${kind}:${event}`, facts, sendAfter, isWarning: false }];
}

/** The notice about money that came in or was taken back. */
export function moneyNotice(
  kind: 'payment_received' | 'payment_returned' | 'grant_received',
  amountMicroEuro: MicroEuro,
  toCreditMicroEuro: MicroEuro,
  state: AccountState,
  decision: Decision,
  context: ControlContext,
): NoticeDue {
  const facts = {
    amountMicroEuro,
    toCreditMicroEuro,
    toDebtMicroEuro: amountMicroEuro - toCreditMicroEuro,
    balanceMicroEuro: shownBalance(state.balances, state.debtSupplyAtZeroMicroEuro),
    daysLeft: decision.daysLeft,
  };
  const sendAfter = afterQuietHours(context.general, context.now);
  return { kind, dedupeKey: `${kind}:${context.now}:${amountMicroEuro}`, facts, sendAfter, isWarning: false };
}

function ladderNotice(step: WarningStep, decision: Decision, state: AccountState, context: ControlContext): NoticeDue {
  const facts = {
    daysLeft: decision.daysLeft,
    runsOutOn: decision.runsOutOn,
    balanceMicroEuro: state.balances.creditMicroEuro,
    measuredUntil: measuredUntil(state, context),
    amountToStayOnMicroEuro: decision.amountToStayOnMicroEuro,
    ...changeFacts(decision),
  };
  return warning(KIND_OF_STEP[step], dayName(context, context.today), facts, decision, context);
}

function emergencyNotices(
  before: AccountState,
  after: AccountState,
  decision: Decision,
  context: ControlContext,
): NoticeDue[] {
  if (decision.creditState !== 'emergency') return [];
  const limitMicroEuro = emergencyLimit(after, context);
  const usedMicroEuro = after.balances.debtSupplyMicroEuro;
  const facts = { limitMicroEuro, usedMicroEuro, measuredUntil: measuredUntil(after, context), ...changeFacts(decision) };
  const today = dayName(context, context.today);
  if (before.creditState !== 'emergency') return [warning('emergency_started', today, facts, decision, context)];
  const wasBelowHalf = before.balances.debtSupplyMicroEuro * 2 < limitMicroEuro;
  const isHalfUsed = usedMicroEuro * 2 >= limitMicroEuro;
  return wasBelowHalf && isHalfUsed ? [warning('emergency_half_used', today, facts, decision, context)] : [];
}

// A plan is told once, and again on the morning of the day it will happen.
function plannedNotices(before: AccountState, decision: Decision, context: ControlContext): NoticeDue[] {
  const { desiredSupply, notBefore } = decision;
  if (notBefore === null || desiredSupply === 'on') return [];
  const facts = { amountToStayOnMicroEuro: decision.amountToGetBackOnMicroEuro, ...changeFacts(decision) };
  if (isLessSupply(desiredSupply, before.desiredSupply)) {
    const kind = desiredSupply === 'off' ? 'planned_off' : 'planned_limit';
    return [warning(kind, String(notBefore), facts, decision, context)];
  }
  if (notBefore <= context.now || supplyDayNumberOf(notBefore) !== context.today) return [];
  return [warning('risk_today', dayName(context, context.today), facts, decision, context)];
}

function warning(
  kind: NoticeKind,
  event: string,
  facts: NoticeFacts,
  decision: Decision,
  context: ControlContext,
): NoticeDue {
  const sendAfter = warningTime(context.general, context.now, changeAt(decision));
  return { kind, dedupeKey: `${kind}:${event}`, facts, sendAfter, isWarning: true };
}

/** The last day that stands in the figures as measured; null while there is none. Estimated days are not measured. */
export function measuredUntil(state: AccountState, context: ControlContext): SupplyDay | null {
  if (state.staleSince === null || state.lastReadDay === null) return state.lastReadDay;
  return dayName(context, dayNumber(state.staleSince) - 1);
}

function changeFacts(decision: Decision): NoticeFacts {
  return { nextSupply: decision.nextSupplyChange?.supply ?? null, nextSupplyAt: changeAt(decision) };
}

function changeAt(decision: Decision): Instant | null {
  return decision.nextSupplyChange?.at ?? null;
}
