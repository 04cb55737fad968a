import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addDays, instantAt, type SupplyDay } from '@tegoed/prepayment-engine';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';
import { monotonicMs, wallNowMs } from '../adapters/clock/wall-clock.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import { requestRun, takeReadings, workRuns } from '../features/consumption/index.js';
import { cpuSeconds } from './cpu-seconds.js';
import { readEnv } from '../env.schema.js';
import { type BenchTenant, makePopulation, readingsFile } from './population.js';

/** One side of a pair, in milliseconds. */
interface Pair {
  readonly copy: Cost;
  readonly day: Cost;
}

interface Cost {
  readonly ms: number;
  readonly cpuSeconds: number;
}

const FIRST_DAY = '2026-05-04' as SupplyDay;
const ROUNDS = 4;

/**
 * Times the daily run, from the file to the release, against a COPY of the same file into a logged table with a primary
 * key, both in this run: shipped settings, application role with policies, a CHECKPOINT before each side, sides
 * interleaved, median of three days. Prints one JSON line at the end.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({ options: { accounts: { type: 'string', default: '130000' }, dir: { type: 'string', default: '/tmp' } } });
  const accounts = Number.parseInt(values.accounts, 10);
  const env = readEnv();
  const owner = new pg.Client({ connectionString: env.MIGRATION_DATABASE_URL });
  const admin = new pg.Client({ connectionString: adminUrlOf(env.ADMIN_DATABASE_URL ?? '', env.DATABASE_URL) });
  await owner.connect();
  await admin.connect();
  say(`making ${accounts} homes`);
  const tenant = await makePopulation(owner, accounts, FIRST_DAY);
  const application = await makeDataSource(env.DATABASE_URL, 6).initialize();
  await admin.query('create table if not exists copied_reading (ean text, register text, day date, wh bigint, quality text, primary key (ean, register, day))');
  const pairs: Pair[] = [];
  let last: Awaited<ReturnType<typeof settleDay>> | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const day = addDays(FIRST_DAY, round);
    const file = writeFile(values.dir, accounts, day, round);
    const copy = await timed(admin, () => copyBaseline(admin, file));
    const dayCost = await timed(admin, async () => (last = await settleDay(application, tenant, file, day)));
    pairs.push({ copy, day: dayCost });
    say(`day ${day}: COPY ${Math.round(copy.ms)} ms cpu ${round2(copy.cpuSeconds)}, day ${Math.round(dayCost.ms)} ms cpu ${round2(dayCost.cpuSeconds)} = ${round2(dayCost.ms / copy.ms)} / ${round2(dayCost.cpuSeconds / copy.cpuSeconds)}; ${JSON.stringify(last?.counts)}`);
    fs.rmSync(file);
  }
  const rerun = await timed(admin, async () => void (await workRuns(runDeps(application), tenant.tenantId, nowOf(addDays(FIRST_DAY, ROUNDS - 1)))));
  const ratio = median(pairs.map((pair) => pair.day.ms / pair.copy.ms));
  const changed = await rowsChangedByRerun(admin, application, tenant, addDays(FIRST_DAY, ROUNDS - 1));
  console.log(
    JSON.stringify({
      accounts,
      ratioToCopyWithPrimaryKey: round2(ratio),
      ratios: pairs.map((pair) => round2(pair.day.ms / pair.copy.ms)),
      copyMs: pairs.map((pair) => Math.round(pair.copy.ms)),
      dayMs: pairs.map((pair) => Math.round(pair.day.ms)),
      microsecondsPerAccount: round2((median(pairs.map((pair) => pair.day.ms)) * 1000) / accounts),
      rerunMs: Math.round(rerun.ms),
      rowsChangedByRerun: changed,
      hotUpdateShare: await hotShare(admin),
      peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
  await application.destroy();
  await owner.end();
  await admin.end();
}

function runDeps(dataSource: DataSource): Parameters<typeof workRuns>[0] {
  return { dataSource, lanes: 2, fleetShareLimitBasisPoints: 1_000, wallNowMs };
}

/** Six in the morning after the day. */
function nowOf(day: SupplyDay): ReturnType<typeof instantAt> {
  return instantAt(addDays(day, 1), 6 * 60);
}

async function settleDay(application: DataSource, tenant: BenchTenant, file: string, day: SupplyDay): Promise<{ counts: object }> {
  const start = monotonicMs();
  const taken = await takeReadings(application, tenant.tenantId, fs.readFileSync(file), nowOf(day));
  const marks = [monotonicMs()];
  await requestRun(application, tenant.tenantId, day, nowOf(day), wallNowMs());
  marks.push(monotonicMs());
  const [report] = await workRuns(runDeps(application), tenant.tenantId, nowOf(day));
  marks.push(monotonicMs());
  if (report === undefined || report.verdict.kind !== 'release') throw new Error(`the day was not released: ${JSON.stringify(report?.verdict)}`);
  say(`  take ${Math.round((marks[0] ?? 0) - start)} ms, open ${Math.round((marks[1] ?? 0) - (marks[0] ?? 0))} ms, run ${Math.round((marks[2] ?? 0) - (marks[1] ?? 0))} ms, taken ${taken.accepted}`);
  return report;
}

async function copyBaseline(admin: pg.Client, file: string): Promise<void> {
  const stream = admin.query(copyFrom(`copy copied_reading from stdin with (format csv, delimiter ';', header true)`));
  fs.createReadStream(file, { highWaterMark: 1 << 20 }).pipe(stream);
  await new Promise((resolve, reject) => stream.once('finish', resolve).once('error', reject));
}

async function timed(admin: pg.Client, work: () => Promise<unknown>): Promise<Cost> {
  await admin.query('checkpoint');
  const before = await cpuSeconds(admin) ?? 0;
  const start = monotonicMs();
  await work();
  const ms = monotonicMs() - start;
  return { ms, cpuSeconds: (await cpuSeconds(admin) ?? 0) - before };
}

async function rowsChangedByRerun(admin: pg.Client, application: DataSource, tenant: BenchTenant, day: SupplyDay): Promise<number> {
  const before = await fingerprint(admin);
  await requestRun(application, tenant.tenantId, day, nowOf(day), wallNowMs());
  await workRuns(runDeps(application), tenant.tenantId, nowOf(day));
  return (await fingerprint(admin)) - before;
}

async function fingerprint(admin: pg.Client): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    `select (select sum(version) from account_state) + (select count(*) from day_charge) + (select count(*) from journal) + (select count(*) from notice)
       + (select count(*) from supply_wish) + (select count(*) from general_ledger_line) as n`,
  );
  return Number(rows[0]?.n ?? 0);
}

async function hotShare(admin: pg.Client): Promise<number> {
  await admin.query('select pg_stat_force_next_flush()');
  const { rows } = await admin.query<{ share: string }>(`select round(n_tup_hot_upd::numeric / nullif(n_tup_upd, 0), 4) as share from pg_stat_user_tables where relname = 'account_state'`);
  return Number(rows[0]?.share ?? 0);
}

function writeFile(dir: string, accounts: number, day: SupplyDay, index: number): string {
  const file = path.join(dir, `tegoed-bench-${process.pid}-${day}.csv`);
  const out = fs.openSync(file, 'w');
  let block = '';
  for (const line of readingsFile(accounts, day, index)) {
    block += line;
    if (block.length > 1 << 20) {
      fs.writeSync(out, block);
      block = '';
    }
  }
  fs.writeSync(out, block);
  fs.closeSync(out);
  return file;
}

function adminUrlOf(adminUrl: string, databaseUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.toString();
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function say(text: string): void {
  console.error(text);
}

execFileSync('sync');
await bench();
