import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordFits } from '../../../adapters/crypto/index.js';
import { AccountTermsReader } from '../../../adapters/postgres/account-terms.js';
import { openTestDatabase, testPersonalData, type TestDatabase } from '../../../test-database/index.js';
import { readHomes } from '../homes.js';
import { readWorlds } from '../worlds.js';
import { seedPilot, type PilotDeps, type SeededPilot } from './seed-pilot.js';

/** Monday 23 November 2026, 20:00 in Brussels; sixty days before it is 24 September, in summer time. */
const WALL_NOW = Date.UTC(2026, 10, 23, 19);

let db: TestDatabase;
let deps: PilotDeps;
let seeded: SeededPilot;

beforeAll(async () => {
  db = await openTestDatabase();
  deps = {
    dataSource: db.application, personalData: testPersonalData, termsReader: new AccountTermsReader(db.application),
    sandboxKey: 'tgd_test_pilot', demoPassword: 'molen-ster-lamp-123', wallNowMs: WALL_NOW, historyDays: 60,
  };
  seeded = await seedPilot(deps);
});
afterAll(async () => db?.close());

const counts = async (): Promise<unknown> => {
  const tables = ['world', 'tenant', 'ocmw', 'person', 'account', 'contract', 'journal', 'general_ledger_line', 'mandate', 'staff_user', 'api_key', 'tariff_version', 'gas_factor', 'policy', 'supply_wish', 'notice'];
  const rows = await db.owner.query<object[]>(tables.map((table) => `select '${table}' as name, count(*)::int as n from ${table}`).join(' union all '));
  return rows;
};

describe('the seeded pilot', () => {
  it("is made at once, with a clock sixty days before the wall's", async () => {
    expect(seeded).toMatchObject({ homesMade: 200, loginsMade: 10 });
    expect(seeded.accountsMade).toBeGreaterThan(320);
    const [world] = await readWorlds(db.application);
    expect(world).toMatchObject({ name: 'pilot', automatic: true, offsetMs: Date.UTC(2026, 8, 23, 22, 30) - WALL_NOW });
  });

  it('made twice changes nothing', async () => {
    const before = await counts();
    expect(await seedPilot({ ...deps, wallNowMs: WALL_NOW + 3_600_000 })).toMatchObject({ worldId: seeded.worldId, homesMade: 0, accountsMade: 0, loginsMade: 0 });
    expect(await counts()).toEqual(before);
  });

  it('goes on where an interrupted seed stopped', async () => {
    await db.owner.query(`delete from staff_user where email like 'ocmw.%'`);
    expect(await seedPilot(deps)).toMatchObject({ homesMade: 0, loginsMade: 2 });
  });

  it('begins with every home on, decided and undisturbed', async () => {
    const rows = await db.owner.query<object[]>('select distinct s.confirmed_supply, s.desired_supply, g.confirmed_supply as proven, s.last_day::text, next_review_at is null as undecided from account_state s join contract using (account_id) join supply_state g using (connection_id)');
    expect(rows).toEqual([{ confirmed_supply: 'on', desired_supply: 'on', proven: 'on', last_day: '2026-09-23', undecided: expect.any(Boolean) }]);
  });

  it('has books that sum to zero at every supplier', async () => {
    const books = await db.owner.query<object[]>(`select sum(l.debit_micro_euro - l.credit_micro_euro)::bigint as total,
        sum(l.debit_micro_euro - l.credit_micro_euro) filter (where is_customer_account(l.account))::bigint - (
          select sum(s.debt_supply_micro_euro + s.debt_old_micro_euro - s.credit_micro_euro) from account_state s where s.tenant_id = l.tenant_id)::bigint as apart
      from general_ledger_line l group by l.tenant_id`);
    expect(books).toEqual([1, 2, 3].map(() => ({ total: 0, apart: 0 })));
    const [off] = await db.owner.query<[{ n: number }]>(`select count(*)::int as n from account_state s
      where s.entry_no <> (select count(*) from journal j where j.account_id = s.account_id)`);
    expect(off.n).toBe(0);
  });

  it('shows its homes to the outside world', async () => {
    const [world] = await readWorlds(db.application);
    const { homes, tenants } = await readHomes(db.application, testPersonalData, 'tgd_test_pilot', world!, WALL_NOW);
    expect(tenants.map(({ iban }) => iban)).toContain('BE83363012345615');
    expect(homes).toHaveLength(seeded.accountsMade);
    const gas = homes.filter(({ utility }) => utility === 'gas');
    expect(gas.every(({ gasThroughSerial }) => homes.some(({ meterSerial, utility }) => utility === 'electricity' && meterSerial === gasThroughSerial))).toBe(true);
  });

  it('lets its people in with the demo password', async () => {
    const [login] = await db.application.query<[{ password_hash: string }]>(`select password_hash from find_staff_by_email('ocmw.zele@example.org')`);
    expect(await passwordFits(login.password_hash, 'molen-ster-lamp-123')).toBe(true);
  });
});
