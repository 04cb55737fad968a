import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { instant, microEuro } from '@tegoed/prepayment-engine';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { monotonicMs, wallNowMs } from '../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import { BellRinger } from '../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../adapters/queue/ring-bells.js';
import { readEnv, type Env } from '../env.schema.js';
import { bookTopUp, type PaymentDeps } from '../features/payments/index.js';
import { type AmmStandIn, openAmm } from './amm-stand-in.js';
import { makeDarkHomes, serialOf } from './dark-homes.js';

/** Payments before the measured ones, while statements are planned and code is compiled. */
const WARM_UP = 100;
const PATIENCE_MS = 120_000;

interface Payer {
  readonly tenantId: number;
  readonly deps: PaymentDeps;
  readonly bells: BellRinger;
  /** When the payment of an account was committed. */
  readonly committedAt: Map<number, number>;
}

/**
 * Times from the commit of a payment until the order that gives supply back is at the AMM, with the real worker as a
 * process of its own, at a steady rate of payments that does not wait for anything (an open loop). All homes belong to
 * one supplier, which is the hardest case: work of one supplier is done by one worker. Prints the distribution and one
 * JSON line at the end.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({ options: { rate: { type: 'string', default: '100' }, seconds: { type: 'string', default: '30' } } });
  const [rate, seconds] = [Number.parseInt(values.rate, 10), Number.parseInt(values.seconds, 10)];
  const env = readEnv();
  const homes = WARM_UP + rate * seconds;
  console.log(`making ${homes} homes on 10 A`);
  const owner = new pg.Client({ connectionString: env.MIGRATION_DATABASE_URL });
  await owner.connect();
  const { tenantId } = await makeDarkHomes(owner, homes, instant(wallNowMs()));
  await owner.end();
  const amm = await openAmm(env.AMM_URL);
  const worker = await startWorker();
  const dataSource = await makeDataSource(env.DATABASE_URL, 8).initialize();
  const payer = await openPayer(env, dataSource, tenantId);
  await payAll(payer, 1, WARM_UP, rate);
  await untilHanded(amm, payer, WARM_UP);
  console.log(`${rate} payments a second for ${seconds} seconds`);
  const startedAt = monotonicMs();
  await payAll(payer, WARM_UP + 1, homes, rate);
  const paidPerSecond = ((homes - WARM_UP) * 1_000) / (monotonicMs() - startedAt);
  await untilHanded(amm, payer, homes);
  report(amm, payer, homes, paidPerSecond);
  worker.kill('SIGTERM');
  await payer.bells.close();
  await dataSource.destroy();
  await amm.close();
}

/** The worker as it is shipped; it inherits the environment, which names the AMM that stands here. */
async function startWorker(): Promise<ChildProcess> {
  const worker = spawn(process.execPath, [path.join(import.meta.dirname, '../main.worker.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    worker.stdout?.on('data', (text: Buffer) => (text.toString().includes('worker ready') ? resolve() : undefined));
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
  return worker;
}

async function openPayer(env: Env, dataSource: DataSource, tenantId: number): Promise<Payer> {
  return {
    tenantId,
    deps: { dataSource, terms: new AccountTermsReader(dataSource), wallNowMs },
    bells: await BellRinger.open({ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL }),
    committedAt: new Map(),
  };
}

/** Pays for the accounts from first to last at a steady rate, whatever becomes of the earlier payments. */
async function payAll(payer: Payer, first: number, last: number, rate: number): Promise<void> {
  const startedAt = monotonicMs();
  const payments: Promise<void>[] = [];
  for (let accountId = first; accountId <= last; accountId += 1) {
    const waitMs = startedAt + ((accountId - first) * 1_000) / rate - monotonicMs();
    if (waitMs > 1) await pause(waitMs);
    payments.push(pay(payer, accountId));
  }
  await Promise.all(payments);
}

async function pay({ tenantId, deps, bells, committedAt }: Payer, accountId: number): Promise<void> {
  const now = instant(wallNowMs());
  const payment = {
    paymentId: randomUUID(), channel: 'terminal', externalId: `bench-${accountId}`, contentHash: '00', amountMicroEuro: microEuro(20_000_000), paidAt: now,
    referenceText: null, payerName: null, payerIban: null, inboxId: null,
  } as const;
  const outcome = await bookTopUp(deps, accountId, { tenantId, payment, now });
  if (outcome.kind !== 'booked') throw new Error(`payment of account ${accountId}: ${outcome.kind}`);
  committedAt.set(accountId, monotonicMs());
  ringBells(bells, tenantId, MONEY_BELLS);
}

async function untilHanded(amm: AmmStandIn, payer: Payer, count: number): Promise<void> {
  const until = monotonicMs() + PATIENCE_MS;
  while (amm.handedAt.size < count) {
    if (monotonicMs() > until) throw new Error(`only ${amm.handedAt.size} of ${payer.committedAt.size} orders reached the AMM`);
    await pause(20);
  }
}

function report(amm: AmmStandIn, payer: Payer, homes: number, paidPerSecond: number): void {
  const waits: number[] = [];
  for (let accountId = WARM_UP + 1; accountId <= homes; accountId += 1)
    waits.push((amm.handedAt.get(serialOf(accountId)) ?? Infinity) - (payer.committedAt.get(accountId) ?? 0));
  waits.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(waits[Math.min(waits.length - 1, Math.ceil(waits.length * share) - 1)] ?? Infinity);
  console.log('payment committed -> order handed to the AMM');
  for (const share of [0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]) console.log(`  ${(share * 100).toFixed(1).padStart(5)} %  ${String(at(share)).padStart(6)} ms`);
  console.log(JSON.stringify({ payments: waits.length, paidPerSecond: Math.round(paidPerSecond), p50Ms: at(0.5), p90Ms: at(0.9), p99Ms: at(0.99), maxMs: at(1) }));
}

await bench();
