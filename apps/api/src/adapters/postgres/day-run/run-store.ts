import type { SupplyDay } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import type { RangeCounts } from '../../../features/consumption/settle-range.js';
import { isoOf } from '../../clock/wall-clock.js';
import { inTenant, type TenantTransaction, withClient } from '../tenant-transaction.js';

/** Accounts per range: one transaction of about 300 ms. */
export const ACCOUNTS_PER_RANGE = 10_000;

/** The states of a run; `released` and `quarantined` end it. */
export type RunState = 'ranges' | 'fleet_check' | 'released' | 'quarantined' | 'failed';

/** A run as it is stored. */
export interface StoredRun {
  readonly run_id: number;
  readonly public_id: string;
  readonly tenant_id: number;
  readonly day: SupplyDay;
  readonly state: RunState;
  readonly accounts_total: number;
  readonly why: string | null;
  readonly started_at: number;
  readonly started_wall_at: number;
  readonly finished_at: number | null;
  readonly finished_wall_at: number | null;
}

/** A range that is still to be done. */
export interface OpenRange {
  readonly range_no: number;
  readonly first_account_id: number;
  readonly last_account_id: number;
}

/** How many accounts of a block of ids are not settled for a day, and the oldest day that any of them stands at. */
export interface CountedBlock {
  readonly block: number;
  readonly accounts: number;
  readonly oldest_day: SupplyDay;
}

/** The blocks of ids that a run of the day has to settle: one look at every account. */
export async function countUnsettled(dataSource: DataSource, tenantId: number, day: SupplyDay): Promise<CountedBlock[]> {
  const blocks = await inTenant(dataSource, tenantId, (tx) =>
    // Sorted here: asked for an order, the planner would sort the accounts instead of the few blocks.
    tx.query<CountedBlock>(
      `select (account_id / $1)::int as block, count(*)::int as accounts, min(last_day) as oldest_day
       from account_state where last_day < $2 group by 1`,
      [ACCOUNTS_PER_RANGE, day],
    ),
  );
  return blocks.sort((a, b) => a.block - b.block);
}

/**
 * Opens the run of a tenant and day over what `countUnsettled` found, or gives back the one that is there: a run started
 * twice is one run.
 */
export async function openRun(dataSource: DataSource, tenantId: number, day: SupplyDay, nowMs: number, wallNowMs: number, counted: readonly CountedBlock[]): Promise<StoredRun> {
  return inTenant(dataSource, tenantId, async (tx) => {
    await tx.query('select ensure_month($1)', [day]);
    const made = await tx.query<StoredRun>(
      `insert into daily_run (tenant_id, day, state, accounts_total, started_at, started_wall_at) values ($1, $2, 'ranges', $3, $4, $5)
       on conflict (tenant_id, day) do nothing returning *`,
      [tenantId, day, counted.reduce((sum, { accounts }) => sum + accounts, 0), isoOf(nowMs), isoOf(wallNowMs)],
    );
    const run = made[0];
    if (run === undefined) return tx.one<StoredRun>('select * from daily_run where day = $1', [day]);
    await tx.query(
      `insert into run_range (run_id, range_no, tenant_id, first_account_id, last_account_id)
       select $1, row_number() over (order by block), $2, block * $3::bigint, block * $3::bigint + $3 - 1 from unnest($4::int[]) block`,
      [run.run_id, tenantId, ACCOUNTS_PER_RANGE, counted.map(({ block }) => block)],
    );
    return run;
  });
}

/** The run of a day; it must have been opened. */
export async function readRun(dataSource: DataSource, tenantId: number, day: SupplyDay): Promise<StoredRun> {
  return inTenant(dataSource, tenantId, (tx) => tx.one<StoredRun>('select * from daily_run where day = $1', [day]));
}

/** Ranges without a marker; an interrupted run goes on with exactly these. */
export async function openRanges(dataSource: DataSource, run: StoredRun): Promise<OpenRange[]> {
  return inTenant(dataSource, run.tenant_id, (tx) =>
    tx.query<OpenRange>(`select range_no, first_account_id, last_account_id from run_range where run_id = $1 and done_at is null order by range_no`, [run.run_id]),
  );
}

/**
 * Takes a range for the session of this client, unless another session holds it. Whoever dies lets go, because the lock
 * belongs to the session and not to a row.
 */
export async function claimRange(client: pg.ClientBase, run: StoredRun, range: OpenRange): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [run.run_id, range.range_no]);
  return rows[0]?.taken === true;
}

/** Lets go of a range that `claimRange` took. */
export async function releaseRange(client: pg.ClientBase, run: StoredRun, range: OpenRange): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2)', [run.run_id, range.range_no]);
}

/**
 * How many sessions of the application have work in the database right now, beside those that hold a range of the run:
 * payments, calls, a bank file.
 */
export async function othersAtWork(client: pg.ClientBase, run: StoredRun): Promise<number> {
  const { rows } = await client.query<{ sessions: number }>(
    `select count(*)::int as sessions from pg_stat_activity where usename = current_user and datname = current_database() and state <> 'idle'
       and pid <> pg_backend_pid() and pid not in (select pid from pg_locks where locktype = 'advisory' and classid = $1 and pid is not null)`,
    [run.run_id],
  );
  return rows[0]?.sessions ?? 0;
}

/** Ranges count from 1, so 0 stands for the run as a whole. */
const WHOLE_RUN = 0;

/** Does work that only one worker may do for a run at a time; the next one begins when the first has ended or died. */
export async function aloneInRun<Result>(dataSource: DataSource, run: StoredRun, work: () => Promise<Result>): Promise<Result> {
  return withClient(dataSource, async (client) => {
    // Closing a large run takes longer than a statement may wait for a lock otherwise.
    await client.query('set lock_timeout = 0');
    await client.query('select pg_advisory_lock($1, $2)', [run.run_id, WHOLE_RUN]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [run.run_id, WHOLE_RUN]);
      await client.query('reset lock_timeout');
    }
  });
}

/** The sums over all ranges done so far, and per reason how many readings need a person. */
export async function countsOf(dataSource: DataSource, run: StoredRun): Promise<RangeCounts> {
  const [counts, reasons] = await inTenant(dataSource, run.tenant_id, async (tx) => [
    await tx.one<Omit<RangeCounts, 'reasons'>>(
      `select ${COUNT_NAMES.map((name) => `coalesce(sum((counts->>'${name}')::int), 0)::int as "${name}"`).join(', ')}
       from run_range where run_id = $1 and done_at is not null`,
      [run.run_id],
    ),
    await tx.query<{ reason: string; readings: number }>(
      `select r.key as reason, sum(r.value::int)::int as readings from run_range, jsonb_each_text(counts->'reasons') r
       where run_id = $1 and done_at is not null group by 1 order by 2 desc, 1`,
      [run.run_id],
    ),
  ]);
  return { ...counts, reasons: Object.fromEntries(reasons.map(({ reason, readings }) => [reason, readings])) };
}

/**
 * How many homes a run would really lower: counted in the wishes it has written, because an account that moved while
 * its range was computed was decided a second time.
 */
export async function wishesForLess(dataSource: DataSource, run: StoredRun): Promise<number> {
  const rows = await inTenant(dataSource, run.tenant_id, (tx) =>
    tx.query<{ wishes: number }>('select count(*)::int as wishes from supply_wish where run_id = $1 and not released', [run.run_id]),
  );
  return rows[0]?.wishes ?? 0;
}

const COUNT_NAMES: readonly Exclude<keyof RangeCounts, 'reasons'>[] = [
  'accounts', 'read', 'rated', 'estimated', 'missing', 'held', 'rejected', 'wishesLess', 'wishesMore', 'notices',
];

/**
 * Shows the wishes and notices of a quarantined run to the senders. A home that has a newer wish keeps that one: what
 * was held back is older and counts no more.
 */
export async function releaseQuarantined(tx: TenantTransaction, run: StoredRun, nowMs: number): Promise<StoredRun> {
  await tx.query(
    `update supply_wish w set released = true,
       state = case when w.version = (select s.wish_version from account_state s where s.account_id = w.account_id) then 'open' else 'superseded' end
     where w.run_id = $1 and w.state = 'quarantined'`,
    [run.run_id],
  );
  await tx.query(`update notice set released = true, state = 'due' where run_id = $1 and state = 'quarantined'`, [run.run_id]);
  await tx.query(
    `insert into due (tenant_id, due_at, kind) values ($1, $2, 'supply'), ($1, $2, 'notices') on conflict do nothing`,
    [run.tenant_id, isoOf(nowMs)],
  );
  return tx.one<StoredRun>(`update daily_run set state = 'released', finished_at = $2 where run_id = $1 returning *`, [run.run_id, isoOf(nowMs)]);
}

/** Ends the run: releases its wishes and notices, or quarantines them all. One transaction, so nothing is half released. */
export async function finishRun(
  dataSource: DataSource,
  run: StoredRun,
  verdict: { readonly kind: 'release' } | { readonly kind: 'quarantine'; readonly why: string },
  counts: Pick<RangeCounts, 'read'>,
  nowMs: number,
  wallNowMs: number,
): Promise<void> {
  await inTenant(dataSource, run.tenant_id, async (tx) => {
    if (verdict.kind === 'release') {
      await tx.query(`update supply_wish set released = true where run_id = $1 and not released`, [run.run_id]);
      await tx.query(`update notice set released = true where run_id = $1 and not released`, [run.run_id]);
      await tx.query(
        `insert into due (tenant_id, due_at, kind) select distinct tenant_id, greatest(send_after, $2), 'notices' from notice where run_id = $1
         union select distinct tenant_id, greatest(not_before, $2), 'supply' from supply_wish where run_id = $1 on conflict do nothing`,
        [run.run_id, isoOf(nowMs)],
      );
    } else {
      await tx.query(`update supply_wish set state = 'quarantined' where run_id = $1 and not released`, [run.run_id]);
      await tx.query(`update notice set state = 'quarantined' where run_id = $1 and not released`, [run.run_id]);
    }
    // A day on which most meters were silent is no measured day, whatever the run made of it.
    if (counts.read > 0 && counts.read * 2 >= run.accounts_total)
      await tx.query(
        `insert into reading_freshness (tenant_id, measured_until) values ($1, $2)
         on conflict (tenant_id) do update set measured_until = greatest(reading_freshness.measured_until, excluded.measured_until)`,
        [run.tenant_id, run.day],
      );
    await tx.query(`update daily_run set state = $2, why = $3, finished_at = $4, finished_wall_at = $5 where run_id = $1`, [
      run.run_id,
      verdict.kind === 'release' ? 'released' : 'quarantined',
      verdict.kind === 'release' ? null : verdict.why,
      isoOf(nowMs),
      isoOf(wallNowMs),
    ]);
  });
}
