import { randomUUID } from 'node:crypto';
import { microEuro } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { verifyLedger } from '../ledger/index.js';
import { bookChunk } from './chunk/book-chunk.js';
import type { ChunkPayment } from './chunk/chunk-rows.js';
import { bookTopUp } from './book-top-up.js';
import type { IncomingPayment } from './incoming-payment.js';
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
    // Version 1 is the opening, 2 the debt, and each transaction with payments is one more.
    expect(version).toBeGreaterThan(2);
    expect(version).toBeLessThanOrEqual(2 + payments);
    expect(entry_no).toBe(entries);
    expect(credit + DEBT - debt).toBe(payments * 1_000_000);
  }
  expect(states.reduce((sum, state) => sum + state.payments, 0)).toBe(booked);
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
});

it('single payments and chunks of a file on the same homes at once: nothing is lost, nothing twice, nobody waits in a circle', async () => {
  const deps = depsOf(db);
  const before = await inTenant(db.application, tenant.tenantId, (tx) => tx.one<{ sum: number; payments: number }>(
    'select (select sum(credit_micro_euro - debt_supply_micro_euro)::bigint from account_state) as sum, (select count(*)::int from payment) as payments'));
  const payment = (id: string): IncomingPayment => ({
    paymentId: randomUUID(), channel: 'terminal', externalId: id, contentHash: '00', amountMicroEuro: microEuro(1_000_000), paidAt: NOW, referenceText: null, payerName: null, payerIban: null, inboxId: null,
  });
  const goesTo = (n: number): ChunkPayment['goesTo'] => ({ kind: 'account', accountId: homes[n % homes.length]?.accountId ?? 0 });
  const singles = Array.from({ length: 60 }, (_, n) => bookTopUp(deps, homes[n % homes.length]?.accountId ?? 0, { tenantId: tenant.tenantId, now: NOW, payment: payment(`single${n}`) }));
  // Each chunk also brings a payment that comes singly, and one that the chunk before it brings.
  const chunks = Array.from({ length: 6 }, (_, c) => bookChunk(deps, {
    tenantId: tenant.tenantId, now: NOW, batch: { kind: 'test', id: `${c}` },
    payments: [...Array.from({ length: 20 }, (__, n) => `chunk${c}:${n}`), `single${c}`, `chunk${Math.max(0, c - 1)}:0`]
      .filter((id, index, all) => all.indexOf(id) === index).map((id, n) => ({ payment: payment(id), lineNo: null, goesTo: goesTo(n) })),
  }));
  await Promise.all([...singles, ...chunks]);
  const after = await inTenant(db.application, tenant.tenantId, (tx) => tx.one<{ sum: number; payments: number }>(
    'select (select sum(credit_micro_euro - debt_supply_micro_euro)::bigint from account_state) as sum, (select count(*)::int from payment) as payments'));
  expect([after.payments - before.payments, after.sum - before.sum]).toEqual([180, 180_000_000]);
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
});

it('payments that come together share transactions, and each is answered by itself', async () => {
  const deps = depsOf(db);
  const payment = (id: string, contentHash = '00'): IncomingPayment => ({
    paymentId: randomUUID(), channel: 'terminal', externalId: id, contentHash, amountMicroEuro: microEuro(2_000_000), paidAt: NOW, referenceText: null, payerName: null, payerIban: null, inboxId: null,
  });
  const pay = (one: IncomingPayment, accountId: number) => bookTopUp(deps, accountId, { tenantId: tenant.tenantId, now: NOW, payment: one });
  const home = (n: number): number => homes[n % homes.length]?.accountId ?? 0;
  const many = Array.from({ length: 30 }, (_, n) => payment(`rush${n}`));
  const rush = await Promise.all(many.map((one, n) => pay(one, home(n))));
  expect(rush.map((outcome) => (outcome.kind === 'booked' ? outcome.result.paymentId : outcome.kind))).toEqual(many.map(({ paymentId }) => paymentId));
  const { batches } = await inTenant(db.application, tenant.tenantId, (tx) => tx.one<{ batches: number }>(`select count(distinct batch_id)::int as batches from general_ledger_line where batch_kind = 'payments'`));
  expect(batches).toBeGreaterThan(0);
  expect(batches).toBeLessThan(30);
  const mixed = await Promise.all([pay(payment('mixed0'), home(0)), pay(payment('rush1'), home(1)), pay(payment('rush2', 'ff'), home(2)), pay(payment('mixed1'), 999_999_999), pay(payment('mixed2'), home(3))]);
  expect(mixed.map(({ kind }) => kind)).toEqual(['booked', 'duplicate', 'other_content', 'suspense', 'booked']);
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
});
