import { isoOf } from '../clock/wall-clock.js';
import { instant, microEuro } from '@tegoed/prepayment-engine';
import type { AccountState, ConfirmedSupply, CreditState, DesiredSupply, Instant, Registers, SupplyDay, Utility, WarningStep } from '@tegoed/prepayment-engine';

/** An instant as it arrives: epoch milliseconds from a row, ISO text from jsonb. */
export type StoredInstant = number | string | null;

/** The columns of `account_state` that the rules know. Rows give them as numbers and text, jsonb the same. */
export interface AccountStateColumns {
  utility: Utility;
  credit_micro_euro: number;
  debt_supply_micro_euro: number;
  debt_protected_micro_euro: number;
  debt_old_micro_euro: number;
  debt_returned_micro_euro: number;
  debt_correction_micro_euro: number;
  debt_supply_at_zero_micro_euro: number;
  mean_daily_charge_micro_euro: number;
  emergency_taken_micro_euro: number;
  instalment_micro_euro: number;
  repaid_in_month_micro_euro: number;
  last_day: string | null;
  last_read_day: string | null;
  stale_since: string | null;
  protected_until: string | null;
  payment_under_way_until: StoredInstant;
  offtake1: number | null;
  offtake2: number | null;
  injection1: number | null;
  injection2: number | null;
  instalment_week: string | null;
  repaid_month: string | null;
  credit_state: CreditState;
  desired_supply: DesiredSupply;
  confirmed_supply: ConfirmedSupply;
  warned_days_left: number | null;
  repayment_share_basis_points: number | null;
  lac_decision: boolean;
}

/** A whole row of `account_state`: what the rules know, and what the store keeps beside it. */
export interface AccountStateRow extends AccountStateColumns {
  account_id: number;
  tenant_id: number;
  tariff_id: number;
  policy_id: number;
  meter_model_id: number;
  gas_station_id: number | null;
  capacity_peak_w: number | null;
  version: number;
  entry_no: number;
  runs_out_on: string | null;
  next_change_at: StoredInstant;
  next_change_supply: DesiredSupply | null;
  next_review_at: StoredInstant;
  wish_version: number;
}

/** The engine's state of a row of `account_state`, or of the jsonb that `account_snapshot` gives. */
export function accountStateOf(row: AccountStateColumns): AccountState {
  return {
    utility: row.utility,
    balances: {
      creditMicroEuro: microEuro(row.credit_micro_euro),
      debtSupplyMicroEuro: microEuro(row.debt_supply_micro_euro),
      debtProtectedMicroEuro: microEuro(row.debt_protected_micro_euro),
      debtOldMicroEuro: microEuro(row.debt_old_micro_euro),
      debtReturnedMicroEuro: microEuro(row.debt_returned_micro_euro),
      debtCorrectionMicroEuro: microEuro(row.debt_correction_micro_euro),
    },
    debtSupplyAtZeroMicroEuro: microEuro(row.debt_supply_at_zero_micro_euro),
    lastDay: row.last_day as SupplyDay | null,
    lastReadDay: row.last_read_day as SupplyDay | null,
    registers: registersOf(row),
    meanDailyChargeMicroEuro: microEuro(row.mean_daily_charge_micro_euro),
    creditState: row.credit_state,
    desiredSupply: row.desired_supply,
    confirmedSupply: row.confirmed_supply,
    emergencyTakenMicroEuro: microEuro(row.emergency_taken_micro_euro),
    protectedUntil: row.protected_until as SupplyDay | null,
    paymentUnderWayUntil: instantOfStored(row.payment_under_way_until),
    lacDecision: row.lac_decision,
    repaymentShareBasisPoints: row.repayment_share_basis_points,
    instalmentMicroEuro: microEuro(row.instalment_micro_euro),
    instalmentWeek: row.instalment_week,
    repaidMonth: row.repaid_month,
    repaidInMonthMicroEuro: microEuro(row.repaid_in_month_micro_euro),
    warnedDaysLeft: row.warned_days_left as WarningStep | null,
    staleSince: row.stale_since as SupplyDay | null,
  };
}

/** The columns of an engine's state, ready for `post_entry` or a statement: instants as ISO text in UTC. */
export function stateColumnsOf(state: AccountState): AccountStateColumns {
  return {
    utility: state.utility,
    credit_micro_euro: state.balances.creditMicroEuro,
    debt_supply_micro_euro: state.balances.debtSupplyMicroEuro,
    debt_protected_micro_euro: state.balances.debtProtectedMicroEuro,
    debt_old_micro_euro: state.balances.debtOldMicroEuro,
    debt_returned_micro_euro: state.balances.debtReturnedMicroEuro,
    debt_correction_micro_euro: state.balances.debtCorrectionMicroEuro,
    debt_supply_at_zero_micro_euro: state.debtSupplyAtZeroMicroEuro,
    mean_daily_charge_micro_euro: state.meanDailyChargeMicroEuro,
    emergency_taken_micro_euro: state.emergencyTakenMicroEuro,
    instalment_micro_euro: state.instalmentMicroEuro,
    repaid_in_month_micro_euro: state.repaidInMonthMicroEuro,
    last_day: state.lastDay,
    last_read_day: state.lastReadDay,
    stale_since: state.staleSince,
    protected_until: state.protectedUntil,
    payment_under_way_until: storedInstantOf(state.paymentUnderWayUntil),
    offtake1: state.registers?.offtake1 ?? null,
    offtake2: state.registers?.offtake2 ?? null,
    injection1: state.registers?.injection1 ?? null,
    injection2: state.registers?.injection2 ?? null,
    instalment_week: state.instalmentWeek,
    repaid_month: state.repaidMonth,
    credit_state: state.creditState,
    desired_supply: state.desiredSupply,
    confirmed_supply: state.confirmedSupply,
    warned_days_left: state.warnedDaysLeft,
    repayment_share_basis_points: state.repaymentShareBasisPoints,
    lac_decision: state.lacDecision,
  };
}

/** An instant of the store as the engine's instant. Throws on text that is no ISO instant: that is damage. */
export function instantOfStored(stored: StoredInstant): Instant | null {
  if (stored === null) return null;
  const ms = typeof stored === 'number' ? stored : Date.parse(stored);
  return instant(ms);
}

/** An engine's instant as ISO text in UTC, which both jsonb and a timestamptz parameter take. */
export function storedInstantOf(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}

// A meter without registers yet has no first register; the others may be absent on a single-register meter.
function registersOf(row: AccountStateColumns): Registers | null {
  if (row.offtake1 === null) return null;
  return { offtake1: row.offtake1, offtake2: row.offtake2, injection1: row.injection1, injection2: row.injection2 };
}
