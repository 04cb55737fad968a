import type { CalendarData, Instant, SupplyDay } from './calendar/index.js';
import { addDays } from './calendar/index.js';
import { availableEmergency, decide, prepareControl } from './credit-control/index.js';
import type { AccountState, ControlContext, Decision, Policy } from './credit-control/index.js';
import { postEntries } from './ledger/index.js';
import type { JournalEntry } from './ledger/index.js';
import { usesOfDays } from './metering/index.js';
import type { Anchor, DailyConsumption, DayUse, KnownDay, KnownUse, VerdictReason } from './metering/index.js';
import { addMoney, microEuro, NO_MONEY, subtractMoney } from './money/index.js';
import type { MicroEuro } from './money/index.js';
import { decisionNotices } from './notices/index.js';
import type { NoticeDue } from './notices/index.js';
import { chargeEntries, isNoCharge, rateDay, ratesOf, rerate, splitCharge } from './rating/index.js';
import type { CorrectionSplit, DayCharge, TariffVersion } from './rating/index.js';

/** Why settled days turn out to cost something else. */
export const CORRECTION_CAUSES = ['gap', 'late_reading', 'meter_exchange', 'gas_factor', 'capacity_peak', 'price_change', 'status_change'] as const;

/** Why settled days turn out to cost something else. */
export type CorrectionCause = (typeof CORRECTION_CAUSES)[number];

/** A settled day: what is known of it now, what has been charged for it so far in all, and its price now. */
export interface SettledDay extends KnownDay {
  readonly charged: DayCharge;
  /** Null when none, or more than one, is valid on the day. */
  readonly tariff: TariffVersion | null;
}

/** Settled days to be computed again. */
export interface ResettleInput {
  readonly state: AccountState;
  /** Where counting begins: the last known registers before the first of the days; null when nobody knows. */
  readonly start: Anchor | null;
  /** Without a hole, from the day after `start` to the last settled day. */
  readonly days: readonly SettledDay[];
  readonly cause: CorrectionCause;
  readonly policy: Policy;
  readonly calendar: CalendarData;
  /** The tariff of today, for the emergency limit; null when none is valid. */
  readonly tariff: TariffVersion | null;
  readonly now: Instant;
}

/** One day whose charge changes. */
export interface CorrectedDay {
  readonly day: SupplyDay;
  readonly consumption: DailyConsumption | null;
  readonly difference: DayCharge;
  readonly split: CorrectionSplit;
  /** The state's balances right after the difference. */
  readonly stateAfter: AccountState;
}

/** Days computed again: what changes, and the account after it. */
export type ResettleOutcome =
  | {
      readonly kind: 'settled';
      readonly days: readonly CorrectedDay[];
      /** Readings that were left out, with the reason; they belong on the work list. */
      readonly unused: readonly (DayUse & { readonly why: VerdictReason })[];
      readonly state: AccountState;
      readonly decision: Decision;
      readonly notices: readonly NoticeDue[];
    }
  | { readonly kind: 'no_tariff'; readonly day: SupplyDay };

/**
 * Computes settled days again from everything that is known now and books the difference with what was charged, day by
 * day. Each difference depends on the facts and on what was charged before, so that readings, prices and factors that
 * arrive late, twice or in another order end in the same charges to the micro-euro.
 *
 * It never lowers supply: the decision counts as `corrected`. Money back goes to the balance whole. What is against the
 * customer is taken at once only as far as the policy allows (not at all after a change of price or status, which is
 * never the customer's doing); the rest is set aside as correction debt until a person decides. The use of silent days
 * (`gap`) is the customer's own and is taken like any day's.
 */
export function resettleDays(input: ResettleInput): ResettleOutcome {
  const { state, days, cause, policy } = input;
  const known = usesOfDays(state.utility, input.start, days);
  const withoutTariff = days.find(({ tariff }) => tariff === null);
  if (withoutTariff !== undefined) return { kind: 'no_tariff', day: withoutTariff.day };
  const control = prepareControl({ ...input, utility: state.utility });
  const differences = days.flatMap((day, index) => differenceOf(day, known.days[index]!));
  // What is given back comes first, so that a use that only moves to another day costs nothing in between.
  differences.sort((a, b) => Number(a.difference.totalMicroEuro >= 0) - Number(b.difference.totalMicroEuro >= 0));
  let room = roomFor(cause, policy, differences);
  let corrected = state;
  const correctedDays = differences.map(({ day, consumption, difference }): CorrectedDay => {
    const split = splitOf(corrected, difference, room, control);
    room = microEuro(room - Math.max(0, difference.totalMicroEuro - split.toDebtCorrectionMicroEuro));
    corrected = posted(corrected, chargeEntries(difference, split));
    return { day, consumption, difference, split, stateAfter: corrected };
  });
  const after = withRegisters(corrected, known);
  const decision = decide(after, control, 'corrected');
  const { notices, warnedDaysLeft } = decisionNotices(state, after, decision, control);
  const { creditState, desiredSupply } = decision;
  const unused = known.days.flatMap((use) => (use.why === null ? [] : [{ ...use, why: use.why }]));
  return { kind: 'settled', days: correctedDays, unused, state: { ...after, creditState, desiredSupply, warnedDaysLeft }, decision, notices };
}

interface Difference {
  readonly day: SupplyDay;
  readonly consumption: DailyConsumption | null;
  readonly difference: DayCharge;
}

function differenceOf({ day, charged, tariff, meter }: SettledDay, { consumption }: DayUse): Difference[] {
  const charge = rateDay(ratesOf(tariff!, day), consumption, meter.monthlyPeakW);
  const difference = rerate(charged, charge);
  return isNoCharge(difference) ? [] : [{ day, consumption, difference }];
}

/** What may be taken at once: what this correction gives back, and as much as the policy allows for its cause. */
function roomFor(cause: CorrectionCause, policy: Policy, differences: readonly Difference[]): MicroEuro {
  if (cause === 'gap') return UNBOUNDED;
  const givenBack = differences.reduce((sum, { difference }) => sum + Math.max(0, -difference.totalMicroEuro), 0);
  const isOurs = cause === 'price_change' || cause === 'status_change';
  return addMoney(microEuro(givenBack), isOurs ? NO_MONEY : policy.general.correctionAtOnceMicroEuro);
}

const UNBOUNDED = microEuro(1_000_000_000_000);

// Nobody could act on what was not known, so beyond the emergency credit it is protected debt.
function splitOf(state: AccountState, { totalMicroEuro }: DayCharge, room: MicroEuro, control: ControlContext): CorrectionSplit {
  const atOnce = microEuro(Math.min(totalMicroEuro, Math.max(0, room)));
  const split = splitCharge(atOnce, state.balances.creditMicroEuro, true, availableEmergency(state, control));
  return { ...split, toDebtCorrectionMicroEuro: subtractMoney(totalMicroEuro, atOnce) };
}

function posted(state: AccountState, entries: readonly JournalEntry[]): AccountState {
  const { balances, debtSupplyAtZeroMicroEuro } = postEntries(state, entries);
  return { ...state, balances, debtSupplyAtZeroMicroEuro };
}

/** The state with the last reading that was used, unless it has a later one already. */
function withRegisters(state: AccountState, { last, lastMeasuredDay }: KnownUse): AccountState {
  if (last === null || (state.lastReadDay !== null && last.day < state.lastReadDay)) return state;
  const isUpToDate = lastMeasuredDay !== null && lastMeasuredDay === state.lastDay;
  const firstStale = lastMeasuredDay === null ? (state.staleSince ?? state.lastDay) : addDays(lastMeasuredDay, 1);
  return { ...state, registers: last.registers, lastReadDay: last.day, staleSince: isUpToDate ? null : firstStale };
}
