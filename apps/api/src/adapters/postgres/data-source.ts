import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

/**
 * Money and ids are bigint in the database and safe integers here; a value outside the safe range is a bug and
 * throws instead of rounding. Dates stay civil days as text, because a day has no time zone.
 */
export function readDatabaseTypesExactly(): void {
  pg.types.setTypeParser(INT8, (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new Error(`bigint outside the safe range: ${text}`);
    return value;
  });
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(TIMESTAMPTZ, (text) => new Date(text).getTime());
}

/** The application's connection pool; TypeORM owns it, the hot paths borrow its clients. */
export function makeDataSource(url: string, poolSize: number): DataSource {
  readDatabaseTypesExactly();
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    synchronize: false,
    entities,
    applicationName: 'tegoed',
    extra: { options: '-c timezone=UTC' },
  });
}

/** The owner's connection: runs migrations, nothing else. */
export function makeMigrationDataSource(url: string): DataSource {
  readDatabaseTypesExactly();
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: 2,
    synchronize: false,
    migrations,
    migrationsTransactionMode: 'each',
    applicationName: 'tegoed-migrate',
    extra: { options: '-c timezone=UTC' },
  });
}
