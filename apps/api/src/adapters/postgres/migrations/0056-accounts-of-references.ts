import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** The accounts that the references of a bank file may mean, by their indexes. */
export class AccountsOfReferences1000000000056 implements MigrationInterface {
  name = 'AccountsOfReferences1000000000056';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ACCOUNTS_OF_REFERENCES);
  }

  down = forwardOnly;
}

/**
 * A tenant sees a connection through its contracts, and that policy lists all of them for every statement: for a file of
 * many statements this took longer than everything else. Here the tenant is a condition of the join instead.
 */
const ACCOUNTS_OF_REFERENCES = `
create function accounts_of_references(p_references text[], p_ean13s text[]) returns table (
  account_id bigint, public_id uuid, reference text, ean text, active_from date, active_until date)
language sql stable rows 100 security definer set search_path = public as $$
  select a.account_id, a.public_id, a.reference, k.ean, lower(c.period), upper(c.period)
  from (select o.account_id from account o where o.reference = any(p_references)
    union select h.account_id from contract h join connection n using (connection_id) where right(n.ean, 13) = any(p_ean13s)) found
  join account a using (account_id) join contract c using (account_id) join connection k using (connection_id)
  where a.tenant_id = current_tenant() and c.tenant_id = current_tenant() $$;`;
