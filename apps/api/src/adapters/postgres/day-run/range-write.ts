import type { SupplyDay } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { isoOf } from '../../clock/wall-clock.js';
import { copyIn, copyInBinary } from './copy-text.js';
import { type DayResult, RESULT_COLUMNS, type SideRow, sideLine, writeResult } from './day-result.js';

/** The run a range belongs to, and the times its rows carry. */
export interface RangeRun {
  readonly runId: number;
  readonly tenantId: number;
  readonly day: SupplyDay;
  readonly nowMs: number;
  readonly wallNowMs: number;
}

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
 */
export async function writeResults(client: pg.ClientBase, run: RangeRun, results: readonly DayResult[], sides: readonly SideRow[]): Promise<number[]> {
  if (results.length === 0) return [];
  await copyInBinary(client, `copy day_result (${RESULT_NAMES}) from stdin with (format binary)`, results, writeResult);
  if (sides.length > 0) await copyIn(client, 'copy day_side (account_id, kind, document) from stdin', lines(sides, sideLine));
  const written = await client.query<{ won: number }>(results.some((r) => r.instalmentMicroEuro > 0) ? WRITE_WITH_INSTALMENTS : WRITE, [
    run.day, run.tenantId, run.runId, isoOf(run.nowMs), isoOf(run.wallNowMs), `${run.runId}`,
    results[0]?.accountId, results.at(-1)?.accountId,
  ]);
  const losers = written.rows[0]?.won === results.length ? [] : await findLosers(client, run.day);
  if (sides.length > 0) await writeSides(client, run);
  if (losers.length > 0) await client.query('truncate day_result, day_side');
  return losers;
}

function* lines<Row>(rows: readonly Row[], line: (row: Row) => string): Iterable<string> {
  for (const row of rows) yield line(row);
}

/** Accounts of the batch that are still not settled for the day; their side rows must not be written either. */
async function findLosers(client: pg.ClientBase, day: SupplyDay): Promise<number[]> {
  const { rows } = await client.query<{ account_id: number }>(
    `select r.account_id from day_result r join account_state s using (account_id) where s.last_day < $1 order by 1`,
    [day],
  );
  const losers = rows.map((row) => row.account_id);
  await client.query(`delete from day_side where account_id = any($1)`, [losers]);
  return losers;
}

/** Weekly instalments with their claims, from the states that were updated. */
const INSTALMENTS = `), instalments as (
  insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at,
    credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, debt_old_after_micro_euro,
    debt_returned_after_micro_euro, debt_correction_after_micro_euro)
  select account_id, $2, entry_no + 1, 'credit', 'debt_old', instalment_micro_euro, 'instalment', 'daily_run', $6, $4, $4, $5,
    credit_micro_euro, debt_supply_micro_euro, debt_protected_micro_euro, debt_old_micro_euro, debt_returned_micro_euro, debt_correction_micro_euro
  from won where instalment_micro_euro > 0
), instalment_claims as (
  insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at)
  select $2, 'instalment', account_id || ':debt_old:' || instalment_week, ''::bytea, '{}', $4 from won where instalment_micro_euro > 0
`;

/**
 * The states whose version still stands are updated, and from what was updated come the charges, the instalments
 * with their claims and the general ledger lines: one statement, so that a charge without its state cannot exist.
 * $1 day, $2 tenant, $3 run, $4 now, $5 wall time, $6 run as text, $7 and $8 the first and last account: without them a
 * merge would walk the accounts from the very first one for every range.
 */
const write = (instalments: string): string => `
with won as (
  update account_state s set
    version = r.version + 1,
    entry_no = r.entry_no + (r.instalment_micro_euro > 0)::int,
    credit_micro_euro = r.credit_micro_euro, debt_supply_micro_euro = r.debt_supply_micro_euro,
    debt_protected_micro_euro = r.debt_protected_micro_euro, debt_old_micro_euro = r.debt_old_micro_euro,
    debt_supply_at_zero_micro_euro = r.debt_supply_at_zero_micro_euro, mean_daily_charge_micro_euro = r.mean_daily_charge_micro_euro,
    repaid_in_month_micro_euro = r.repaid_in_month_micro_euro, last_day = $1, last_read_day = r.last_read_day,
    stale_since = r.stale_since, runs_out_on = r.runs_out_on, next_change_at = r.next_change_at, next_review_at = r.next_review_at,
    offtake1 = r.offtake1, offtake2 = r.offtake2, injection1 = r.injection1, injection2 = r.injection2,
    instalment_week = r.instalment_week, repaid_month = r.repaid_month, credit_state = r.credit_state,
    desired_supply = r.desired_supply, next_change_supply = r.next_change_supply, wish_version = r.wish_version,
    warned_days_left = r.warned_days_left
  from day_result r where s.account_id = r.account_id and s.version = r.version and s.account_id between $7 and $8
  returning r.*, s.debt_returned_micro_euro, s.debt_correction_micro_euro
), charged as (
  insert into day_charge (day, account_id, seq, tenant_id, entry_no, tariff_version_id, quality, use1, use2, injected1, injected2, energy_wh,
    energy_micro_euro, network_micro_euro, capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro,
    from_credit_micro_euro, to_debt_supply_micro_euro, to_debt_protected_micro_euro, credit_after_micro_euro, debt_supply_after_micro_euro,
    debt_protected_after_micro_euro, offtake1, offtake2, injection1, injection2, run_id, source_id, recorded_at)
  select $1, account_id, 0, $2, entry_no, tariff_version_id, quality, use1, use2, injected1, injected2, energy_wh,
    energy_micro_euro, network_micro_euro, capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro,
    from_credit_micro_euro, to_debt_supply_micro_euro, to_debt_protected_micro_euro, credit_after_charge_micro_euro, debt_supply_micro_euro,
    debt_protected_micro_euro, offtake1, offtake2, injection1, injection2, $3, source_id, $4
  from won
${instalments}), ledger as (
  insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
  select $2, 'daily_run', $6, l.account::ledger_account, greatest(l.amount, 0), greatest(-l.amount, 0), $1, $4
  from (select sum(from_credit_micro_euro)::bigint f, sum(to_debt_supply_micro_euro)::bigint d, sum(to_debt_protected_micro_euro)::bigint p,
      sum(energy_micro_euro)::bigint e, sum(network_micro_euro)::bigint n, sum(capacity_micro_euro)::bigint c, sum(fixed_micro_euro)::bigint x,
      sum(levies_micro_euro)::bigint l, sum(vat_micro_euro)::bigint v, sum(instalment_micro_euro)::bigint i from won) t
  cross join lateral (values ('credit', f + i), ('debt_supply', d), ('debt_protected', p), ('debt_old', -i), ('supplier_payable_energy', -e),
    ('supplier_payable_network', -n), ('supplier_payable_capacity', -c), ('supplier_payable_fixed', -x), ('supplier_payable_levies', -l),
    ('vat', -v)) l (account, amount)
  where l.amount <> 0
)
select count(*) as won from won where $5::timestamptz is not null`;

const WRITE_WITH_INSTALMENTS = write(INSTALMENTS);
/** On most days nobody's instalment is due, and two walks over the range are saved. */
const WRITE = write('');

/** Wishes, notices, exceptions and the attention list of the accounts that were written. */
async function writeSides(client: pg.ClientBase, run: RangeRun): Promise<void> {
  await client.query(
    `update supply_wish w set state = 'superseded' from day_side d
     where d.kind = 'wish' and w.account_id = d.account_id and w.state in ('open', 'held')`,
  );
  await client.query(
    `insert into supply_wish (account_id, version, tenant_id, wanted_supply, released, run_id, state, reasons, not_before, decided_at, wall_at)
     select d.account_id, w.version, $1, w.wanted_supply, w.released, $2, 'open', w.reasons, w.not_before, $3, $4
     from day_side d, jsonb_populate_record(null::supply_wish, d.document) w where d.kind = 'wish'`,
    [run.tenantId, run.runId, isoOf(run.nowMs), isoOf(run.wallNowMs)],
  );
  await client.query(
    `insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, run_id, state, send_after, decided_at)
     select d.account_id, $1, n.kind, n.dedupe_key, n.facts, n.is_warning, false, $2, 'due', n.send_after, $3
     from day_side d, jsonb_populate_record(null::notice, d.document) n where d.kind = 'notice'
     on conflict (tenant_id, dedupe_key) do nothing`,
    [run.tenantId, run.runId, isoOf(run.nowMs)],
  );
  await client.query(
    `insert into reading_exception (tenant_id, account_id, day, problem, facts, inbox_id, recorded_at)
     select $1, d.account_id, $2, e.problem, e.facts, e.inbox_id, $3
     from day_side d, jsonb_populate_record(null::reading_exception, d.document) e where d.kind = 'exception'`,
    [run.tenantId, run.day, isoOf(run.nowMs)],
  );
  await client.query(`delete from attention a using day_side d where d.kind = 'attention' and a.account_id = d.account_id and d.document->>'kind' is null`);
  await client.query(
    `insert into attention (account_id, tenant_id, kind, since, runs_out_on)
     select d.account_id, $1, d.document->>'kind', $2, (d.document->>'runs_out_on')::date from day_side d
     where d.kind = 'attention' and d.document->>'kind' is not null
     on conflict (account_id) do update set kind = excluded.kind, runs_out_on = excluded.runs_out_on,
       since = case when attention.kind = excluded.kind then attention.since else excluded.since end`,
    [run.tenantId, isoOf(run.nowMs)],
  );
}
