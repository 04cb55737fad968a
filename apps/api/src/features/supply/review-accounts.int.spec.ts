import { addDays, type Instant, instant, shippedPolicy, supplyDayOf, type SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestDatabase } from '../../test-database/index.js';
import { reviewAccounts } from './review-accounts.js';

const NOW = instant(Date.parse('2026-06-09T05:45:00Z'));
const TODAY = supplyDayOf(NOW);

let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db?.close());

async function homesWith(creditMicroEuro: readonly number[]): Promise<{ tenantId: number; accountIds: number[] }> {
  const tenant = await makeTenant(db.owner, { nowMs: NOW });
  const accountIds: number[] = [];
  for (const credit of creditMicroEuro) {
    const home = await makeContract(db.application, tenant.tenantId, { nowMs: NOW, from: '2026-05-01' as SupplyDay, policyDocument: shippedPolicy('flanders') });
    await db.owner.query(
      `update account_state set credit_micro_euro = $2, mean_daily_charge_micro_euro = 4000000, last_day = $3, last_read_day = $3 where account_id = $1`,
      [home.accountId, credit, addDays(TODAY, -1)],
    );
    accountIds.push(home.accountId);
  }
  return { tenantId: tenant.tenantId, accountIds };
}

async function versionsOf(tenantId: number): Promise<number[]> {
  const rows = await inTenant(db.application, tenantId, (tx) => tx.query<{ version: number }>('select version from account_state order by account_id'));
  return rows.map(({ version }) => version);
}

const review = (tenantId: number, accountIds: readonly number[], now: Instant = NOW): Promise<number> =>
  reviewAccounts({ dataSource: db.application, terms: new AccountTermsReader(db.application), wallNowMs: () => NOW }, tenantId, accountIds, now);

it('stores what a review changes, and the second time nothing', async () => {
  const { tenantId, accountIds } = await homesWith([9_000_000, 200_000_000, 3_000_000, 0, 5_000_000]);
  const before = await versionsOf(tenantId);
  expect(await review(tenantId, accountIds)).toBe(5);
  const after = await versionsOf(tenantId);
  expect(after).toEqual(before.map((version) => version + 1));
  expect(await review(tenantId, accountIds)).toBe(0);
  expect(await versionsOf(tenantId)).toEqual(after);
});

it('stores only the account that moved since', async () => {
  const { tenantId, accountIds } = await homesWith([9_000_000, 9_000_000]);
  await review(tenantId, accountIds);
  const [first, second] = await versionsOf(tenantId);
  await db.owner.query('update account_state set credit_micro_euro = 0 where account_id = $1', [accountIds[1]]);
  expect(await review(tenantId, accountIds)).toBe(1);
  expect(await versionsOf(tenantId)).toEqual([first, (second ?? 0) + 1]);
});

it('marks the next review although it stores no entry', async () => {
  const { tenantId, accountIds } = await homesWith([0]);
  await db.owner.query('update account_state set payment_under_way_until = $2 where account_id = $1', [accountIds[0], isoOf(NOW + 86_400_000)]);
  await review(tenantId, accountIds);
  const duesOf = () => inTenant(db.application, tenantId, (tx) => tx.query<{ due_at: number; kind: string }>('select due_at, kind from due order by due_at, kind'));
  const marked = await duesOf();
  expect(marked.some(({ kind }) => kind === 'review')).toBe(true);
  await db.owner.query('delete from due where tenant_id = $1', [tenantId]);
  expect(await review(tenantId, accountIds)).toBe(0);
  expect(await duesOf()).toEqual(marked.filter(({ kind }) => kind !== 'notices'));
});

it('knows no account of another tenant', async () => {
  const ours = await homesWith([9_000_000]);
  const theirs = await homesWith([9_000_000]);
  const before = await versionsOf(theirs.tenantId);
  expect(await review(ours.tenantId, theirs.accountIds)).toBe(0);
  expect(await versionsOf(theirs.tenantId)).toEqual(before);
});
