import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeOcmw, makeStaff, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { verifyLedger } from '../ledger/index.js';
import { giveSupplyDebt, NOW } from '../payments/payments-arrange.spec.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;
let stranger: TestContract;
let worker: string;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  home = await makeContract(db.application, tenant.tenantId);
  stranger = await makeContract(db.application, tenant.tenantId);
  await giveSupplyDebt(db, tenant.tenantId, home.accountId, 100_000_000);
  const ocmwId = await makeOcmw(db.application, tenant.tenantId, [home.customer]);
  worker = (await makeStaff(db.application, tenant.tenantId, { role: 'case_worker', ocmwId })).token;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

const order = (accountId: string, amountEuro = '46.66', reason = 'wacht op uitkering'): object => ({ accountId, kind: 'support_credit', amountEuro, reason });

function rowsOf<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return inTenant(db.application, tenant.tenantId, (tx) => tx.query<Row>(sql, values));
}

describe('POST /v1/grants', () => {
  it('goes to the balance whole, whatever the debt: 46.66 with a debt of 100', async () => {
    const { status, body } = await api.post('/v1/grants', worker, order(home.publicId));
    expect([status, body]).toEqual([201, { id: expect.any(String), accountId: home.publicId, amountEuro: '46.66', balanceAfterEuro: '46.66', desiredSupply: 'on' }]);
    const journal = await rowsOf('select debit, credit, amount_micro_euro, kind, reason, author from journal join entry_reason using (tenant_id, cause_kind, cause_id) where cause_id = $1', body.id);
    expect(journal).toEqual([{ debit: 'grant_receivable_ocmw', credit: 'credit', amount_micro_euro: 46_660_000, kind: 'support_credit', reason: 'wacht op uitkering', author: 'Els Maes' }]);
    expect(await rowsOf(`select 1 from audit where action = 'grant.given' and facts->>'grantId' = $1`, body.id)).toHaveLength(1);
    expect(await rowsOf(`select 1 from notice where account_id = $1 and kind = 'grant_received'`, home.accountId)).toHaveLength(1);
  });

  it('may be given again while the first is being used up, and once per key', async () => {
    const key = randomUUID();
    const [first, again] = [await api.post('/v1/grants', worker, order(home.publicId, '10.00'), key), await api.post('/v1/grants', worker, order(home.publicId, '10.00'), key)];
    expect(first.body.balanceAfterEuro).toBe('56.66');
    expect(again.body).toEqual(first.body);
    const parallel = randomUUID();
    const both = await Promise.all([1, 2, 3].map(() => api.post('/v1/grants', worker, order(home.publicId, '1.00'), parallel)));
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    const { body } = await api.get(`/v1/grants?accountId=${home.publicId}`, worker);
    expect(body.items.map(({ amountEuro, by }: { amountEuro: string; by: string }) => [amountEuro, by])).toEqual([['1.00', 'Els Maes'], ['10.00', 'Els Maes'], ['46.66', 'Els Maes']]);
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });

  it.each([['a reason of blanks', '5.00', '        '], ['no amount', '0.00', 'wacht op uitkering'], ['too much', '1000.01', 'wacht op uitkering']])('refuses %s', async (_, amountEuro, reason) => {
    const { status, body } = await api.post('/v1/grants', worker, order(home.publicId, amountEuro, reason));
    expect([status, body.errors?.[0]?.field]).toEqual([422, reason.trim() === '' ? 'reason' : 'amountEuro']);
  });

  it('knows no home without a mandate, and is closed to keys and auditors', async () => {
    expect((await api.post('/v1/grants', worker, order(stranger.publicId))).status).toBe(404);
    expect((await api.post('/v1/grants', tenant.apiKey, order(home.publicId))).status).toBe(403);
    const auditor = await makeStaff(db.application, tenant.tenantId, { role: 'auditor' });
    expect((await api.post('/v1/grants', auditor.token, order(home.publicId))).status).toBe(403);
  });
});

describe('POST /v1/payment-claims', () => {
  it('holds supply until the end of the third working day, once until a payment is booked', async () => {
    const claim = { accountId: home.publicId, amountEuro: '20.00', channel: 'transfer' };
    const { status, body } = await api.post('/v1/payment-claims', worker, claim);
    // Tuesday 24 November: Wednesday, Thursday and Friday are the working days, in Brussels winter time.
    expect([status, body]).toEqual([201, { accountId: home.publicId, paymentUnderWayUntil: '2026-11-27T23:00:00.000Z', desiredSupply: 'on' }]);
    const again = await api.post('/v1/payment-claims', worker, claim);
    expect([again.status, again.body.code]).toEqual([409, 'already_announced']);
  });
});
