import { randomUUID } from 'node:crypto';
import { formatStructuredReference } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeApiKey, makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { giveSupplyDebt, NOW, strangeReference, terminalPayment } from './payments-arrange.spec.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;

beforeAll(async () => {
  db = await openTestDatabase();
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  home = await makeContract(db.application, tenant.tenantId);
  api = await openTestApi(db);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

async function countIn(table: string, where = 'true'): Promise<number> {
  const rows = await inTenant(db.application, tenant.tenantId, (tx) => tx.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`));
  return rows[0]?.n ?? 0;
}

describe('POST /v1/payments', () => {
  it('splits a top-up by the Flemish rule: debt 100, 20 -> 7 / 13', async () => {
    const indebted = await makeContract(db.application, tenant.tenantId);
    await giveSupplyDebt(db, tenant.tenantId, indebted.accountId, 100_000_000);
    const { status, body } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(indebted.reference, '20.00'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      result: 'booked', accountId: indebted.publicId, balanceAfterEuro: '13.00', why: null,
      parts: [{ to: 'credit', amountEuro: '13.00' }, { to: 'debt_supply', amountEuro: '7.00' }],
    });
  });

  it('splits above the knee: debt 100, 80 -> 47.50 / 32.50', async () => {
    const indebted = await makeContract(db.application, tenant.tenantId);
    await giveSupplyDebt(db, tenant.tenantId, indebted.accountId, 100_000_000);
    const { body } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(indebted.reference, '80.00'));
    expect(body.parts).toEqual([{ to: 'credit', amountEuro: '32.50' }, { to: 'debt_supply', amountEuro: '47.50' }]);
  });

  it.each([
    ['with plus signs', () => formatStructuredReference(home.reference)],
    ['with stars and blanks', () => `*** ${home.reference.slice(0, 3)} / ${home.reference.slice(3, 7)} / ${home.reference.slice(7)} ***`],
    ['as EAN-18', () => home.ean],
    ['as EAN-13', () => home.ean.slice(5)],
  ])('finds the home by its reference %s', async (_, spelling) => {
    const { body } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(spelling(), '1.00'));
    expect(body).toMatchObject({ result: 'booked', accountId: home.publicId });
  });

  it.each([
    ['wrong check digits', (reference: string) => `${reference.slice(0, 11)}${(Number(reference[11]) + 1) % 10}`, 'reference_unreadable'],
    ['a reference of nobody', () => strangeReference(1), 'reference_unknown'],
    ['no reference at all', () => 'geld voor gas', 'reference_unreadable'],
  ])('parks money with %s and says why', async (_, spelling, why) => {
    const { status, body } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(spelling(home.reference), '5.00'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ result: 'suspense', accountId: null, why, parts: [], balanceAfterEuro: null });
  });

  it('parks money for a contract that has ended, and for a connection without one', async () => {
    const ended = await makeContract(db.application, tenant.tenantId);
    await db.owner.query(`update contract set period = daterange('2026-09-01', '2026-11-01') where account_id = $1`, [ended.accountId]);
    expect((await api.post('/v1/payments', tenant.apiKey, terminalPayment(ended.reference, '5.00'))).body.why).toBe('contract_ended');
    expect((await api.post('/v1/payments', tenant.apiKey, terminalPayment(ended.ean, '5.00'))).body.why).toBe('no_contract_then');
  });

  it('never reaches a home of another supplier', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    const { body } = await api.post('/v1/payments', other.apiKey, terminalPayment(home.reference, '5.00'));
    expect(body).toMatchObject({ result: 'suspense', why: 'reference_unknown' });
  });

  it('answers a retry with the stored answer, whatever happened since (F5, F6)', async () => {
    const order = terminalPayment(home.reference, '3.00');
    const key = randomUUID();
    const first = await api.post('/v1/payments', tenant.apiKey, order, key);
    await api.post('/v1/payments', tenant.apiKey, terminalPayment(home.reference, '2.00'));
    const again = await api.post('/v1/payments', tenant.apiKey, order, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await countIn('payment', `external_id = '${order.externalId}'`)).toBe(1);
  });

  it('refuses the same key with another body and books nothing (F7)', async () => {
    const key = randomUUID();
    await api.post('/v1/payments', tenant.apiKey, terminalPayment(home.reference, '3.00'), key);
    const payments = await countIn('payment');
    const { status, body, headers } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(home.reference, '4.00'), key);
    expect([status, body.code, headers['content-type']]).toEqual([409, 'idempotency_key_reused', expect.stringContaining('application/problem+json')]);
    expect(await countIn('payment')).toBe(payments);
  });

  it('books one payment however many requests bring it at once, with one key or with many (F1, F8)', async () => {
    const order = terminalPayment(home.reference, '6.00');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => api.post('/v1/payments', tenant.apiKey, order, n % 2 === 0 ? key : randomUUID())));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.paymentId)).size).toBe(1);
    expect(answers.filter(({ body }) => body.result === 'booked').length).toBeGreaterThan(0);
    expect(await countIn('payment', `external_id = '${order.externalId}'`)).toBe(1);
  });

  it('says duplicate under a fresh key, and conflict when the channel tells the same payment otherwise', async () => {
    const order = terminalPayment(home.reference, '7.00');
    const first = await api.post('/v1/payments', tenant.apiKey, order);
    const again = await api.post('/v1/payments', tenant.apiKey, { ...order, reference: formatStructuredReference(home.reference) });
    expect(again.body).toEqual({ ...first.body, result: 'duplicate' });
    const other = await api.post('/v1/payments', tenant.apiKey, { ...order, amountEuro: '8.00' });
    expect([other.status, other.body.code]).toEqual([409, 'payment_differs']);
  });

  it.each(['0', '0.00', '-5.00', '1000000000', '100000.01', '20.005', '1.234,56', '20,00', '1e3', ' 5', '+5', '05.00'])('refuses the amount "%s" and names the field (F13)', async (amountEuro) => {
    const { status, body } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(home.reference, amountEuro));
    expect([status, body.errors?.[0]?.field]).toEqual([422, 'amountEuro']);
  });

  it('refuses a currency, a number for an amount, a bank as channel, a time without a zone, and a missing key', async () => {
    const order = terminalPayment(home.reference, '5.00');
    const refused = async (body: object): Promise<string> => (await api.post('/v1/payments', tenant.apiKey, body)).body.errors?.[0]?.field;
    expect(await refused({ ...order, currency: 'USD' })).toBe('currency');
    expect(await refused({ ...order, amountEuro: 5 })).toBe('amountEuro');
    expect(await refused({ ...order, channel: 'bank' })).toBe('channel');
    expect(await refused({ ...order, paidAt: '2026-11-24T10:00:00' })).toBe('paidAt');
    const { status, body } = await api.post('/v1/payments', tenant.apiKey, order, '');
    expect([status, body.code]).toEqual([400, 'idempotency_key_missing']);
  });

  it('books a terminal batch days late with the day it was paid (F15)', async () => {
    const order = { ...terminalPayment(home.reference, '9.00'), paidAt: '2026-11-21T16:00:00Z' };
    const { body } = await api.post('/v1/payments', tenant.apiKey, order);
    const { body: list } = await api.get(`/v1/payments?accountId=${home.publicId}&limit=1`, tenant.apiKey);
    expect(list.items[0]).toMatchObject({ id: body.paymentId, paidAt: '2026-11-21T16:00:00.000Z', amountEuro: '9.00', state: 'booked' });
    expect(list.nextCursor).toEqual(expect.any(String));
  });

  it('refuses a key without the scope', async () => {
    const apiKey = await makeApiKey(db.owner, tenant.tenantId, ['read']);
    expect((await api.post('/v1/payments', apiKey, terminalPayment(home.reference, '5.00'))).status).toBe(403);
  });
});

describe('suspense', () => {
  it('suggests the home for one slip and moves the money there as a top-up (F12)', async () => {
    const meant = await makeContract(db.application, tenant.tenantId);
    await giveSupplyDebt(db, tenant.tenantId, meant.accountId, 100_000_000);
    const slip = `${meant.reference.slice(0, 5)}${(Number(meant.reference[5]) + 3) % 10}${meant.reference.slice(6)}`;
    const { body: parked } = await api.post('/v1/payments', tenant.apiKey, { ...terminalPayment(slip, '20.00'), payerName: 'Mia Claes' });
    const { body: list } = await api.get('/v1/suspense', tenant.apiKey);
    const item = list.items.find(({ id }: { id: string }) => id === parked.paymentId);
    expect(item).toMatchObject({ amountEuro: '20.00', payerName: 'Mia Claes', reference: slip, why: 'reference_unreadable' });
    expect(item.candidates[0]).toMatchObject({ accountId: meant.publicId, ground: 'one_slip' });

    const key = randomUUID();
    const path = `/v1/suspense/${parked.paymentId}/assign`;
    const { status, body } = await api.post(path, tenant.apiKey, { accountId: meant.publicId }, key);
    expect([status, body]).toEqual([201, {
      paymentId: parked.paymentId, result: 'booked', accountId: meant.publicId, balanceAfterEuro: '13.00', why: null,
      parts: [{ to: 'credit', amountEuro: '13.00' }, { to: 'debt_supply', amountEuro: '7.00' }],
    }]);
    expect((await api.post(path, tenant.apiKey, { accountId: meant.publicId }, key)).body).toEqual(body);
    expect((await api.post(path, tenant.apiKey, { accountId: home.publicId })).body.code).toBe('payment_assigned');
    expect(await countIn('audit', `action = 'payment.assigned' and subject = 'payment:${parked.paymentId}'`)).toBe(1);
    const journal = await inTenant(db.application, tenant.tenantId, (tx) =>
      tx.query(`select debit, credit, amount_micro_euro, account_id from journal where cause_id = $1 order by journal_id`, [parked.paymentId]));
    expect(journal).toEqual([
      { debit: 'clearing_terminal', credit: 'suspense', amount_micro_euro: 20_000_000, account_id: 0 },
      { debit: 'suspense', credit: 'credit', amount_micro_euro: 13_000_000, account_id: meant.accountId },
      { debit: 'suspense', credit: 'debt_supply', amount_micro_euro: 7_000_000, account_id: meant.accountId },
    ]);
  });

  it('knows no payment of another supplier', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    const theirs = await makeContract(db.application, other.tenantId);
    const { body: parked } = await api.post('/v1/payments', tenant.apiKey, terminalPayment(strangeReference(7), '5.00'));
    expect((await api.post(`/v1/suspense/${parked.paymentId}/assign`, other.apiKey, { accountId: theirs.publicId })).status).toBe(404);
    expect((await api.get('/v1/suspense', other.apiKey)).body.items).toEqual([]);
  });
});
