import { setTimeout as pause } from 'node:timers/promises';
import { isoWeekOf } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { isoOf, monotonicMs } from '../../adapters/clock/wall-clock.js';
import type { DayResult, RangeRun } from '../../adapters/postgres/day-run/day-result.js';
import { claimRange, openRanges, type OpenRange, releaseRange, type StoredRun } from '../../adapters/postgres/day-run/run-store.js';
import { readSnapshots, type SnapshotScope } from '../../adapters/postgres/day-run/range-snapshot.js';
import { prepareConnection, writeResults } from '../../adapters/postgres/day-run/range-write.js';
import { inTenantTransaction, withClient } from '../../adapters/postgres/tenant-transaction.js';
import { giveWay } from './give-way.js';
import type { RunDeps } from './run-deps.js';
import { type RangeCounts, settleRange, type RunTerms, type SettledRange } from './settle-range.js';

/** How often a worker looks whether another one has finished, or died over, the ranges that are left. */
const LOOK_AGAIN_MS = 200;

/**
 * Works until no range of the run is open. Several workers may do this at once: each takes a range under a lock of its
 * session, which ends with the session, so that the range of a worker that died is free again at once.
 */
export async function workRanges(deps: RunDeps, run: StoredRun, terms: RunTerms): Promise<void> {
  for (;;) {
    const ranges = await openRanges(deps.dataSource, run);
    if (ranges.length === 0) return;
    const done = await workOnce(deps, run, ranges, terms);
    if (done === 0) await pause(LOOK_AGAIN_MS);
  }
}

/** One pass over the open ranges, side by side; gives back how many of them we could take. */
async function workOnce(deps: RunDeps, run: StoredRun, ranges: readonly OpenRange[], terms: RunTerms): Promise<number> {
  const queue = ranges.values();
  let done = 0;
  const lane = (): Promise<void> =>
    withClient(deps.dataSource, async (client) => {
      await prepareConnection(client);
      for (const range of queue) {
        if (!(await claimRange(client, run, range))) continue;
        const begun = monotonicMs();
        try {
          if (await settleOneRange(deps, client, run, range, terms)) done += 1;
        } finally {
          await releaseRange(client, run, range);
        }
        await giveWay(client, run, monotonicMs() - begun);
      }
    });
  await Promise.all(Array.from({ length: Math.min(deps.lanes, ranges.length) }, lane));
  return done;
}

/**
 * One range: read without a lock, compute, then write in one short transaction. Accounts that a payment moved
 * meanwhile are read again under their row lock, in key order, and computed again: nobody is skipped. False when another
 * worker had done the range before we held it.
 */
async function settleOneRange(deps: RunDeps, client: pg.PoolClient, run: StoredRun, range: OpenRange, terms: RunTerms): Promise<boolean> {
  const at: RangeRun = { runId: run.run_id, tenantId: run.tenant_id, day: run.day, nowMs: terms.now, wallNowMs: deps.wallNowMs() };
  const settled = await inTenantTransaction(client, run.tenant_id, async () => {
    const { rowCount } = await client.query('select 1 from run_range where run_id = $1 and range_no = $2 and done_at is null', [run.run_id, range.range_no]);
    return rowCount === 0 ? null : computeRange(client, at, range, terms);
  });
  if (settled === null) return false;
  await deps.step?.('range_computed');
  await inTenantTransaction(client, run.tenant_id, async () => {
    const counts = await writeRange(client, at, settled, terms);
    await deps.step?.('range_filled');
    await markDone(client, at, range, counts);
    await deps.step?.('range_marked');
  });
  await deps.step?.('range_written');
  return true;
}

async function computeRange(client: pg.PoolClient, at: RangeRun, range: OpenRange, terms: RunTerms): Promise<SettledRange> {
  const scope: SnapshotScope = { kind: 'range', firstAccountId: range.first_account_id, lastAccountId: range.last_account_id };
  return settleRange(await readSnapshots(client, at.tenantId, at.day, isoWeekOf(at.day), scope), terms);
}

async function writeRange(client: pg.PoolClient, at: RangeRun, settled: SettledRange, terms: RunTerms): Promise<RangeCounts> {
  const losers = await writeResults(client, at, settled.results, settled.sides);
  if (losers.length > 0) await settleLosers(client, at, losers, terms);
  await markReviews(client, at.tenantId, settled.results);
  // Verdicts depend on readings only and are the same for losers; what the decision made may differ and stands in the rows.
  return settled.counts;
}

async function settleLosers(client: pg.PoolClient, at: RangeRun, losers: readonly number[], terms: RunTerms): Promise<void> {
  const again = settleRange(await readSnapshots(client, at.tenantId, at.day, isoWeekOf(at.day), { kind: 'accounts', accountIds: losers, lock: true }), terms);
  const stillLost = await writeResults(client, at, again.results, again.sides);
  if (stillLost.length > 0) throw new Error(`accounts under lock changed: ${stillLost.join(', ')}`);
  await markReviews(client, at.tenantId, again.results);
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

async function markDone(client: pg.PoolClient, at: RangeRun, range: OpenRange, counts: RangeCounts): Promise<void> {
  const marked = await client.query(`update run_range set done_at = $3, counts = $4 where run_id = $1 and range_no = $2 and done_at is null`, [
    at.runId, range.range_no, isoOf(at.nowMs), JSON.stringify(counts),
  ]);
  if (marked.rowCount !== 1) throw new Error(`range ${range.range_no} of run ${at.runId} was done by somebody else`);
}
