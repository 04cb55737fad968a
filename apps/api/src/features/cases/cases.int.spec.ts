import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeOcmw, makeStaff, makeTenant, openTestDatabase, testPersonalData, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';

const NOW = Date.parse('2026-11-23T11:00:00Z');

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW, name: 'Net van Zele' });
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

async function needsAttention(contract: TestContract, kind: string, since: string, nextChangeAt: string | null): Promise<void> {
  await inTenant(db.application, tenant.tenantId, async (tx) => {
    await tx.query('insert into attention (account_id, tenant_id, kind, since) values ($1, $2, $3, $4)', [contract.accountId, tx.tenantId, kind, since]);
    await tx.query(`update account_state set next_change_at = $2, next_change_supply = case when $2::timestamptz is null then null else 'limited' end where account_id = $1`, [contract.accountId, nextChangeAt]);
  });
}

describe('the cases of an OCMW', () => {
  it('are the people with a mandate who need help, the most urgent first', async () => {
    const make = (name: string) => makeContract(db.application, tenant.tenantId, { name, phone: '+32470000001', nowMs: NOW });
    const [soon, off, calm, low, stranger] = [await make('An Soon'), await make('Bo Off'), await make('Cis Calm'), await make('Dirk Low'), await make('Els Stranger')];
    await needsAttention(soon, 'emergency_credit', '2026-11-20T10:00:00Z', '2026-11-25T09:00:00Z');
    await needsAttention(off, 'off_now', '2026-11-22T10:00:00Z', null);
    await needsAttention(low, 'low', '2026-11-22T10:00:00Z', null);
    await needsAttention(stranger, 'off_now', '2026-11-01T10:00:00Z', null);
    const ocmwId = await makeOcmw(db.application, tenant.tenantId, [soon, off, calm, low].map((contract) => contract.customer));
    const { token } = await makeStaff(db.application, tenant.tenantId, { role: 'case_worker', ocmwId });
    const { body, status } = await api.get('/v1/cases', token);
    expect(status).toBe(200);
    expect(body.counts).toEqual({ off_now: 1, limited: 0, ready_to_press: 0, changes_within_3_days: 1, emergency_credit: 0 });
    expect(body.items.map((item: { person: { name: string } }) => item.person.name)).toEqual(['Bo Off', 'An Soon']);
    expect(body.items[1]).toMatchObject({ urgency: 'changes_within_3_days', nextChange: { supply: 'limited', at: '2026-11-25T09:00:00.000Z' },
      tenant: { name: 'Net van Zele' }, person: { phone: '+32470000001', language: 'nl' }, lastTopUpAt: null });
  });

  it('are not for the supplier', async () => {
    const { token } = await makeStaff(db.application, tenant.tenantId, { role: 'supplier_admin' });
    expect((await api.get('/v1/cases', token)).status).toBe(403);
  });
});

describe('money in suspense', () => {
  it('is listed with payer and reason, newest first, page by page', async () => {
    await inTenant(db.application, tenant.tenantId, async (tx) => {
      for (const [id, at] of [['a', '2026-11-21T10:00:00Z'], ['b', '2026-11-22T10:00:00Z']] as const) {
        await tx.query(`insert into payment (account_id, tenant_id, channel, external_id, amount_micro_euro, state, why, reference_text, payer_name, paid_at, recorded_at)
          values (0, $1, 'bank', $2, 12500000, 'suspense', 'reference_unknown', 'huur november', $3, $4, $4)`,
          [tx.tenantId, id, testPersonalData.seal('payment.payer_name', `Payer ${id}`), at]);
      }
    });
    const first = await api.get('/v1/suspense?limit=1', tenant.apiKey);
    expect(first.body.items).toEqual([expect.objectContaining({ payerName: 'Payer b', amountEuro: '12.50', reference: 'huur november', why: 'reference_unknown' })]);
    const second = await api.get(`/v1/suspense?limit=1&cursor=${first.body.nextCursor}`, tenant.apiKey);
    expect([second.body.items[0].payerName, second.body.nextCursor]).toEqual(['Payer a', null]);
  });
});
