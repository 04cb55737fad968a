import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { countsOf, type StoredRun } from '../../adapters/postgres/day-run/run-store.js';

/** A run as it is told to people and programs: how far it is, how fast, how long still. */
export interface RunAnswer {
  readonly id: string;
  readonly day: string;
  readonly state: StoredRun['state'];
  readonly accountsTotal: number;
  readonly accountsDone: number;
  readonly read: number;
  readonly rated: number;
  readonly estimated: number;
  readonly missing: number;
  readonly held: number;
  readonly rejected: number;
  readonly wishesLess: number;
  readonly wishesMore: number;
  readonly notices: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly accountsPerSecond: number;
  readonly remainingSeconds: number | null;
  readonly why: string | null;
  /** Readings that need a person or the per-account path, by reason; the most frequent first. */
  readonly reasons: readonly RunReason[];
}

/** How many readings of a run were not simply rated, for one reason. */
export interface RunReason {
  readonly reason: string;
  readonly readings: number;
}

/** Rate and remaining time are of the wall: they are for the person who waits. */
export async function answerOfRun(dataSource: DataSource, run: StoredRun, wallNowMs: number): Promise<RunAnswer> {
  const { accounts, reasons, ...counts } = await countsOf(dataSource, run);
  const seconds = Math.max(1, (run.finished_wall_at ?? wallNowMs) - run.started_wall_at) / 1000;
  const rate = Math.round(accounts / seconds);
  const remaining = run.finished_at !== null || rate === 0 ? null : Math.ceil((run.accounts_total - accounts) / rate);
  return {
    id: run.public_id,
    day: run.day,
    state: run.state,
    accountsTotal: run.accounts_total,
    accountsDone: accounts,
    ...counts,
    startedAt: isoOf(run.started_at),
    finishedAt: run.finished_at === null ? null : isoOf(run.finished_at),
    accountsPerSecond: rate,
    remainingSeconds: remaining,
    why: run.why,
    reasons: Object.entries(reasons).map(([reason, readings]) => ({ reason, readings })),
  };
}
