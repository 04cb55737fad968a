import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeStaff, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { verifyLedger } from '../ledger/index.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;
let clerk: string;
let second: string;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: wallNowMs(), name: 'Netbeheer Loket' });
  home = await makeContract(db.application, tenant.tenantId);
  clerk = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
  second = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

const take = (key = randomUUID()) => api.post('/v1/counter-payments', clerk, { reference: home.reference, amountEuro: '20.00' }, key);
const idOf = (body: unknown): string => (body as { paymentId: string }).paymentId;

describe('cash at the counter', () => {
  it('is booked once per key and gives a receipt with amount, reference and time, and no name', async () => {
    const key = randomUUID();
    const first = await take(key);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ state: 'booked', amountEuro: '20.00', reference: home.reference, supplierName: 'Netbeheer Loket', receiptNumber: expect.stringMatching(/^[0-9A-F]{8}$/) });
    expect(JSON.stringify(first.body)).not.toMatch(/Peeters|balance|debt/i);
    expect((await take(key)).body).toEqual(first.body);
    expect((await api.get(`/v1/counter-payments/${idOf(first.body)}`, second)).body).toEqual(first.body);
  });

  it('is taken by people of the supplier only', async () => {
    expect((await api.post('/v1/counter-payments', tenant.apiKey, { reference: home.reference, amountEuro: '20.00' })).status).toBe(403);
    const other = await makeTenant(db.owner);
    const stranger = (await makeStaff(db.application, other.tenantId, { role: 'supplier_agent' })).token;
    expect((await api.get(`/v1/counter-payments/${idOf((await take()).body)}`, stranger)).status).toBe(404);
  });

  it('is undone by two people and not by one, once', async () => {
    const paymentId = idOf((await take()).body);
    const before = await credit();
    expect((await api.post(`/v1/counter-payments/${paymentId}/reversal/approve`, second, {})).status).toBe(404);
    const asked = await api.post(`/v1/counter-payments/${paymentId}/reversal`, clerk, { reason: 'Verkeerde klant aan het loket' });
    expect([asked.status, asked.body]).toEqual([202, { paymentId, state: 'waits_for_second_person', reason: 'Verkeerde klant aan het loket' }]);
    expect((await api.post(`/v1/counter-payments/${paymentId}/reversal/approve`, clerk, {})).status).toBe(409);
    expect(await credit()).toBe(before);
    expect((await api.post(`/v1/counter-payments/${paymentId}/reversal/approve`, second, {})).body).toMatchObject({ state: 'reversed' });
    await api.post(`/v1/counter-payments/${paymentId}/reversal/approve`, second, {});
    expect(await credit()).toBe(before - 20_000_000);
    expect((await api.get(`/v1/counter-payments/${paymentId}`, clerk)).body).toMatchObject({ state: 'reversed' });
    expect((await api.post(`/v1/counter-payments/${paymentId}/reversal`, clerk, { reason: 'Nog een keer' })).status).toBe(409);
    expect(await verifyLedger(db.application, tenant.tenantId, 10)).toMatchObject({ differenceMicroEuro: 0, problems: [] });
  });
});

async function credit(): Promise<number> {
  const { credit_micro_euro } = await inTenant(db.application, tenant.tenantId, (tx) =>
    tx.one<{ credit_micro_euro: number }>('select credit_micro_euro from account_state where account_id = $1', [home.accountId]));
  return credit_micro_euro;
}
