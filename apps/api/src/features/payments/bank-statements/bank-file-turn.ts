import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { withClient } from '../../../adapters/postgres/tenant-transaction.js';

/** Namespace of the advisory locks on a tenant's bank files. */
const LOCK_SPACE = 7300;
const ASK_AGAIN_MS = 100;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Does work on the bank files of a tenant while nobody else does, in any process: what one file tells must be known
 * before the next one is read. In one process files wait for each other whoever they belong to, so that they leave
 * connections to everybody else. The lock goes with its connection, so a process that dies holds up nobody.
 */
export function inBankFileTurn<Result>(dataSource: DataSource, tenantId: number, work: () => Promise<Result>): Promise<Result> {
  const mine = turn.then(() => waited(dataSource, tenantId, work));
  turn = mine.catch(() => undefined);
  return mine;
}

async function waited<Result>(dataSource: DataSource, tenantId: number, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    const outcome = await attempt(dataSource, tenantId, work);
    if (outcome.kind === 'done') return outcome.result;
    await pause(ASK_AGAIN_MS);
  }
}

/** The same, unless somebody else is at it: then nothing is done. */
export async function attempt<Result>(dataSource: DataSource, tenantId: number, work: () => Promise<Result>): Promise<{ kind: 'done'; result: Result } | { kind: 'busy' }> {
  return withClient(dataSource, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, $2) as mine', [LOCK_SPACE, tenantId]);
    if (rows[0]?.mine !== true) return { kind: 'busy' };
    try {
      return { kind: 'done', result: await work() };
    } finally {
      await client.query('select pg_advisory_unlock($1, $2)', [LOCK_SPACE, tenantId]);
    }
  });
}
