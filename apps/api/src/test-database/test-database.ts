import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { makeDataSource, makeMigrationDataSource } from '../adapters/postgres/data-source.js';
import { envSchema, type Env } from '../env.schema.js';
import { ensureTemplate, roleUrls } from './template.js';
import { TEST_DATA_KEY, TEST_INDEX_KEY } from './test-keys.js';

/** A migrated database of its own for one spec file. */
export interface TestDatabase {
  /** The application role: policed, never the owner. */
  readonly application: DataSource;
  /** The owner role: sees all tenants; for arranging and for looking. */
  readonly owner: DataSource;
  /** A complete environment that points at this database. */
  readonly env: Env;
  /** Closes both pools and drops the database. */
  close(): Promise<void>;
}

/**
 * Clones the migrated template. Call it in `beforeAll` and `close()` in `afterAll`. Needs TEST_ADMIN_DATABASE_URL,
 * which the global setup of the int specs gives.
 */
export async function openTestDatabase(settings: Readonly<Record<string, string>> = {}): Promise<TestDatabase> {
  const adminUrl = process.env['TEST_ADMIN_DATABASE_URL'];
  if (!adminUrl) throw new Error('TEST_ADMIN_DATABASE_URL is not set: run this spec in the vitest project "int".');
  const name = `tegoed_spec_${randomBytes(6).toString('hex')}`;
  const template = await ensureTemplate(adminUrl);
  await asAdmin(adminUrl, `create database ${name} template ${template} owner tegoed_owner`);
  // Rights on the database itself are not cloned.
  await asAdmin(adminUrl, `grant temporary, create on database ${name} to tegoed_app`);
  const urls = roleUrls(adminUrl, name);
  const application = await makeDataSource(urls.application, 8).initialize();
  const owner = await makeMigrationDataSource(urls.owner).initialize();
  return {
    application,
    owner,
    env: testEnv(urls.application, settings),
    close: async () => {
      await application.destroy();
      await owner.destroy();
      await asAdmin(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

function testEnv(databaseUrl: string, settings: Readonly<Record<string, string>>): Env {
  return envSchema.parse({
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: '4',
    DATA_KEY: TEST_DATA_KEY,
    BLIND_INDEX_KEY: TEST_INDEX_KEY,
    SANDBOX_KEY: 'tgd_test_key-of-the-sandbox-in-tests',
    ...settings,
  });
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
