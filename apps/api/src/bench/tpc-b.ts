import { execFileSync, spawn } from 'node:child_process';
import pg from 'pg';
import { monotonicMs } from '../adapters/clock/wall-clock.js';

/** The transaction of pgbench, ready to be run: gives transactions per second. */
export interface TpcB {
  readonly with: 'pgbench' | 'pg';
  run(connections: number, seconds: number): Promise<number>;
}

/** One branch per 100,000 accounts, as pgbench has it. */
const SCALE = 13;
const ACCOUNTS = SCALE * 100_000;
const TELLERS = SCALE * 10;

/** Makes a database of 1.3 million accounts and measures with the system's pgbench, or with the same transaction here. */
export async function prepareTpcB(adminUrl: string): Promise<TpcB> {
  const url = new URL(adminUrl);
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query('create database tpcb');
  await admin.end();
  url.pathname = '/tpcb';
  if (hasPgbench()) {
    execFileSync('pgbench', ['-i', '-q', '-s', String(SCALE), url.toString()], { stdio: 'ignore' });
    return { with: 'pgbench', run: (connections, seconds) => runPgbench(url.toString(), connections, seconds) };
  }
  await fillTables(url.toString());
  return { with: 'pg', run: (connections, seconds) => runHere(url.toString(), connections, seconds) };
}

function hasPgbench(): boolean {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function runPgbench(url: string, connections: number, seconds: number): Promise<number> {
  const child = spawn('pgbench', ['-n', '-c', String(connections), '-j', String(Math.min(connections, 2)), '-T', String(seconds), url], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const tps = /tps = ([\d.]+)/.exec(said)?.[1];
  if (tps === undefined) throw new Error(`pgbench gave no figure: ${said}`);
  return Number.parseFloat(tps);
}

async function fillTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
    create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
    create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    insert into pgbench_branches select i, 0, '' from generate_series(1, ${SCALE}) i;
    insert into pgbench_tellers select i, (i - 1) / 10 + 1, 0, '' from generate_series(1, ${TELLERS}) i;
    insert into pgbench_accounts select i, (i - 1) / 100000 + 1, 0, '' from generate_series(1, ${ACCOUNTS}) i;`);
  await client.query('vacuum analyze');
  await client.end();
}

/** The seven statements of pgbench's own script, one by one as it sends them. */
async function runHere(url: string, connections: number, seconds: number): Promise<number> {
  const until = monotonicMs() + seconds * 1_000;
  const started = monotonicMs();
  const done = await Promise.all(Array.from({ length: connections }, async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    let count = 0;
    for (; monotonicMs() < until; count += 1) {
      const [aid, tid, bid, delta] = [anyOf(ACCOUNTS), anyOf(TELLERS), anyOf(SCALE), anyOf(10_000) - 5_000];
      await client.query('begin');
      await client.query(`update pgbench_accounts set abalance = abalance + ${delta} where aid = ${aid}`);
      await client.query(`select abalance from pgbench_accounts where aid = ${aid}`);
      await client.query(`update pgbench_tellers set tbalance = tbalance + ${delta} where tid = ${tid}`);
      await client.query(`update pgbench_branches set bbalance = bbalance + ${delta} where bid = ${bid}`);
      await client.query(`insert into pgbench_history (tid, bid, aid, delta, mtime) values (${tid}, ${bid}, ${aid}, ${delta}, current_timestamp)`);
      await client.query('end');
    }
    await client.end();
    return count;
  }));
  return done.reduce((sum, count) => sum + count, 0) / ((monotonicMs() - started) / 1_000);
}

function anyOf(most: number): number {
  return 1 + Math.floor(Math.random() * most);
}
