import type { SupplyDay } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { aloneInRun, countsOf, finishRun, readRun, type StoredRun, wishesForLess } from '../../adapters/postgres/day-run/run-store.js';
import { checkFleet } from './fleet-check.js';
import { settleGaps } from './settle-gaps.js';
import type { RangeCounts, RunTerms } from './settle-range.js';
import { workRanges } from './work-ranges.js';

/** Every point at which a run may be cut off: between what is committed, and inside the transaction of a range. */
export const RUN_STEPS = [
  'run_found', 'range_computed', 'range_filled', 'range_marked', 'range_written', 'ranges_done', 'gaps_settled', 'fleet_checked', 'run_finished',
] as const;

/** The name of a step boundary. */
export type RunStep = (typeof RUN_STEPS)[number];

/** Everything a run needs from outside. */
export interface RunDeps {
  readonly dataSource: DataSource;
  /** Connections that work side by side; each has one range in hand. */
  readonly lanes: number;
  readonly fleetShareLimitBasisPoints: number;
  readonly wallNowMs: () => number;
  /** Called at each step boundary; tests stop the process here. */
  readonly step?: (name: RunStep) => Promise<void> | void;
}

/** How a run ended. */
export interface RunReport {
  readonly run: StoredRun;
  readonly counts: RangeCounts;
  readonly verdict: ReturnType<typeof checkFleet>;
}

/**
 * Settles one supply day for all accounts of one tenant: ranges, then the fleet check, then the release. The run must
 * have been opened. An interrupted run goes on where it stopped, several workers share its ranges, and a finished one
 * changes nothing. Payments go on meanwhile.
 */
export async function runDay(deps: RunDeps, tenantId: number, day: SupplyDay, terms: RunTerms): Promise<RunReport> {
  const run = await readRun(deps.dataSource, tenantId, day);
  await deps.step?.('run_found');
  if (hasEnded(run)) return reportOf(deps, run);
  await workRanges(deps, run, terms);
  await deps.step?.('ranges_done');
  // Of several workers one checks and releases; the others wait for it and report what it did.
  return aloneInRun(deps.dataSource, run, async () => {
    const now = await readRun(deps.dataSource, tenantId, day);
    return hasEnded(now) ? reportOf(deps, now) : closeRun(deps, now, terms);
  });
}

async function closeRun(deps: RunDeps, run: StoredRun, terms: RunTerms): Promise<RunReport> {
  await settleGaps(deps, run, terms);
  await deps.step?.('gaps_settled');
  const counts = { ...(await countsOf(deps.dataSource, run)), wishesLess: await wishesForLess(deps.dataSource, run) };
  const verdict = checkFleet(counts, run.accounts_total, deps.fleetShareLimitBasisPoints);
  await deps.step?.('fleet_checked');
  await finishRun(deps.dataSource, run, verdict, counts, terms.now, deps.wallNowMs());
  await deps.step?.('run_finished');
  return { run: { ...run, state: verdict.kind === 'release' ? 'released' : 'quarantined' }, counts, verdict };
}

function hasEnded(run: StoredRun): boolean {
  return run.state === 'released' || run.state === 'quarantined';
}

async function reportOf(deps: RunDeps, run: StoredRun): Promise<RunReport> {
  const verdict = run.state === 'released' ? ({ kind: 'release' } as const) : ({ kind: 'quarantine', why: run.why ?? '' } as const);
  return { run, counts: await countsOf(deps.dataSource, run), verdict };
}
