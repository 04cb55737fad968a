import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from './index.js';

/** Tables without a policy, each with the reason why. */
const WITHOUT_POLICY = new Map([
  ['migrations', 'names of migrations, no tenant data, no right for the application'],
]);
const FACTS = ['day_charge', 'journal', 'general_ledger_line', 'claim', 'supply_history', 'command_step', 'notice_step'];

let db: TestDatabase;
let ours: TestTenant;
let theirs: TestTenant;
let contract: TestContract;

beforeAll(async () => {
  db = await openTestDatabase();
  ours = await makeTenant(db.owner);
  theirs = await makeTenant(db.owner);
  contract = await makeContract(db.application, ours.tenantId);
  await db.application.query(`select ensure_month('2026-09-01')`);
  await fillFacts();
});
afterAll(async () => db?.close());

/** One row of each kind of fact at our tenant. */
async function fillFacts(): Promise<void> {
  await inTenant(db.application, ours.tenantId, async (tx) => {
    const at = '2026-09-01T10:00:00Z';
    await tx.query(`insert into journal (account_id, tenant_id, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at)
      values (0, $1, 'bank', 'suspense', 5000000, 'clearing', 'test', '1', $2, $2, $2)`, [tx.tenantId, at]);
    await tx.query(`insert into day_charge (day, account_id, seq, tenant_id, entry_no, tariff_version_id, quality, use1, energy_wh, energy_micro_euro,
      network_micro_euro, capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro, from_credit_micro_euro,
      to_debt_supply_micro_euro, to_debt_protected_micro_euro, credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, recorded_at)
      values ('2026-09-01', $2, 0, $1, 1, 1, 0, 5000, 5000, 100, 0, 0, 0, 0, 0, 100, 0, 100, 0, 0, 100, 0, $3)`, [tx.tenantId, contract.accountId, at]);
    await tx.query(`insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
      values ($1, 'test', '1', 'bank', 5, 0, '2026-09-01', $2)`, [tx.tenantId, at]);
    await tx.query(`insert into claim values ($1, 'test', '1', '\\x00', '{}', $2)`, [tx.tenantId, at]);
    await tx.query(`insert into supply_history values ($2, $1, 'on', 'read_back', $3, $3)`, [tx.tenantId, contract.accountId, at]);
    await tx.query(`insert into command_step (account_id, command_id, tenant_id, to_state, event, occurred_at)
      values ($2, gen_random_uuid(), $1, 'requested', '{}', $3)`, [tx.tenantId, contract.accountId, at]);
    await tx.query(`insert into notice_step (account_id, notice_id, tenant_id, what, occurred_at, wall_at)
      values ($2, gen_random_uuid(), $1, 'sent', $3, $3)`, [tx.tenantId, contract.accountId, at]);
  });
}

interface Table { name: string; forced: boolean; is_partition: boolean; readable: boolean; writable: boolean }

async function tables(): Promise<Table[]> {
  return db.owner.query<Table[]>(`
    select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, c.relispartition as is_partition,
      has_table_privilege('tegoed_app', c.oid, 'select') as readable,
      has_table_privilege('tegoed_app', c.oid, 'insert, update, delete, truncate') as writable
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`);
}

async function countIn(tenantId: number | null, table: string): Promise<number> {
  const count = async (query: (sql: string) => Promise<{ n: number }[]>): Promise<number> => (await query(`select count(*)::int as n from ${table}`))[0]!.n;
  if (tenantId === null) return count((sql) => db.application.query(sql));
  return inTenant(db.application, tenantId, (tx) => count((sql) => tx.query(sql)));
}

describe('the walls between tenants', () => {
  it('stand on every table and partition: row-level security enabled and forced', async () => {
    const open = (await tables()).filter((table) => !table.forced && !WITHOUT_POLICY.has(table.name));
    expect(open.map((table) => table.name)).toEqual([]);
  });

  it('have no back door: the application has no right on any partition', async () => {
    const partitions = (await tables()).filter((table) => table.is_partition);
    expect(partitions.length).toBeGreaterThan(0);
    expect(partitions.filter((table) => table.readable || table.writable)).toEqual([]);
  });

  it('show nothing that belongs to a tenant when no tenant is set', async () => {
    const toAll = new Set(['meter_model', 'gas_factor', 'gas_station', 'ocmw', 'cut_permit', 'policy']);
    const readable = (await tables()).filter((table) => table.readable && !toAll.has(table.name));
    expect(readable.length).toBeGreaterThan(25);
    for (const { name } of readable) expect([name, await countIn(null, name)]).toEqual([name, 0]);
  });

  it('show our rows to us and none of them to another tenant', async () => {
    const filled = ['contract', 'account', 'account_state', 'household', 'person', 'connection', 'meter', 'meter_placement', 'supply_state',
      'tariff', 'tariff_version', 'tariff_assignment', 'policy_assignment', ...FACTS];
    for (const name of filled) {
      expect([name, await countIn(ours.tenantId, name)]).toEqual([name, expect.toSatisfy((n: number) => n > 0)]);
      expect([name, await countIn(theirs.tenantId, name)]).toEqual([name, 0]);
    }
    expect(await countIn(theirs.tenantId, 'tenant')).toBe(1);
  });

  it('hold for a statement that was planned for another tenant on the same connection', async () => {
    const seen = (tenantId: number): Promise<number> => inTenant(db.application, tenantId, async (tx) =>
      (await tx.one<{ n: number }>('select count(*)::int as n from account_state join connection on true where account_id = $1', [contract.accountId])).n);
    // The server plans for all values from the sixth time on.
    for (let time = 0; time < 8; time += 1) expect([await seen(ours.tenantId), await seen(theirs.tenantId)]).toEqual([1, 0]);
  });

  it('refuse a row written in another tenant’s name', async () => {
    const write = inTenant(db.application, theirs.tenantId, (tx) =>
      tx.query(`insert into note (tenant_id, account_id, text, author, occurred_at) values ($1, 1, 'x', 'y', now())`, [ours.tenantId]));
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('bind the application: not the owner of anything, not above the policies', async () => {
    const [role] = await db.owner.query<[{ bypass: boolean; super: boolean; owned: number }]>(`
      select rolbypassrls as bypass, rolsuper as super,
        (select count(*)::int from pg_class where relowner = pg_roles.oid and relnamespace = 'public'::regnamespace) as owned
      from pg_roles where rolname = 'tegoed_app'`);
    expect(role).toEqual({ bypass: false, super: false, owned: 0 });
  });

  it.each(FACTS)('let nobody change or delete a row of %s, not even the owner', async (table) => {
    const inOurs = (sql: string): Promise<unknown> => inTenant(db.application, ours.tenantId, (tx) => tx.query(sql));
    await expect(inOurs(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow(/permission denied/);
    await expect(inOurs(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    await expect(db.owner.query(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow(/never changed/);
    await expect(db.owner.query(`delete from ${table}`)).rejects.toThrow(/never changed/);
  });
});
