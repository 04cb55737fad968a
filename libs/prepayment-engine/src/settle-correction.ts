import type { CalendarData, Instant, SupplyDay } from './calendar/index.js';
import { availableEmergency, decide, prepareControl } from './credit-control/index.js';
import type { AccountState, ControlContext, Decision, Policy } from './credit-control/index.js';
import { postEntries } from './ledger/index.js';
import type { JournalEntry } from './ledger/index.js';
import { spreadGap } from './metering/index.js';
import type { DailyConsumption, MeterFacts, Registers, VerdictReason } from './metering/index.js';
import { decisionNotices } from './notices/index.js';
import type { NoticeDue } from './notices/index.js';
import { chargeEntries, correctionEntries, rateDay, ratesOf, rerate, splitCharge } from './rating/index.js';
import type { ChargeSplit, DayCharge, TariffVersion } from './rating/index.js';

/** Why a settled day turns out to cost something else. Only a mistake of the supplier is never collected at once. */
export type CorrectionCause = 'late_reading' | 'gas_factor' | 'price_change' | 'status_change' | 'supplier_mistake';

/** What a correction needs beside the account. */
export interface CorrectionContext {
  readonly policy: Policy;
  readonly calendar: CalendarData;
  /** The tariff of today, for the emergency limit; null when none is valid. */
  readonly tariff: TariffVersion | null;
  readonly now: Instant;
}

/** A difference booked on an account. It never lowers supply by itself: the decision only looks at what it had. */
export interface Correction {
  /** Null when the difference was set aside as correction debt; it is then no part of credit or supply debt. */
  readonly split: ChargeSplit | null;
  readonly entries: readonly JournalEntry[];
  readonly state: AccountState;
  readonly decision: Decision;
  readonly notices: readonly NoticeDue[];
}

/** Books the difference of one day (see `rerate`). What is to the customer's favour goes to the balance whole. */
export function settleDifference(
  state: AccountState,
  difference: DayCharge,
  cause: CorrectionCause,
  context: CorrectionContext,
): Correction {
  const control = prepareControl({ ...context, utility: state.utility });
  const isSetAside = cause === 'supplier_mistake' && difference.totalMicroEuro > 0;
  const split = isSetAside ? null : splitOf(state, difference, control);
  const step = posted(state, split === null ? correctionEntries(difference) : chargeEntries(difference, split));
  return { split, entries: step.entries, ...decidedAnew(state, step.state, control) };
}

/** A reading after silent days, each of which has been settled with only what accrues per day. */
export interface GapInput extends CorrectionContext {
  readonly state: AccountState;
  /** The registers at the end of `day`, measured; `day` is the last settled day. */
  readonly registers: Registers;
  readonly day: SupplyDay;
  readonly meter: MeterFacts;
  /** The tariff of each day of the gap; null when a day has none. */
  readonly tariffOn: (day: SupplyDay) => TariffVersion | null;
}

/** One day of a gap: its estimated use and what it adds to the day's charge. */
export interface GapDay {
  readonly day: SupplyDay;
  readonly consumption: DailyConsumption;
  readonly difference: DayCharge;
  readonly split: ChargeSplit;
}

/** A gap settled day by day, or why it cannot be. */
export type GapOutcome =
  | (Omit<Correction, 'split'> & { readonly kind: 'settled'; readonly days: readonly GapDay[] })
  | { readonly kind: 'held'; readonly why: VerdictReason | 'not_the_last_settled_day' }
  | { readonly kind: 'no_tariff'; readonly day: SupplyDay };

/**
 * Settles a gap: the use is spread on its days by their hours, each day is rated at its own price and only the
 * difference with what was charged already is booked. All days count as estimated and lower no supply.
 */
export function settleGap(input: GapInput): GapOutcome {
  const { state, registers, day, meter, tariffOn } = input;
  if (state.registers === null || state.lastReadDay === null) return { kind: 'held', why: 'no_start_register' };
  if (state.lastDay !== day) return { kind: 'held', why: 'not_the_last_settled_day' };
  const beforeIsEstimate = state.staleSince !== null && state.lastReadDay >= state.staleSince;
  const { utility, lastReadDay, registers: before } = state;
  const spread = spreadGap({ utility, lastReadDay, before, beforeIsEstimate, day, after: registers, meter });
  if (spread.kind === 'held') return spread;
  const control = prepareControl({ ...input, utility });
  const days: GapDay[] = [];
  const entries: JournalEntry[] = [];
  let corrected: AccountState = { ...state, registers, lastReadDay: day, staleSince: null };
  for (const part of spread.days) {
    const tariff = tariffOn(part.day);
    if (tariff === null) return { kind: 'no_tariff', day: part.day };
    const difference = useOnly(tariff, part.day, part.consumption, meter);
    const split = splitOf(corrected, difference, control);
    const step = posted(corrected, chargeEntries(difference, split));
    days.push({ ...part, difference, split });
    entries.push(...step.entries);
    corrected = step.state;
  }
  return { kind: 'settled', days, entries, ...decidedAnew(state, corrected, control) };
}

function posted(state: AccountState, entries: readonly JournalEntry[]) {
  const { balances, debtSupplyAtZeroMicroEuro } = postEntries(state, entries);
  return { entries, state: { ...state, balances, debtSupplyAtZeroMicroEuro } };
}

// Nobody could act on what was not known, so beyond the emergency credit it is protected debt.
function splitOf(state: AccountState, difference: DayCharge, control: ControlContext): ChargeSplit {
  const { creditMicroEuro } = state.balances;
  return splitCharge(difference.totalMicroEuro, creditMicroEuro, true, availableEmergency(state, control));
}

function useOnly(tariff: TariffVersion, day: SupplyDay, consumption: DailyConsumption, meter: MeterFacts): DayCharge {
  const rates = ratesOf(tariff, day);
  return rerate(rateDay(rates, null, meter.monthlyPeakW), rateDay(rates, consumption, meter.monthlyPeakW));
}

function decidedAnew(before: AccountState, corrected: AccountState, control: ControlContext) {
  const decision = decide(corrected, control, 'corrected');
  const { notices, warnedDaysLeft } = decisionNotices(before, corrected, decision, control);
  const { creditState, desiredSupply } = decision;
  return { state: { ...corrected, creditState, desiredSupply, warnedDaysLeft }, decision, notices };
}
