import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/**
 * Two places where transactions waited for one another in a circle. A moment that is due was one row for all who wrote it,
 * so that a second writer waited for the first one's commit: two that wrote the same two moments in different orders
 * waited for ever. And a single payment took its key before its account, a chunk of a file the account before the key:
 * the same payment by both ways waited for ever, too.
 */
export class OwnTurns1000000000045 implements MigrationInterface {
  name = 'OwnTurns1000000000045';

  async up(db: QueryRunner): Promise<void> {
    await db.query(OWN_DUES);
    await db.query(ACCOUNT_BEFORE_KEY);
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

const ACCOUNT_BEFORE_KEY = `
alter function post_entry(int, bigint, int, jsonb, jsonb) rename to write_entry;
-- One call = one transaction, as before; everybody takes the account first and keys after it.
create function post_entry(p_tenant int, p_account bigint, p_expected_version int, p_claims jsonb, p_entry jsonb) returns jsonb
language plpgsql as $$
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  if p_account is not null and jsonb_array_length(p_claims) > 0 then
    perform 1 from account_state where account_id = p_account for update;
  end if;
  return write_entry(p_tenant, p_account, p_expected_version, p_claims, p_entry);
end $$;`;
