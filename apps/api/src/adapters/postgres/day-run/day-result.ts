import type { AccountState, DayCharge, Instant, SupplyDay } from '@tegoed/prepayment-engine';
import type { BinaryRows } from './binary-rows.js';
import { copyValue } from './copy-text.js';

/** What one settled account writes: the new state, its charge, and what follows from the decision. */
export interface DayResult {
  readonly accountId: number;
  readonly version: number;
  /** The entry number of the charge; an instalment takes the next one. */
  readonly entryNo: number;
  readonly state: AccountState;
  /** False when of the state only moved what moves every day; the other columns are then not sent at all. */
  readonly changesMore: boolean;
  readonly charge: DayCharge;
  readonly fromCreditMicroEuro: number;
  readonly toDebtSupplyMicroEuro: number;
  readonly toDebtProtectedMicroEuro: number;
  /** Balances between the charge and the instalment. */
  readonly creditAfterChargeMicroEuro: number;
  readonly instalmentMicroEuro: number;
  readonly tariffVersionId: number;
  /** 0 measured, 1 estimated, 2 none: the meter was silent or its reading is held. */
  readonly quality: 0 | 1 | 2;
  readonly use1: number;
  readonly use2: number | null;
  readonly injected1: number | null;
  readonly injected2: number | null;
  readonly energyWh: number;
  readonly sourceId: number | null;
  readonly runsOutOn: SupplyDay | null;
  readonly nextChangeAt: Instant | null;
  readonly nextChangeSupply: string | null;
  readonly nextReviewAt: Instant | null;
  readonly wishVersion: number;
}

/** Rows that only few accounts have: a wish, notices, an exception, a place on the attention list. */
export interface SideRow {
  readonly accountId: number;
  readonly kind: 'wish' | 'notice' | 'exception' | 'attention';
  readonly document: object;
}

type Columns = readonly (readonly [name: string, type: string])[];

const KEY: Columns = [['account_id', 'bigint'], ['version', 'int'], ['entry_no', 'int'], ['changes_more', 'smallint']];

/** Columns of the state that move on every day; `writeDailyState` writes them in this order. */
export const DAILY_STATE: Columns = [
  ['credit_micro_euro', 'bigint'], ['mean_daily_charge_micro_euro', 'bigint'], ['last_read_day', 'date'], ['runs_out_on', 'date'],
  ['next_change_at', 'timestamptz'], ['offtake1', 'bigint'], ['offtake2', 'bigint'], ['injection1', 'bigint'], ['injection2', 'bigint'],
];

const CHARGE: Columns = [
  ['tariff_version_id', 'int'], ['quality', 'smallint'], ['use1', 'int'], ['use2', 'int'], ['injected1', 'int'], ['injected2', 'int'],
  ['energy_wh', 'int'], ['energy_micro_euro', 'int'], ['network_micro_euro', 'int'], ['capacity_micro_euro', 'int'],
  ['fixed_micro_euro', 'int'], ['levies_micro_euro', 'int'], ['vat_micro_euro', 'int'], ['total_micro_euro', 'int'],
  ['from_credit_micro_euro', 'int'], ['to_debt_supply_micro_euro', 'int'], ['to_debt_protected_micro_euro', 'int'],
  ['credit_after_charge_micro_euro', 'bigint'], ['debt_supply_micro_euro', 'bigint'], ['debt_protected_micro_euro', 'bigint'],
  ['instalment_micro_euro', 'bigint'], ['source_id', 'int'],
];

/** Columns of the state that stay as they are for most homes on most days; null for those. */
export const OTHER_STATE: Columns = [
  ['debt_old_micro_euro', 'bigint'], ['debt_supply_at_zero_micro_euro', 'bigint'], ['repaid_in_month_micro_euro', 'bigint'],
  ['stale_since', 'date'], ['next_review_at', 'timestamptz'], ['instalment_week', 'text'], ['repaid_month', 'text'],
  ['credit_state', 'text'], ['desired_supply', 'text'], ['next_change_supply', 'text'], ['wish_version', 'int'], ['warned_days_left', 'smallint'],
];

/** The columns of the temporary table in the order in which they are written, each with its SQL type. */
export const RESULT_COLUMNS: Columns = [...KEY, ...DAILY_STATE, ...CHARGE, ...OTHER_STATE];

/** One result as a binary row, in the order of `RESULT_COLUMNS`. */
export function writeResult(rows: BinaryRows, r: DayResult): void {
  rows.row(RESULT_COLUMNS.length);
  rows.bigint(r.accountId);
  rows.int(r.version);
  rows.int(r.entryNo);
  rows.smallint(r.changesMore ? 1 : 0);
  writeDailyState(rows, r);
  writeCharge(rows, r);
  if (r.changesMore) writeOtherState(rows, r);
  else rows.nothing(OTHER_STATE.length);
}

function writeDailyState(rows: BinaryRows, { state, runsOutOn, nextChangeAt }: DayResult): void {
  const { registers } = state;
  rows.bigint(state.balances.creditMicroEuro);
  rows.bigint(state.meanDailyChargeMicroEuro);
  rows.date(state.lastReadDay);
  rows.date(runsOutOn);
  rows.timestamp(nextChangeAt);
  if (registers === null) return rows.nothing(4);
  rows.bigint(registers.offtake1);
  rows.bigint(registers.offtake2);
  rows.bigint(registers.injection1);
  rows.bigint(registers.injection2);
}

function writeCharge(rows: BinaryRows, r: DayResult): void {
  const { charge, state } = r;
  rows.int(r.tariffVersionId);
  rows.smallint(r.quality);
  rows.int(r.use1);
  rows.int(r.use2);
  rows.int(r.injected1);
  rows.int(r.injected2);
  rows.int(r.energyWh);
  rows.int(charge.energyMicroEuro);
  rows.int(charge.networkMicroEuro);
  rows.int(charge.capacityMicroEuro);
  rows.int(charge.fixedMicroEuro);
  rows.int(charge.leviesMicroEuro);
  rows.int(charge.vatMicroEuro);
  rows.int(charge.totalMicroEuro);
  rows.int(r.fromCreditMicroEuro);
  rows.int(r.toDebtSupplyMicroEuro);
  rows.int(r.toDebtProtectedMicroEuro);
  rows.bigint(r.creditAfterChargeMicroEuro);
  rows.bigint(state.balances.debtSupplyMicroEuro);
  rows.bigint(state.balances.debtProtectedMicroEuro);
  rows.bigint(r.instalmentMicroEuro);
  rows.int(r.sourceId);
}

function writeOtherState(rows: BinaryRows, r: DayResult): void {
  const { state } = r;
  rows.bigint(state.balances.debtOldMicroEuro);
  rows.bigint(state.debtSupplyAtZeroMicroEuro);
  rows.bigint(state.repaidInMonthMicroEuro);
  rows.date(state.staleSince);
  rows.timestamp(r.nextReviewAt);
  rows.text(state.instalmentWeek);
  rows.text(state.repaidMonth);
  rows.text(state.creditState);
  rows.text(state.desiredSupply);
  rows.text(r.nextChangeSupply);
  rows.int(r.wishVersion);
  rows.smallint(state.warnedDaysLeft);
}

/** A side row in COPY's text form. */
export function sideLine(row: SideRow): string {
  return `${row.accountId}\t${row.kind}\t${copyValue(JSON.stringify(row.document))}\n`;
}
