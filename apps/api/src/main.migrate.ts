import { makeMigrationDataSource } from './adapters/postgres/data-source.js';
import { prepareDatabase } from './adapters/postgres/prepare-database.js';
import { readEnv } from './env.schema.js';

/** Entry point: brings the database to the newest shape and ends. */
async function migrate(): Promise<void> {
  const env = readEnv();
  if (!env.MIGRATION_DATABASE_URL) throw new Error('MIGRATION_DATABASE_URL is needed to migrate: the owner role of the database.');
  if (env.ADMIN_DATABASE_URL) await prepareDatabase(env.ADMIN_DATABASE_URL, env.MIGRATION_DATABASE_URL, env.DATABASE_URL);
  const dataSource = makeMigrationDataSource(env.MIGRATION_DATABASE_URL);
  await dataSource.initialize();
  const done = await dataSource.runMigrations();
  await dataSource.destroy();
  console.log(done.length === 0 ? 'database is up to date' : `database migrated: ${done.map((m) => m.name).join(', ')}`);
}

await migrate().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
