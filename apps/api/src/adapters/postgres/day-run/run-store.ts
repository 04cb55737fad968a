import type { SupplyDay } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import type { RangeCounts } from '../../../features/consumption/settle-range.js';
import { isoOf } from '../../clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../tenant-transaction.js';

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

/** The sums over all ranges done so far. */
export async function countsOf(dataSource: DataSource, run: StoredRun): Promise<RangeCounts> {
  const rows = await inTenant(dataSource, run.tenant_id, (tx) =>
    tx.query<RangeCounts>(
      `select ${COUNT_NAMES.map((name) => `coalesce(sum((counts->>'${name}')::int), 0)::int as "${name}"`).join(', ')}
       from run_range where run_id = $1 and done_at is not null`,
      [run.run_id],
    ),
  );
  return rows[0] as RangeCounts;
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

const COUNT_NAMES: readonly (keyof RangeCounts)[] = [
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
    await tx.query(`update daily_run set state = $2, why = $3, finished_at = $4, finished_wall_at = $5 where run_id = $1`, [
      run.run_id,
      verdict.kind === 'release' ? 'released' : 'quarantined',
      verdict.kind === 'release' ? null : verdict.why,
      isoOf(nowMs),
      isoOf(wallNowMs),
    ]);
  });
}
