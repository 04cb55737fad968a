import { isoWeekOf, type SupplyDay } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import type pg from 'pg';
import type { DayResult } from '../../adapters/postgres/day-run/day-result.js';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { readSnapshots, type SnapshotScope } from '../../adapters/postgres/day-run/range-snapshot.js';
import { prepareConnection, type RangeRun, writeResults } from '../../adapters/postgres/day-run/range-write.js';
import { countsOf, finishRun, openRanges, type OpenRange, readRun, type StoredRun, wishesForLess } from '../../adapters/postgres/day-run/run-store.js';
import { withClient } from '../../adapters/postgres/tenant-transaction.js';
import { checkFleet } from './fleet-check.js';
import { settleGaps } from './settle-gaps.js';
import { type RangeCounts, settleRange, type RunTerms } from './settle-range.js';

/** Everything a run needs from outside. */
export interface RunDeps {
  readonly dataSource: DataSource;
  /** Connections that work side by side; each has one range in hand. */
  readonly lanes: number;
  readonly fleetShareLimitBasisPoints: number;
  readonly wallNowMs: () => number;
  /** Called at each step boundary; tests stop the process here. */
  readonly step?: (name: 'range_computed' | 'range_written' | 'ranges_done') => Promise<void> | void;
}

/** How a run ended. */
export interface RunReport {
  readonly run: StoredRun;
  readonly counts: RangeCounts;
  readonly verdict: ReturnType<typeof checkFleet>;
}

/**
 * Settles one supply day for all accounts of one tenant: ranges, then the fleet check, then the release.
 * An interrupted run goes on where it stopped; a finished one changes nothing. Payments go on meanwhile.
 */
export async function runDay(deps: RunDeps, tenantId: number, day: SupplyDay, terms: RunTerms): Promise<RunReport> {
  const run = await readRun(deps.dataSource, tenantId, day);
  if (run.state === 'released' || run.state === 'quarantined') {
    const verdict = run.state === 'released' ? ({ kind: 'release' } as const) : ({ kind: 'quarantine', why: run.why ?? '' } as const);
    return { run, counts: await countsOf(deps.dataSource, run), verdict };
  }
  await workThrough(deps, run, await openRanges(deps.dataSource, run), terms);
  await settleGaps(deps, run, terms);
  await deps.step?.('ranges_done');
  const counts = { ...(await countsOf(deps.dataSource, run)), wishesLess: await wishesForLess(deps.dataSource, run) };
  const verdict = checkFleet(counts, run.accounts_total, deps.fleetShareLimitBasisPoints);
  await finishRun(deps.dataSource, run, verdict, terms.now, deps.wallNowMs());
  return { run: { ...run, state: verdict.kind === 'release' ? 'released' : 'quarantined' }, counts, verdict };
}

async function workThrough(deps: RunDeps, run: StoredRun, ranges: OpenRange[], terms: RunTerms): Promise<void> {
  const queue = [...ranges];
  const lane = (): Promise<void> =>
    withClient(deps.dataSource, async (client) => {
      await prepareConnection(client);
      for (let range = queue.shift(); range !== undefined; range = queue.shift()) await settleOneRange(deps, client, run, range, terms);
    });
  await Promise.all(Array.from({ length: Math.min(deps.lanes, ranges.length) }, lane));
}

/**
 * One range: read without a lock, compute, then write in one short transaction. Accounts that a payment moved
 * meanwhile are read again under their row lock, in key order, and computed again: nobody is skipped.
 */
async function settleOneRange(deps: RunDeps, client: pg.PoolClient, run: StoredRun, range: OpenRange, terms: RunTerms): Promise<void> {
  const at: RangeRun = { runId: run.run_id, tenantId: run.tenant_id, day: run.day, nowMs: terms.now, wallNowMs: deps.wallNowMs() };
  const scope: SnapshotScope = { kind: 'range', firstAccountId: range.first_account_id, lastAccountId: range.last_account_id };
  const week = isoWeekOf(run.day);
  const settled = await inTenantTransaction(client, run.tenant_id, async () =>
    settleRange(await readSnapshots(client, run.tenant_id, run.day, week, scope), terms),
  );
  await deps.step?.('range_computed');
  await inTenantTransaction(client, run.tenant_id, async () => {
    const losers = await writeResults(client, at, settled.results, settled.sides);
    const counts = losers.length === 0 ? settled.counts : await settleLosers(client, at, week, losers, settled, terms);
    await markReviews(client, run.tenant_id, settled.results);
    const marked = await client.query(`update run_range set done_at = $3, counts = $4 where run_id = $1 and range_no = $2 and done_at is null`, [
      run.run_id, range.range_no, isoOf(terms.now), JSON.stringify(counts),
    ]);
    if (marked.rowCount !== 1) throw new Error(`range ${range.range_no} of run ${run.run_id} was done by somebody else`);
  });
  await deps.step?.('range_written');
}

/** The moments at which a decision asks to be looked at again: few, because windows and holds end for all at the same hour. */
async function markReviews(client: pg.PoolClient, tenantId: number, results: readonly DayResult[]): Promise<void> {
  const moments = new Set<number>();
  for (const result of results) if (result.nextReviewAt !== null) moments.add(result.nextReviewAt);
  if (moments.size === 0) return;
  await client.query(`insert into due (tenant_id, due_at, kind) select $1, at, 'review' from unnest($2::timestamptz[]) at on conflict do nothing`, [
    tenantId, [...moments].map(isoOf),
  ]);
}

async function settleLosers(
  client: pg.PoolClient,
  at: RangeRun,
  week: string,
  losers: readonly number[],
  first: { readonly counts: RangeCounts },
  terms: RunTerms,
): Promise<RangeCounts> {
  const again = settleRange(await readSnapshots(client, at.tenantId, at.day, week, { kind: 'accounts', accountIds: losers, lock: true }), terms);
  const stillLost = await writeResults(client, at, again.results, again.sides);
  if (stillLost.length > 0) throw new Error(`accounts under lock changed: ${stillLost.join(', ')}`);
  // Verdicts depend on readings only and are the same; what the decision made may differ and stands in the rows.
  return first.counts;
}

async function inTenantTransaction<Result>(client: pg.PoolClient, tenantId: number, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    await client.query(`select set_config('tegoed.tenant', $1, true)`, [tenantId.toString()]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
