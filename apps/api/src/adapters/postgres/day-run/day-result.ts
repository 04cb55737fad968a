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
  readonly charge: DayCharge | null;
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

/** The columns of the temporary table in the order in which they are written, each with its SQL type. */
export const RESULT_COLUMNS: readonly (readonly [string, string])[] = [
  ['account_id', 'bigint'], ['version', 'int'], ['entry_no', 'int'],
  ['credit_micro_euro', 'bigint'], ['debt_supply_micro_euro', 'bigint'], ['debt_protected_micro_euro', 'bigint'],
  ['debt_old_micro_euro', 'bigint'], ['debt_supply_at_zero_micro_euro', 'bigint'], ['mean_daily_charge_micro_euro', 'bigint'],
  ['repaid_in_month_micro_euro', 'bigint'], ['last_read_day', 'date'], ['stale_since', 'date'], ['runs_out_on', 'date'],
  ['next_change_at', 'timestamptz'], ['next_review_at', 'timestamptz'],
  ['offtake1', 'bigint'], ['offtake2', 'bigint'], ['injection1', 'bigint'], ['injection2', 'bigint'],
  ['instalment_week', 'text'], ['repaid_month', 'text'], ['credit_state', 'text'], ['desired_supply', 'text'],
  ['next_change_supply', 'text'], ['wish_version', 'int'], ['warned_days_left', 'smallint'],
  ['tariff_version_id', 'int'], ['quality', 'smallint'], ['use1', 'int'], ['use2', 'int'], ['injected1', 'int'], ['injected2', 'int'],
  ['energy_wh', 'int'], ['energy_micro_euro', 'int'], ['network_micro_euro', 'int'], ['capacity_micro_euro', 'int'],
  ['fixed_micro_euro', 'int'], ['levies_micro_euro', 'int'], ['vat_micro_euro', 'int'], ['total_micro_euro', 'bigint'],
  ['from_credit_micro_euro', 'bigint'], ['to_debt_supply_micro_euro', 'bigint'], ['to_debt_protected_micro_euro', 'bigint'],
  ['credit_after_charge_micro_euro', 'bigint'], ['instalment_micro_euro', 'bigint'], ['source_id', 'bigint'],
];

/** One result as a binary row, in the order of `RESULT_COLUMNS`; an account without a charge today costs nothing. */
export function writeResult(rows: BinaryRows, r: DayResult): void {
  rows.row(RESULT_COLUMNS.length);
  rows.bigint(r.accountId);
  rows.int(r.version);
  rows.int(r.entryNo);
  writeState(rows, r);
  rows.int(r.tariffVersionId);
  rows.smallint(r.quality);
  rows.int(r.use1);
  rows.int(r.use2);
  rows.int(r.injected1);
  rows.int(r.injected2);
  rows.int(r.energyWh);
  writeCharge(rows, r.charge);
  rows.bigint(r.fromCreditMicroEuro);
  rows.bigint(r.toDebtSupplyMicroEuro);
  rows.bigint(r.toDebtProtectedMicroEuro);
  rows.bigint(r.creditAfterChargeMicroEuro);
  rows.bigint(r.instalmentMicroEuro);
  rows.bigint(r.sourceId);
}

function writeState(rows: BinaryRows, r: DayResult): void {
  const { state } = r;
  const { balances, registers } = state;
  rows.bigint(balances.creditMicroEuro);
  rows.bigint(balances.debtSupplyMicroEuro);
  rows.bigint(balances.debtProtectedMicroEuro);
  rows.bigint(balances.debtOldMicroEuro);
  rows.bigint(state.debtSupplyAtZeroMicroEuro);
  rows.bigint(state.meanDailyChargeMicroEuro);
  rows.bigint(state.repaidInMonthMicroEuro);
  rows.date(state.lastReadDay);
  rows.date(state.staleSince);
  rows.date(r.runsOutOn);
  rows.timestamp(r.nextChangeAt);
  rows.timestamp(r.nextReviewAt);
  rows.bigint(registers?.offtake1 ?? null);
  rows.bigint(registers?.offtake2 ?? null);
  rows.bigint(registers?.injection1 ?? null);
  rows.bigint(registers?.injection2 ?? null);
  rows.text(state.instalmentWeek);
  rows.text(state.repaidMonth);
  rows.text(state.creditState);
  rows.text(state.desiredSupply);
  rows.text(r.nextChangeSupply);
  rows.int(r.wishVersion);
  rows.smallint(state.warnedDaysLeft);
}

function writeCharge(rows: BinaryRows, charge: DayCharge | null): void {
  rows.int(charge?.energyMicroEuro ?? 0);
  rows.int(charge?.networkMicroEuro ?? 0);
  rows.int(charge?.capacityMicroEuro ?? 0);
  rows.int(charge?.fixedMicroEuro ?? 0);
  rows.int(charge?.leviesMicroEuro ?? 0);
  rows.int(charge?.vatMicroEuro ?? 0);
  rows.bigint(charge?.totalMicroEuro ?? 0);
}

/** A side row in COPY's text form. */
export function sideLine(row: SideRow): string {
  return `${row.accountId}\t${row.kind}\t${copyValue(JSON.stringify(row.document))}\n`;
}
