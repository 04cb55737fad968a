import type { SupplyDay } from './calendar/index.js';
import { dayNumber } from './calendar/index.js';
import { availableEmergency, decide, instalmentDue, isProtectedUse } from './credit-control/index.js';
import type { AccountState, Decision } from './credit-control/index.js';
import { supplyDebtAtZero } from './ledger/index.js';
import type { CustomerBalances } from './ledger/index.js';
import { judgeReading } from './metering/index.js';
import type { DailyConsumption, DayReading, Judgement, MeterFacts, Verdict, VerdictReason } from './metering/index.js';
import { addMoney, microEuro, NO_MONEY, roundHalfAwayFromZero, subtractMoney } from './money/index.js';
import type { MicroEuro } from './money/index.js';
import { decisionNotices } from './notices/index.js';
import type { NoticeDue } from './notices/index.js';
import { prepareDay } from './prepare-day.js';
import type { DayContext, PreparedDay } from './prepare-day.js';
import { rateDay, splitCharge } from './rating/index.js';
import type { ChargeSplit, DayCharge } from './rating/index.js';

/** What belongs to one account on one day. */
export interface AccountDay {
  /** Null when the meter was silent. */
  readonly reading: DayReading | null;
  readonly state: AccountState;
  readonly meter: MeterFacts;
  /** What the OTHER accounts of the household repaid in the month of the day; 0 for a household with one account. */
  readonly householdRepaidInMonthMicroEuro: MicroEuro;
}

/** A settled day. */
export interface DaySettlement {
  readonly kind: 'settled';
  readonly verdict: Verdict;
  /** Null unless the verdict is measured or estimated; the charge then holds only what accrues per day. */
  readonly consumption: DailyConsumption | null;
  readonly charge: DayCharge;
  readonly split: ChargeSplit;
  /** Taken from credit and put on the old debt; 0 = none. */
  readonly instalmentMicroEuro: MicroEuro;
  readonly state: AccountState;
  readonly decision: Decision;
  readonly notices: readonly NoticeDue[];
  /** Why the account must leave the stream for the per-account path; null when it need not. */
  readonly review: VerdictReason | 'missing' | null;
}

/** A day that was not settled; nothing has changed. */
export type DayRefusal =
  | { readonly kind: 'already_settled' }
  | { readonly kind: 'earlier_day_open'; readonly lastDay: SupplyDay }
  | { readonly kind: 'no_tariff' };

/** The outcome of settling a day. */
export type DayOutcome = DaySettlement | DayRefusal;

const SMOOTHING_DAYS = 8;
const NO_TARIFF: DayRefusal = { kind: 'no_tariff' };
const ALREADY_SETTLED: DayRefusal = { kind: 'already_settled' };

/** Settles one day of one account. For many accounts make the day ready once and use `settlePreparedDay`. */
export function settleDay(input: DayContext & AccountDay): DayOutcome {
  const prepared = prepareDay(input);
  return prepared === null ? NO_TARIFF : settlePreparedDay(prepared, input);
}

/**
 * Settles one day of one account: verdict, consumption, charge, split, instalment, decision, notices.
 * Days are settled once and in order. A day without a usable reading still gets what accrues per day, its instalment
 * and a decision, and never lowers supply. The utility of account and tariff must be the same; else it throws.
 */
export function settlePreparedDay(prepared: PreparedDay, account: AccountDay): DayOutcome {
  const { state, reading, meter } = account;
  const { utility } = prepared.meterDay;
  if (state.utility !== utility) throw new Error(`tariff of ${utility} for ${state.utility}`);
  const refusal = refusalOf(state, prepared);
  if (refusal !== null) return refusal;
  const judgement = judgeReading(reading, lastReading(state, prepared), meter, prepared.meterDay);
  const charge = rateDay(prepared.rates, judgement.consumption, meter.monthlyPeakW);
  const split = splitDay(state, charge, prepared);
  const creditAfterCharge = subtractMoney(state.balances.creditMicroEuro, split.fromCreditMicroEuro);
  const { control, instalmentDay } = prepared;
  const repaidByOthers = account.householdRepaidInMonthMicroEuro;
  const instalment = instalmentDue(state, creditAfterCharge, control, instalmentDay, repaidByOthers);
  const balances = balancesAfterDay(state.balances, creditAfterCharge, split, instalment);
  const settled = stateAfterDay(state, balances, judgement, charge, reading, instalment, prepared);
  const isMeasured = judgement.verdict.kind === 'measured';
  const decision = decide(settled, control, isMeasured ? 'measured' : 'not_measured');
  const due = decisionNotices(state, settled, decision, control);
  return {
    kind: 'settled',
    verdict: judgement.verdict,
    consumption: judgement.consumption,
    charge,
    split,
    instalmentMicroEuro: instalment,
    state: decided(settled, decision, due.warnedDaysLeft),
    decision,
    notices: due.notices,
    review: reviewOf(judgement.verdict),
  };
}

function refusalOf(state: AccountState, prepared: PreparedDay): DayRefusal | null {
  const { lastDay } = state;
  if (lastDay === null || lastDay === prepared.dayBefore) return null;
  return lastDay >= prepared.day ? ALREADY_SETTLED : { kind: 'earlier_day_open', lastDay };
}

function lastReading(state: AccountState, prepared: PreparedDay) {
  const { lastReadDay, staleSince, registers } = state;
  const ageDays = lastReadDay === null || lastReadDay === prepared.dayBefore ? 1 : prepared.dayNumber - dayNumber(lastReadDay);
  return { registers, ageDays, isEstimate: staleSince !== null && lastReadDay !== null && lastReadDay >= staleSince };
}

function splitDay(state: AccountState, charge: DayCharge, prepared: PreparedDay): ChargeSplit {
  const { creditMicroEuro } = state.balances;
  const total = charge.totalMicroEuro;
  if (total <= creditMicroEuro) return splitCharge(total, creditMicroEuro, false, NO_MONEY);
  const isProtected = isProtectedUse(state, prepared.control, prepared.dayNumber);
  return splitCharge(total, creditMicroEuro, isProtected, availableEmergency(state, prepared.control));
}

function balancesAfterDay(
  before: CustomerBalances,
  creditAfterCharge: MicroEuro,
  split: ChargeSplit,
  instalment: MicroEuro,
): CustomerBalances {
  return {
    creditMicroEuro: subtractMoney(creditAfterCharge, instalment),
    debtSupplyMicroEuro: addMoney(before.debtSupplyMicroEuro, split.toDebtSupplyMicroEuro),
    debtProtectedMicroEuro: addMoney(before.debtProtectedMicroEuro, split.toDebtProtectedMicroEuro),
    debtOldMicroEuro: subtractMoney(before.debtOldMicroEuro, instalment),
    debtReturnedMicroEuro: before.debtReturnedMicroEuro,
    debtCorrectionMicroEuro: before.debtCorrectionMicroEuro,
  };
}

function stateAfterDay(
  state: AccountState,
  balances: CustomerBalances,
  { verdict, consumption }: Judgement,
  charge: DayCharge,
  reading: DayReading | null,
  instalment: MicroEuro,
  { day, instalmentDay: { week, month } }: PreparedDay,
): AccountState {
  const isRead = consumption !== null && reading !== null;
  const isMeasured = verdict.kind === 'measured';
  const tookInstalment = instalment > 0;
  const repaidBefore = state.repaidMonth === month ? state.repaidInMonthMicroEuro : NO_MONEY;
  return {
    utility: state.utility,
    balances,
    debtSupplyAtZeroMicroEuro: supplyDebtAtZero(balances, state.debtSupplyAtZeroMicroEuro),
    lastDay: day,
    lastReadDay: isRead ? day : state.lastReadDay,
    registers: isRead ? reading.registers : state.registers,
    meanDailyChargeMicroEuro: isMeasured ? smoothed(state.meanDailyChargeMicroEuro, charge.totalMicroEuro) : state.meanDailyChargeMicroEuro,
    creditState: state.creditState,
    desiredSupply: state.desiredSupply,
    confirmedSupply: state.confirmedSupply,
    emergencyTakenMicroEuro: state.emergencyTakenMicroEuro,
    protectedUntil: state.protectedUntil,
    paymentUnderWayUntil: state.paymentUnderWayUntil,
    lacDecision: state.lacDecision,
    repaymentShareBasisPoints: state.repaymentShareBasisPoints,
    instalmentMicroEuro: state.instalmentMicroEuro,
    instalmentWeek: tookInstalment ? week : state.instalmentWeek,
    repaidMonth: tookInstalment ? month : state.repaidMonth,
    repaidInMonthMicroEuro: tookInstalment ? addMoney(repaidBefore, instalment) : state.repaidInMonthMicroEuro,
    warnedDaysLeft: state.warnedDaysLeft,
    staleSince: isMeasured ? null : (state.staleSince ?? day),
  };
}

function decided(state: AccountState, decision: Decision, warnedDaysLeft: AccountState['warnedDaysLeft']): AccountState {
  const { creditState, desiredSupply } = decision;
  const isSame = creditState === state.creditState && desiredSupply === state.desiredSupply;
  return isSame && warnedDaysLeft === state.warnedDaysLeft ? state : { ...state, creditState, desiredSupply, warnedDaysLeft };
}

// An eighth of the new day and seven eighths of the past: a week of guests moves it, one party does not.
function smoothed(mean: MicroEuro, today: MicroEuro): MicroEuro {
  return mean === 0 ? today : microEuro(mean + roundHalfAwayFromZero(today - mean, SMOOTHING_DAYS));
}

function reviewOf(verdict: Verdict): DaySettlement['review'] {
  if (verdict.kind === 'missing') return 'missing';
  return verdict.kind === 'held' || verdict.kind === 'rejected' ? verdict.why : null;
}
