import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** Until which day a supplier's homes were really measured: what is older than that must not cut anybody. */
export class ReadingFreshness1000000000040 implements MigrationInterface {
  name = 'ReadingFreshness1000000000040';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table reading_freshness (
        tenant_id int primary key,
        measured_until date not null
      )`);
    await policeByTenant(db, 'reading_freshness', 'tenant_id');
    await grantRows(db, ['reading_freshness'], 'select, insert, update');
  }

  down = forwardOnly;
}
