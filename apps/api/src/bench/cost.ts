import { monotonicMs } from '../adapters/clock/wall-clock.js';
import { type BenchWorld } from './bench-world.js';
import { cpuSeconds } from './cpu-seconds.js';

/** What a piece of work took. */
export interface Cost {
  readonly ms: number;
  /** Of this process and the whole server; null where the system does not tell. */
  readonly cpuSeconds: number | null;
  readonly walBytes: number;
}

/** Runs work after a CHECKPOINT, so that each side of a pair logs its own full pages, and says what it took. */
export async function costOf({ admin }: BenchWorld, work: () => Promise<unknown>): Promise<Cost> {
  await admin.query('checkpoint');
  const [cpuBefore, walBefore] = [await cpuSeconds(admin), await walPosition(admin)];
  const start = monotonicMs();
  await work();
  const ms = monotonicMs() - start;
  const cpuAfter = await cpuSeconds(admin);
  return { ms, cpuSeconds: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore, walBytes: (await walPosition(admin)) - walBefore };
}

/** Bytes on disk of everything but the table that the plain COPY fills. */
export async function diskBytes({ admin }: BenchWorld): Promise<number> {
  return one(admin, `select sum(pg_total_relation_size(oid)) as value from pg_class where relkind = 'r' and relname <> 'copied_reading'`);
}

/** The share of updates of the states that stayed on their page since the counting began. */
export async function hotUpdateShare({ admin }: BenchWorld): Promise<number> {
  await admin.query('select pg_stat_force_next_flush()');
  return one(admin, `select n_tup_hot_upd::numeric / nullif(n_tup_upd, 0) as value from pg_stat_user_tables where relname = 'account_state'`);
}

/** A number that every entry, state, wish and notice changes. */
export async function fingerprint({ admin }: BenchWorld): Promise<number> {
  return one(
    admin,
    `select (select sum(version) from account_state) + (select count(*) from day_charge) + (select count(*) from journal) + (select count(*) from notice)
       + (select count(*) from supply_wish) + (select count(*) from general_ledger_line) as value`,
  );
}

async function walPosition(admin: BenchWorld['admin']): Promise<number> {
  return one(admin, `select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as value`);
}

async function one(admin: BenchWorld['admin'], sql: string): Promise<number> {
  const { rows } = await admin.query<{ value: string }>(sql);
  return Number(rows[0]?.value ?? 0);
}
