import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeContract, makeTenant, openTestDatabase, type TestDatabase, type TestTenant } from '../../../test-database/index.js';
import { openTestApi, type TestApi } from '../../../test-database/test-api.js';
import { codaFile } from '../bank-statements/bank-statements-arrange.spec.js';
import { collectOn, NOW, OUR_IBAN, postFile, strangeReference, terminalPayment } from '../payments-arrange.spec.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  await collectOn(db, tenant.tenantId, OUR_IBAN);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

describe('GET /v1/reconciliation', () => {
  it('explains every cent of a day, and lists what is open', async () => {
    const home = await makeContract(db.application, tenant.tenantId);
    await postFile(api, tenant, codaFile(1, [{ cents: 2_000, reference: home.reference }, { cents: 700, reference: strangeReference(1) }, { cents: -350, freeText: 'KOSTEN', code: '00380000' }]));
    await postFile(api, tenant, codaFile(3, [{ cents: 1_000, reference: home.reference }], 500_000));
    await postFile(api, tenant, Buffer.from('geen bankbestand'));
    await api.post('/v1/payments', tenant.apiKey, terminalPayment(home.reference, '12.00'));
    const { status, body } = await api.get('/v1/reconciliation?day=2026-11-24', tenant.apiKey);
    expect([status, body]).toMatchObject([200, {
      closes: true,
      channels: [
        { channel: 'bank', count: 4, receivedEuro: '33.50', bookedEuro: '30.00', suspenseEuro: '3.50', differenceEuro: '0.00' },
        { channel: 'terminal', count: 1, receivedEuro: '12.00', bookedEuro: '12.00', suspenseEuro: '0.00', differenceEuro: '0.00' },
      ],
      clearing: [{ account: 'clearing_terminal', balanceEuro: '12.00' }, { account: 'suspense', balanceEuro: '-3.50' }],
      suspenseDifferenceEuro: '0.00', matchedBasisPoints: 6_000, refusedFiles: 1,
    }]);
    // Between the two statements the balance rose by 3,976.50 that no statement told of.
    expect(body.bank).toEqual({ iban: OUR_IBAN, statementEuro: '4010.00', bookedEuro: '33.50', differenceEuro: '-3976.50' });
    expect(body.open.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['bank_file_refused', 'statement_gap', 'suspense', 'suspense']);
  });

  it('is empty and closes on a day without money', async () => {
    const { body } = await api.get('/v1/reconciliation?day=2026-11-01', tenant.apiKey);
    expect(body).toMatchObject({ closes: true, channels: [], matchedBasisPoints: 10_000 });
  });

  it('shows a supplier nothing of another one, and refuses what is no day', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    expect((await api.get('/v1/reconciliation?day=2026-11-24', other.apiKey)).body).toMatchObject({ channels: [], open: [] });
    expect((await api.get('/v1/reconciliation?day=gisteren', tenant.apiKey)).status).toBe(422);
  });
});
