import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { isoOrNull } from './account-rows.js';
import type { RunSummary } from './overview-answer.js';

interface RunRow {
  readonly public_id: string;
  readonly day: string;
  readonly state: string;
  readonly accounts_total: number;
  readonly why: string | null;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly wall_ms: number;
  readonly counts: Readonly<Record<string, number>> | null;
}

/** The newest daily run of the tenant with the sums of its ranges; null before the first. */
export async function latestRun(tx: TenantTransaction): Promise<RunSummary | null> {
  const rows = await tx.query<RunRow>(
    `select r.public_id, r.day, r.state, r.accounts_total, r.why, r.started_at, r.finished_at,
       (extract(epoch from coalesce(r.finished_wall_at, clock_timestamp()) - r.started_wall_at) * 1000)::bigint as wall_ms,
       (select jsonb_object_agg(k, n) from (select e.key as k, sum(e.value::bigint) as n from run_range g, jsonb_each_text(g.counts) e
         where g.run_id = r.run_id and g.done_at is not null group by 1) s) as counts
     from daily_run r order by r.day desc limit 1`,
  );
  return rows[0] ? summaryOf(rows[0]) : null;
}

function summaryOf(row: RunRow): RunSummary {
  const count = (name: string): number => row.counts?.[name] ?? 0;
  const done = count('accounts');
  const perSecond = row.wall_ms > 0 ? Math.round((done * 1000) / row.wall_ms) : 0;
  const left = row.accounts_total - done;
  return {
    id: row.public_id, day: row.day, state: row.state, accountsTotal: row.accounts_total, accountsDone: done,
    read: count('read'), rated: count('rated'), estimated: count('estimated'), missing: count('missing'), held: count('held'),
    rejected: count('rejected'), wishesLess: count('wishesLess'), wishesMore: count('wishesMore'), notices: count('notices'),
    startedAt: isoOf(row.started_at),
    finishedAt: isoOrNull(row.finished_at),
    accountsPerSecond: perSecond,
    remainingSeconds: row.finished_at !== null || perSecond === 0 ? null : Math.ceil(left / perSecond),
    why: row.why,
  };
}
