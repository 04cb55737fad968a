import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Instant, instantAt, microEuro, type SupplyDay } from '@tegoed/prepayment-engine';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { monotonicMs, wallNowMs } from '../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import { readEnv } from '../env.schema.js';
import { bookChunk, bookTopUp, type IncomingPayment, type PaymentDeps } from '../features/payments/index.js';
import { makePopulation } from './population.js';
import { prepareTpcB, type TpcB } from './tpc-b.js';

const FIRST_DAY = '2026-05-04' as SupplyDay;
const NOW = instantAt(FIRST_DAY, 10 * 60);
const BATCH = 100;

/** What is measured, per second, each beside pgbench of the same number of connections. */
interface Side {
  readonly name: 'ratio1' | 'ratio4' | 'ratio8' | 'batchRatio' | 'hotRatio';
  readonly connections: number;
  readonly run: (bench: Bench, connections: number, seconds: number) => Promise<Pace>;
}

/** How fast it went: payments per second, and how long all but one in a hundred of the bookings took at most. */
interface Pace {
  readonly perSecond: number;
  readonly p99Ms: number;
}

interface Bench {
  readonly databaseUrl: string;
  readonly tenantId: number;
  readonly accounts: number;
}

const SIDES: readonly Side[] = [
  { name: 'ratio1', connections: 1, run: oneByOne },
  { name: 'ratio4', connections: 4, run: oneByOne },
  { name: 'ratio8', connections: 8, run: oneByOne },
  { name: 'batchRatio', connections: 8, run: inBatches },
  { name: 'hotRatio', connections: 8, run: onOneAccount },
];

/**
 * Times the posting of payments from Node (snapshot, engine, post; policies on, application role, shipped settings)
 * against the transaction of pgbench at 1.3 million accounts on the same cluster, sides interleaved, median of the
 * ratios. Prints one JSON line at the end.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: { accounts: { type: 'string', default: '130000' }, seconds: { type: 'string', default: '6' }, rounds: { type: 'string', default: '3' }, side: { type: 'string' } },
  });
  const [accounts, seconds, rounds] = [Number.parseInt(values.accounts, 10), Number.parseInt(values.seconds, 10), Number.parseInt(values.rounds, 10)];
  const env = readEnv();
  const owner = new pg.Client({ connectionString: env.MIGRATION_DATABASE_URL });
  await owner.connect();
  say(`making ${accounts} homes`);
  const { tenantId } = await makePopulation(owner, accounts, FIRST_DAY);
  const tpcB = await prepareTpcB(env.ADMIN_DATABASE_URL ?? '');
  say(`baseline: ${tpcB.with}, TPC-B, 1300000 accounts`);
  const measured = await measure({ databaseUrl: env.DATABASE_URL, tenantId, accounts }, tpcB, { seconds, rounds, only: values.side });
  const { rows } = await owner.query<{ deadlocks: string }>('select deadlocks from pg_stat_database where datname = current_database()');
  console.log(JSON.stringify({ ...measured, deadlocks: Number(rows[0]?.deadlocks), accounts, baseline: tpcB.with }));
  await owner.end();
}

async function measure(on: Bench, tpcB: TpcB, { seconds, rounds, only }: { seconds: number; rounds: number; only: string | undefined }): Promise<Record<string, number | object>> {
  const ratios = new Map<string, number[]>();
  const perSecond: Record<string, number[]> = {};
  const p99Ms: Record<string, number> = {};
  for (let round = 1; round <= rounds; round += 1) {
    for (const { name, connections, run } of SIDES.filter((side) => only === undefined || side.name === only)) {
      const baseline = await tpcB.run(connections, seconds);
      const ours = await run(on, connections, seconds);
      ratios.set(name, [...(ratios.get(name) ?? []), ours.perSecond / baseline]);
      perSecond[name] = [...(perSecond[name] ?? []), Math.round(ours.perSecond), Math.round(baseline)];
      p99Ms[name] = Math.max(p99Ms[name] ?? 0, Math.round(ours.p99Ms));
      say(`round ${round} ${name}: ${Math.round(ours.perSecond)} payments/s against ${Math.round(baseline)} = ${round2(ours.perSecond / baseline)}, p99 ${Math.round(ours.p99Ms)} ms`);
    }
  }
  return { ...Object.fromEntries([...ratios].map(([name, all]) => [name, round2(median(all))])), perSecond, p99Ms };
}

async function oneByOne(on: Bench, connections: number, seconds: number): Promise<Pace> {
  return lanes(on, connections, seconds, async (deps) => {
    await bookTopUp(deps, 1 + Math.floor(Math.random() * on.accounts), { tenantId: on.tenantId, payment: anyPayment(), now: NOW });
    return 1;
  });
}

async function onOneAccount(on: Bench, connections: number, seconds: number): Promise<Pace> {
  return lanes(on, connections, seconds, async (deps) => {
    await bookTopUp(deps, 1, { tenantId: on.tenantId, payment: anyPayment(), now: NOW });
    return 1;
  });
}

async function inBatches(on: Bench, connections: number, seconds: number): Promise<Pace> {
  return lanes(on, connections, seconds, async (deps) => {
    const payments = Array.from({ length: BATCH }, () => ({ payment: anyPayment(), lineNo: null, goesTo: { kind: 'account' as const, accountId: 1 + Math.floor(Math.random() * on.accounts) } }));
    await bookChunk(deps, { tenantId: on.tenantId, now: NOW, batch: { kind: 'bench', id: randomUUID() }, payments });
    return BATCH;
  });
}

/** Lets every connection do one piece of work after another; `work` gives how many payments it booked. */
async function lanes(on: Bench, connections: number, seconds: number, work: (deps: PaymentDeps) => Promise<number>): Promise<Pace> {
  const dataSource: DataSource = await makeDataSource(on.databaseUrl, connections).initialize();
  const deps: PaymentDeps = { dataSource, terms: new AccountTermsReader(dataSource), wallNowMs };
  await Promise.all(Array.from({ length: connections }, () => work(deps)));
  const started = monotonicMs();
  const until = started + seconds * 1_000;
  const tookMs: number[] = [];
  const done = await Promise.all(Array.from({ length: connections }, async () => {
    let count = 0;
    for (let begun = started; begun < until; begun = monotonicMs()) {
      count += await work(deps);
      tookMs.push(monotonicMs() - begun);
    }
    return count;
  }));
  const perSecond = done.reduce((sum, count) => sum + count, 0) / ((monotonicMs() - started) / 1_000);
  await dataSource.destroy();
  return { perSecond, p99Ms: tookMs.toSorted((a, b) => a - b)[Math.floor(tookMs.length * 0.99)] ?? 0 };
}

function anyPayment(): IncomingPayment {
  const paymentId = randomUUID();
  const amountMicroEuro = microEuro(10_000 * (500 + Math.floor(Math.random() * 9_500)));
  return {
    paymentId, channel: 'terminal', externalId: paymentId, contentHash: paymentId.replaceAll('-', '').repeat(2), amountMicroEuro, paidAt: NOW as Instant,
    referenceText: '000000000197', payerName: null, payerIban: null, inboxId: null,
  };
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

await bench();
