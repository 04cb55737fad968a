import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { makeMigrationDataSource } from '../adapters/postgres/data-source.js';
import { prepareDatabase } from '../adapters/postgres/prepare-database.js';

const MIGRATIONS = new URL('../adapters/postgres/migrations/', import.meta.url);
const TEMPLATE_LOCK = 7100;

/** Addresses of one test database for the two roles of the product. */
export interface RoleUrls {
  readonly owner: string;
  readonly application: string;
}

/** Addresses of a database of this name on the cluster of the superuser's address. */
export function roleUrls(adminUrl: string, database: string): RoleUrls {
  const of = (role: string): string => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = 'only-for-tests';
    url.pathname = `/${database}`;
    return url.toString();
  };
  return { owner: of('tegoed_owner'), application: of('tegoed_app') };
}

/**
 * Makes the migrated template once per shape of the database and gives its name. Its name holds a hash of the
 * migrations, so that a cluster that outlives a run never serves an old shape; a lock lets one spec file make it.
 */
export async function ensureTemplate(adminUrl: string): Promise<string> {
  const template = `tegoed_template_${await hashOfMigrations()}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const ready = await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    if (ready.rowCount === 0) await makeTemplate(admin, adminUrl, template);
  } finally {
    await admin.end();
  }
  return template;
}

async function makeTemplate(admin: pg.Client, adminUrl: string, template: string): Promise<void> {
  const urls = roleUrls(adminUrl, template);
  await prepareDatabase(adminUrl, urls.owner, urls.application);
  const owner = makeMigrationDataSource(urls.owner);
  await owner.initialize();
  await owner.runMigrations();
  await owner.destroy();
  await admin.query(`alter database ${template} is_template true`);
}

async function hashOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).toSorted()) hash.update(await readFile(new URL(name, MIGRATIONS)));
  return hash.digest('hex').slice(0, 12);
}
