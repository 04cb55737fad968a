import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CURRENT_TENANT, forwardOnly } from './row-level-security.js';

/** What every later migration leans on: the tenant of the transaction. */
export class Foundations1000000000000 implements MigrationInterface {
  name = 'Foundations1000000000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(CURRENT_TENANT);
    await db.query(`grant usage on schema public to tegoed_app, tegoed_scheduler`);
  }

  down = forwardOnly;
}
