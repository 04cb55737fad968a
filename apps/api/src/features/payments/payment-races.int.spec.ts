import { microEuro } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { verifyLedger } from '../ledger/index.js';
import { bookTopUp } from './book-payment.js';
import { depsOf, giveSupplyDebt, NOW } from './payments-arrange.spec.js';

const PAYMENTS = 1_000;
const DEBT = 100_000_000;

let db: TestDatabase;
let tenant: TestTenant;
let homes: TestContract[];

beforeAll(async () => {
  db = await openTestDatabase();
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  homes = [];
  for (let n = 0; n < 4; n += 1) homes.push(await makeContract(db.application, tenant.tenantId));
  for (const home of homes) await giveSupplyDebt(db, tenant.tenantId, home.accountId, DEBT);
});
afterAll(async () => db?.close());

it('1,000 payments at once on four homes: every cent, every number and every version is exact', async () => {
  const deps = depsOf(db);
  const outcomes = await Promise.all(Array.from({ length: PAYMENTS }, (_, n) =>
    bookTopUp(deps, homes[n % homes.length]?.accountId ?? 0, {
      tenantId: tenant.tenantId,
      now: NOW,
      payment: {
        // Each tenth payment is a repetition of the one before it on the same home.
        paymentId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, channel: 'terminal', externalId: `t${n % 40 >= 36 ? n - 4 : n}`, contentHash: '00',
        amountMicroEuro: microEuro(1_000_000), paidAt: NOW, referenceText: null, payerName: null, payerIban: null, inboxId: null,
      },
    })));
  const booked = outcomes.filter(({ kind }) => kind === 'booked').length;
  expect([booked, outcomes.filter(({ kind }) => kind === 'duplicate').length]).toEqual([PAYMENTS * 0.9, PAYMENTS * 0.1]);
  const states = await inTenant(db.application, tenant.tenantId, (tx) => tx.query<{ version: number; entry_no: number; credit: number; debt: number; payments: number; entries: number }>(
    `select s.version, s.entry_no, s.credit_micro_euro as credit, s.debt_supply_micro_euro as debt,
       (select count(*)::int from payment p where p.account_id = s.account_id) as payments, (select count(*)::int from journal j where j.account_id = s.account_id) as entries
     from account_state s`));
  expect(states).toHaveLength(homes.length);
  for (const { version, entry_no, credit, debt, payments, entries } of states) {
    // Version 1 is the opening, 2 the debt, and each payment is one more.
    expect(version).toBe(2 + payments);
    expect(entry_no).toBe(entries);
    expect(credit + DEBT - debt).toBe(payments * 1_000_000);
  }
  expect(states.reduce((sum, state) => sum + state.payments, 0)).toBe(booked);
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
});
