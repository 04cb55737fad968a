import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContract, makeStaff, makeTenant, openTestDatabase, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner);
  const home = await makeContract(db.application, tenant.tenantId);
  await api.post('/v1/payments', tenant.apiKey, { reference: home.reference, amountEuro: '20.00', channel: 'cash_desk', paidAt: '2026-11-23T10:00:00Z', externalId: 'bon 1' });
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

describe('GET /v1/ledger/verify', () => {
  it('proves the books to an auditor and to a key that may read', async () => {
    const { token } = await makeStaff(db.application, tenant.tenantId, { role: 'auditor' });
    for (const bearer of [token, tenant.apiKey]) {
      const { status, body } = await api.get('/v1/ledger/verify', bearer);
      expect([status, body]).toEqual([200, { stands: true, asOf: expect.any(String), accounts: 1, entries: 1, differenceEuro: '0.00', differenceMicroEuro: 0, problems: [] }]);
    }
  });

  it('is not for an agent', async () => {
    const { token } = await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' });
    expect((await api.get('/v1/ledger/verify', token)).status).toBe(403);
  });
});
