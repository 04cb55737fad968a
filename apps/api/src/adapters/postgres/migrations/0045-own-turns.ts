import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/**
 * A moment that is due was one row for all who wrote it, so that a second writer waited for the first one's commit: two
 * that wrote the same two moments in different orders waited for ever.
 */
export class OwnTurns1000000000045 implements MigrationInterface {
  name = 'OwnTurns1000000000045';

  async up(db: QueryRunner): Promise<void> {
    await db.query(OWN_DUES);
  }

  down = forwardOnly;
}

const OWN_DUES = `
-- A session has one transaction at a time, so rows that carry its number are never waited for. A moment has as many rows
-- as sessions wrote it, and goes with all of them.
create function own_due() returns trigger language plpgsql as $$
begin
  new.ref := pg_backend_pid()::text;
  return new;
end $$;
create trigger own_due before insert on due for each row when (new.ref = '') execute function own_due();`;
