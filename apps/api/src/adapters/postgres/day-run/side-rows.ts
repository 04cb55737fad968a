import type pg from 'pg';
import { isoOf } from '../../clock/wall-clock.js';
import type { RangeRun, SideRow } from './day-result.js';

/** Wishes, notices, exceptions and the attention list of the accounts that were written: `won` are their rows. */
export async function writeSides(client: pg.ClientBase, run: RangeRun, won: readonly SideRow[]): Promise<void> {
  const wishing = won.filter(({ kind }) => kind === 'wish').map(({ accountId }) => accountId);
  if (wishing.length > 0)
    // By number: joined with the temporary table, the tenant's policy makes the planner walk all open wishes per row of it.
    await client.query(`update supply_wish set state = 'superseded' where account_id = any($1::bigint[]) and state in ('open', 'held')`, [wishing]);
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
