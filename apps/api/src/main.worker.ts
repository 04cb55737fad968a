import { setTimeout as pause } from 'node:timers/promises';
import { wallNowMs } from './adapters/clock/wall-clock.js';
import { PersonalData } from './adapters/crypto/index.js';
import { AccountTermsReader } from './adapters/postgres/account-terms.js';
import { makeDataSource } from './adapters/postgres/data-source.js';
import { readServedTenants } from './adapters/postgres/due-store.js';
import { answerBells, type Bell } from './adapters/queue/bells.js';
import { tellWorld } from './adapters/sandbox/tell-world.js';
import { readEnv } from './env.schema.js';
import { makeProviderWork } from './features/checkout/index.js';
import { makeSending } from './features/notices/index.js';
import { makeSupplyRuntime, restoreSupply } from './features/supply/index.js';
import { Scheduler } from './worker/scheduler.js';
import { timeOf, workKind, type WorkDeps } from './worker/tenant-work.js';

/** Entry point: everything that happens by itself. Rows in the database say what there is to do; bells say when to look. */
const env = readEnv();
if (env.AMM_SIGNING_KEY === undefined) throw new Error('The worker needs AMM_SIGNING_KEY: without it no meter can be ordered to give supply back.');
const dataSource = await makeDataSource(env.DATABASE_URL, env.DATABASE_POOL).initialize();
const people = new PersonalData(env.DATA_KEY, env.BLIND_INDEX_KEY);
const report = (what: string, error: unknown): void => {
  console.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
};

const deps: WorkDeps = {
  dataSource,
  supplyFor: makeSupplyRuntime(env, dataSource),
  sending: makeSending(env, dataSource, people),
  bankFiles: { dataSource, people, terms: new AccountTermsReader(dataSource), wallNowMs },
  dropFolder: env.READINGS_DROP_FOLDER,
  runs: { dataSource, lanes: env.RUN_LANES, fleetShareLimitBasisPoints: env.FLEET_SHARE_LIMIT_BASIS_POINTS, wallNowMs },
  cardPayments: makeProviderWork(env, dataSource, report),
};

const scheduler = new Scheduler({
  ...deps,
  wallNowMs,
  onError: report,
  pause: (ms) => pause(ms),
  tellWorld: (worldPublicId, now) => tellWorld(env.SIMULATOR_URL, worldPublicId, now),
});

/** A bell for a tenant whose sandbox clock is moving is left to the clock, which does everything at its stop. */
async function answer(bell: Bell): Promise<void> {
  const tenant = (await readServedTenants(dataSource)).find((one) => one.tenantId === bell.tenantId);
  if (tenant === undefined || tenant.world?.advancingTo != null) return;
  const now = timeOf(wallNowMs(), tenant.world?.offsetMs ?? 0);
  if (bell.kind === 'supply') return scheduler.serialised(bell.tenantId, () => restore(bell.tenantId, tenant.world?.worldId ?? null, now), 'restore');
  await scheduler.serialised(bell.tenantId, () => workKind(deps, bell.tenantId, tenant.world?.worldId ?? null, bell.kind, now));
}

/** What a payment waits for; whatever else switching has to do is found by the sweep within seconds. */
async function restore(tenantId: number, worldId: number | null, now: ReturnType<typeof timeOf>): Promise<void> {
  await restoreSupply(deps.supplyFor(worldId), tenantId, now);
}

const bells = await answerBells({ databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL }, answer, (bell, error) => report(`bell ${bell?.kind ?? ''}`, error));
const running = scheduler.run();
console.log('worker ready');

async function stop(): Promise<void> {
  scheduler.stop();
  await bells.close();
  await running;
  await dataSource.destroy();
  process.exit(0);
}
process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
