import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { othersAtWork, type StoredRun } from '../../adapters/postgres/day-run/run-store.js';

/** A run gives way to what people do, and still ends before the morning: it never takes more than three and a half times as long. */
const REST_PER_WORK = 2.5;
const LONGEST_REST_MS = 2_000;

/**
 * Called between two ranges: while others have work in the database, a lane rests in proportion to what it just worked.
 * Nobody waits for the run then; the run waits for them.
 */
export async function giveWay(client: pg.ClientBase, run: StoredRun, workedMs: number): Promise<void> {
  if ((await othersAtWork(client, run)) === 0) return;
  await pause(Math.min(LONGEST_REST_MS, workedMs * REST_PER_WORK));
}
