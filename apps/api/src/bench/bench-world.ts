import pg from 'pg';
import type { DataSource } from 'typeorm';
import { addDays, instantAt, type SupplyDay } from '@tegoed/prepayment-engine';
import { wallNowMs } from '../adapters/clock/wall-clock.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import type { RunDeps } from '../features/consumption/index.js';
import { readEnv } from '../env.schema.js';
import { type BenchTenant, makePopulation } from './population.js';

/** The first day that is settled; the homes begin on it. */
export const FIRST_DAY = '2026-05-04' as SupplyDay;

/** A database with one tenant's homes, and who looks at it: the application, and an administrator for figures. */
export interface BenchWorld {
  readonly accounts: number;
  readonly folder: string;
  readonly tenant: BenchTenant;
  readonly application: DataSource;
  readonly admin: pg.Client;
  readonly close: () => Promise<void>;
}

/** Makes the homes in an empty, migrated database. `folder` is for the files that are read. */
export async function openWorld(accounts: number, folder: string): Promise<BenchWorld> {
  const env = readEnv();
  const owner = new pg.Client({ connectionString: env.MIGRATION_DATABASE_URL });
  const admin = new pg.Client({ connectionString: adminUrlOf(env.ADMIN_DATABASE_URL ?? '', env.DATABASE_URL) });
  await owner.connect();
  await admin.connect();
  say(`making ${accounts} homes`);
  const tenant = await makePopulation(owner, accounts, FIRST_DAY);
  await owner.end();
  // Not vacuumed meanwhile: the log and the CPU time of that would be counted on our side.
  await admin.query(`create table copied_reading (ean text, register text, day date, wh bigint, quality text, primary key (ean, register, day))
    with (autovacuum_enabled = off)`);
  const application = await makeDataSource(env.DATABASE_URL, 6).initialize();
  const close = async (): Promise<void> => {
    await application.destroy();
    await admin.end();
  };
  return { accounts, folder, tenant, application, admin, close };
}

/** The day with this number, the first being 0. */
export function dayOf(index: number): SupplyDay {
  return addDays(FIRST_DAY, index);
}

/** Six in the morning after the day. */
export function morningAfter(day: SupplyDay): ReturnType<typeof instantAt> {
  return instantAt(addDays(day, 1), 6 * 60);
}

/** The run as the worker starts it with its shipped settings. */
export function runDeps(dataSource: DataSource): RunDeps {
  return { dataSource, lanes: 2, fleetShareLimitBasisPoints: 1_000, wallNowMs };
}

/** The middle one of some numbers; 0 of none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Two decimals are as much as a benchmark knows. */
export function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What is told on the way goes to the error stream; the output holds one line of JSON. */
export function say(text: string): void {
  console.error(text);
}

function adminUrlOf(adminUrl: string, databaseUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.toString();
}
