import type { AccountState, DayCharge, Instant, SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../clock/wall-clock.js';
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

/** One result in COPY's text form; an account without a charge today has no tariff version. */
export function resultLine(r: DayResult): string {
  const s = r.state;
  const b = s.balances;
  const g = s.registers;
  const c = r.charge;
  return `${r.accountId}\t${r.version}\t${r.entryNo}\t${b.creditMicroEuro}\t${b.debtSupplyMicroEuro}\t${b.debtProtectedMicroEuro}\t${
    b.debtOldMicroEuro}\t${s.debtSupplyAtZeroMicroEuro}\t${s.meanDailyChargeMicroEuro}\t${s.repaidInMonthMicroEuro}\t${
    n(s.lastReadDay)}\t${n(s.staleSince)}\t${n(r.runsOutOn)}\t${moment(r.nextChangeAt)}\t${moment(r.nextReviewAt)}\t${
    g === null ? '\\N\t\\N\t\\N\t\\N' : `${g.offtake1}\t${n(g.offtake2)}\t${n(g.injection1)}\t${n(g.injection2)}`}\t${
    n(s.instalmentWeek)}\t${n(s.repaidMonth)}\t${s.creditState}\t${s.desiredSupply}\t${n(r.nextChangeSupply)}\t${r.wishVersion}\t${
    n(s.warnedDaysLeft)}\t${r.tariffVersionId}\t${r.quality}\t${r.use1}\t${n(r.use2)}\t${n(r.injected1)}\t${n(r.injected2)}\t${r.energyWh}\t${
    c === null ? '0\t0\t0\t0\t0\t0\t0' : `${c.energyMicroEuro}\t${c.networkMicroEuro}\t${c.capacityMicroEuro}\t${c.fixedMicroEuro}\t${c.leviesMicroEuro}\t${c.vatMicroEuro}\t${c.totalMicroEuro}`}\t${
    r.fromCreditMicroEuro}\t${r.toDebtSupplyMicroEuro}\t${r.toDebtProtectedMicroEuro}\t${r.creditAfterChargeMicroEuro}\t${r.instalmentMicroEuro}\t${n(r.sourceId)}\n`;
}

/** A side row in COPY's text form. */
export function sideLine(row: SideRow): string {
  return `${row.accountId}\t${row.kind}\t${copyValue(JSON.stringify(row.document))}\n`;
}

function n(value: string | number | null): string | number {
  return value === null ? '\\N' : value;
}

const knownMoments = new Map<number, string>();

/** Moments repeat (the same window for all), so their text is made once. */
function moment(at: Instant | null): string {
  if (at === null) return '\\N';
  let text = knownMoments.get(at);
  if (text === undefined) {
    if (knownMoments.size > 10_000) knownMoments.clear();
    text = isoOf(at);
    knownMoments.set(at, text);
  }
  return text;
}
