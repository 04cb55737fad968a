import type { SupplyDay } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { isoOf } from '../../clock/wall-clock.js';
import { copyIn, copyInBinary } from './copy-text.js';
import { DAILY_STATE, type DayResult, OTHER_STATE, RESULT_COLUMNS, type RangeRun, type SideRow, sideLine, writeResult } from './day-result.js';
import { ledgerSums } from './ledger-sums.js';
import { writeSides } from './side-rows.js';

const RESULT_NAMES = RESULT_COLUMNS.map(([name]) => name).join(', ');

/** Temporary tables of one connection, emptied at each commit; COPY may write them because they have no policies. */
export async function prepareConnection(client: pg.ClientBase): Promise<void> {
  const columns = RESULT_COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');
  await client.query(`create temp table if not exists day_result (${columns}) on commit delete rows`);
  await client.query(`create temp table if not exists day_side (account_id bigint, kind text, document jsonb) on commit delete rows`);
  // What is joined here is a range, and the table has no statistics: looking each row up by key is always right.
  await client.query(`set enable_seqscan = off; set work_mem = '64MB'; set jit = off`);
}

/**
 * Writes the results whose version still stands, with everything that hangs on them, and gives back the accounts
 * that moved on meanwhile (a payment came in). Runs inside the caller's transaction, on empty temporary tables.
 * Only accounts whose state was updated get rows: losers are taken off the temporary tables before anything is inserted.
 */
export async function writeResults(client: pg.ClientBase, run: RangeRun, results: readonly DayResult[], sides: readonly SideRow[]): Promise<number[]> {
  if (results.length === 0) return [];
  await copyInBinary(client, `copy day_result (${RESULT_NAMES}) from stdin with (format binary)`, results, writeResult);
  if (sides.length > 0) await copyIn(client, 'copy day_side (account_id, kind, document) from stdin', lines(sides, sideLine));
  const losers = (await updateStates(client, run, results)) === results.length ? [] : await takeOffLosers(client, run.day);
  const lost = new Set(losers);
  const won = lost.size === 0 ? results : results.filter((result) => !lost.has(result.accountId));
  const charged = await client.query(INSERT_CHARGES, [run.day, run.tenantId, run.runId, isoOf(run.nowMs)]);
  if (charged.rowCount !== won.length) throw new Error(`${charged.rowCount} charges for ${won.length} states`);
  await writeInstalments(client, run, won);
  await writeGeneralLedger(client, run, won);
  if (sides.length > 0) await writeSides(client, run, lost.size === 0 ? sides : sides.filter(({ accountId }) => !lost.has(accountId)));
  if (losers.length > 0) await client.query('truncate day_result, day_side');
  return losers;
}

function* lines<Row>(rows: readonly Row[], line: (row: Row) => string): Iterable<string> {
  for (const row of rows) yield line(row);
}

/** Updates the states whose version still stands, and gives back how many did. */
async function updateStates(client: pg.ClientBase, run: RangeRun, results: readonly DayResult[]): Promise<number> {
  // Without the first and last account a merge would walk the accounts from the very first one for every range.
  const values = [run.day, results[0]?.accountId, results.at(-1)?.accountId];
  const daily = await client.query(UPDATE_DAILY, values);
  const more = results.some((result) => result.changesMore) ? await client.query(UPDATE_MORE, values) : null;
  return (daily.rowCount ?? 0) + (more?.rowCount ?? 0);
}

/** Accounts of the batch that are still not settled for the day: none of their rows may be written. */
async function takeOffLosers(client: pg.ClientBase, day: SupplyDay): Promise<number[]> {
  const { rows } = await client.query<{ account_id: number }>(
    `select r.account_id from day_result r join account_state s using (account_id) where s.last_day < $1 order by 1`,
    [day],
  );
  const losers = rows.map((row) => row.account_id);
  await client.query('delete from day_result where account_id = any($1)', [losers]);
  await client.query('delete from day_side where account_id = any($1)', [losers]);
  return losers;
}

const SAME_IN_STATE = DAILY_STATE.map(([name]) => `${name} = r.${name}`).join(', ');
const OTHERS_IN_STATE = [...OTHER_STATE.map(([name]) => name), 'debt_supply_micro_euro', 'debt_protected_micro_euro'].map((name) => `${name} = r.${name}`).join(', ');
const OF_THE_RANGE = 's.account_id = r.account_id and s.version = r.version and s.account_id between $2 and $3';

/** Most homes on most days: what was used, what is left, until when. */
const UPDATE_DAILY = `
  update account_state s set version = r.version + 1, entry_no = r.entry_no, last_day = $1, ${SAME_IN_STATE}
  from day_result r where r.changes_more = 0 and ${OF_THE_RANGE}`;

/** Homes with a debt that moved, another credit state, another wish, a warning, an instalment. */
const UPDATE_MORE = `
  update account_state s set version = r.version + 1, entry_no = r.entry_no + (r.instalment_micro_euro > 0)::int, last_day = $1, ${SAME_IN_STATE}, ${OTHERS_IN_STATE}
  from day_result r where r.changes_more = 1 and ${OF_THE_RANGE}`;

const INSERT_CHARGES = `
  insert into day_charge (day, account_id, seq, tenant_id, entry_no, tariff_version_id, quality, use1, use2, injected1, injected2, energy_wh,
    energy_micro_euro, network_micro_euro, capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro,
    from_credit_micro_euro, to_debt_supply_micro_euro, to_debt_protected_micro_euro, credit_after_micro_euro, debt_supply_after_micro_euro,
    debt_protected_after_micro_euro, offtake1, offtake2, injection1, injection2, run_id, source_id, recorded_at)
  select $1, account_id, 0, $2, entry_no, tariff_version_id, quality, use1, use2, injected1, injected2, nullif(energy_wh, use1 + coalesce(use2, 0)),
    energy_micro_euro, network_micro_euro, capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro,
    nullif(from_credit_micro_euro, total_micro_euro), nullif(to_debt_supply_micro_euro, 0), nullif(to_debt_protected_micro_euro, 0), credit_after_charge_micro_euro,
    nullif(debt_supply_micro_euro, 0), nullif(debt_protected_micro_euro, 0), offtake1, offtake2, injection1, injection2, $3, source_id, $4
  from day_result`;

/** Weekly instalments with their claims; on most days nobody's is due. */
async function writeInstalments(client: pg.ClientBase, run: RangeRun, won: readonly DayResult[]): Promise<void> {
  if (!won.some((result) => result.instalmentMicroEuro > 0)) return;
  await client.query(
    `insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at,
      credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, debt_old_after_micro_euro,
      debt_returned_after_micro_euro, debt_correction_after_micro_euro)
     select r.account_id, $1, r.entry_no + 1, 'credit', 'debt_old', r.instalment_micro_euro, 'instalment', 'daily_run', $2, $3, $3, $4,
      s.credit_micro_euro, s.debt_supply_micro_euro, s.debt_protected_micro_euro, s.debt_old_micro_euro, s.debt_returned_micro_euro, s.debt_correction_micro_euro
     from day_result r join account_state s using (account_id) where r.instalment_micro_euro > 0 and s.account_id between $5 and $6`,
    [run.tenantId, run.runId.toString(), isoOf(run.nowMs), isoOf(run.wallNowMs), won[0]?.accountId, won.at(-1)?.accountId],
  );
  await client.query(
    `insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at)
     select $1, 'instalment', account_id || ':debt_old:' || instalment_week, ''::bytea, '{}', $2 from day_result where instalment_micro_euro > 0`,
    [run.tenantId, isoOf(run.nowMs)],
  );
}

async function writeGeneralLedger(client: pg.ClientBase, run: RangeRun, won: readonly DayResult[]): Promise<void> {
  const sums = [...ledgerSums(won)].filter(([, amount]) => amount !== 0);
  await client.query(
    `insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
     select $1, 'daily_run', $2, l.account, greatest(l.amount, 0), greatest(-l.amount, 0), $3, $4 from unnest($5::ledger_account[], $6::bigint[]) l (account, amount)`,
    [run.tenantId, run.runId.toString(), run.day, isoOf(run.nowMs), sums.map(([account]) => account), sums.map(([, amount]) => amount)],
  );
}
