import type { QueryRunner } from 'typeorm';

/** Database roles, their unset tenant and the one expression every policy reads: evaluated once per statement. */
export const CURRENT_TENANT = `
create function current_tenant() returns int language sql stable parallel safe
as $$ select nullif(current_setting('tegoed.tenant', true), '')::int $$`;

/**
 * Enables and forces row-level security on one table: the application sees and writes only rows of the tenant that
 * its transaction has set; without a tenant it sees nothing. The owner keeps an explicit policy, because force
 * would otherwise shut out the functions that run as the owner.
 */
export async function policeByTenant(db: QueryRunner, table: string, column: string): Promise<void> {
  await db.query(`
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy own_tenant on ${table} to tegoed_app
      using (${column} = (select current_tenant())) with check (${column} = (select current_tenant()));
    create policy owner_all on ${table} to tegoed_owner using (true) with check (true);`);
}

/** Gives the application role exactly these rights on these tables. */
export async function grantRows(db: QueryRunner, tables: readonly string[], rights: string): Promise<void> {
  for (const table of tables) await db.query(`grant ${rights} on ${table} to tegoed_app`);
}

/** Facts are never edited: a trigger refuses what a forgotten right would allow, for the owner too. */
export async function makeAppendOnly(db: QueryRunner, table: string): Promise<void> {
  await db.query(`
    create trigger append_only before update or delete on ${table}
    for each row execute function refuse_change_of_fact()`);
}

/** Migrations only go forward: a released database is corrected by a newer migration. */
export function forwardOnly(): Promise<void> {
  return Promise.reject(new Error('Migrations go forward only: write a newer one that corrects this one.'));
}
