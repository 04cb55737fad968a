import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpEan, makeStaff, makeTenant, nextNumber, openTestDatabase, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';

const NOW = Date.parse('2026-11-23T11:00:00Z');

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let other: TestTenant;
let tariffId: string;
let policyId: string;

const tariff = {
  name: 'Sociaal tarief elektriciteit', utility: 'electricity', validFrom: '2026-10-01', validUntil: '2026-12-31', vatBasisPoints: 600,
  components: [{ component: 'energy', unit: 'kwh', priceEuro: '0.15235' }, { component: 'fixed', unit: 'day', priceEuro: '0.05' }],
};
const policy = { name: 'Vlaanderen', region: 'flanders', validFrom: '2026-01-01', house: {} };

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  other = await makeTenant(db.owner, { nowMs: NOW });
  tariffId = (await api.post('/v1/tariffs', tenant.apiKey, tariff)).body.id;
  policyId = (await api.post('/v1/policies', tenant.apiKey, policy)).body.id;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

function contract(changes: object = {}): Record<string, unknown> {
  const number = 5000 + nextNumber();
  return {
    customer: { name: 'Jan Aerts', phone: '0471 11 22 33', language: 'nl' },
    connection: { ean: madeUpEan(number), utility: 'electricity', street: 'Markt', houseNumber: '1', postcode: '2300', town: 'Turnhout' },
    meter: { serial: `1SAG${number}`, modelId: 1 },
    tariffId, policyId, legalGround: 'social_supply', from: '2026-11-24', registers: { offtake1: 1_234_000 },
    ...changes,
  };
}

describe('tariffs', () => {
  it('are listed with the prices as they were given', async () => {
    const { body } = await api.get('/v1/tariffs', tenant.apiKey);
    expect(body.items).toEqual([expect.objectContaining({ id: tariffId, name: tariff.name, validFrom: '2026-10-01', validUntil: '2026-12-31',
      components: [{ component: 'energy', unit: 'kwh', priceEuro: '0.15235' }, { component: 'fixed', unit: 'day', priceEuro: '0.05000' }] })]);
    expect((await api.get('/v1/tariffs', other.apiKey)).body.items).toEqual([]);
  });

  it('take a version after the last one and refuse one that overlaps', async () => {
    expect((await api.post('/v1/tariffs', tenant.apiKey, { ...tariff, validFrom: '2026-12-31' })).body.code).toBe('tariff_overlaps');
    const next = await api.post('/v1/tariffs', tenant.apiKey, { ...tariff, validFrom: '2027-01-01', validUntil: '2027-03-31' });
    expect([next.status, next.body.id]).toEqual([201, tariffId]);
  });

  it('name each price that does not fit', async () => {
    const answer = await api.post('/v1/tariffs', tenant.apiKey, { ...tariff, name: 'Ander', components: [{ component: 'energy', unit: 'kwh', priceEuro: '0,15' }] });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'components.0.priceEuro']);
  });

  it('are changed by an administrator only', async () => {
    const { token } = await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' });
    expect((await api.post('/v1/tariffs', token, tariff)).status).toBe(403);
  });
});

describe('policies', () => {
  it('hold the law of the region with the house on top', async () => {
    const house = { general: { weeklyInstalmentMicroEuro: { value: 3_000_000, status: 'verified', source: 'board decision' } } };
    expect((await api.post('/v1/policies', tenant.apiKey, { ...policy, name: 'Zachter', house })).status).toBe(201);
    const { body } = await api.get('/v1/policies', tenant.apiKey);
    const stored = body.items.find((item: { name: string }) => item.name === 'Zachter');
    expect(stored.rules.general.weeklyInstalmentMicroEuro).toBe(3_000_000);
  });

  it('refuse what moves the law against the customer, with the name of the value', async () => {
    const house = { general: { repaymentShareBasisPoints: { value: 9_000, status: 'verified', source: 'x' } } };
    const answer = await api.post('/v1/policies', tenant.apiKey, { ...policy, name: 'Harder', house });
    expect([answer.status, answer.body.errors]).toEqual([422, [{ field: 'house.general.repaymentShareBasisPoints', message: expect.stringContaining('favour') }]]);
  });

  it('refuse values without status and source', async () => {
    const answer = await api.post('/v1/policies', tenant.apiKey, { ...policy, name: 'Kort', house: { general: { stayOnDays: 3 } } });
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'house.general.stayOnDays']);
  });
});

describe('opening a contract', () => {
  it('makes customer, connection, meter and account, and gives a reference that is found again', async () => {
    const asked = contract();
    const opened = await api.post('/v1/contracts', tenant.apiKey, asked, 'contract-1');
    expect(opened.status).toBe(201);
    expect((await api.post('/v1/contracts', tenant.apiKey, asked, 'contract-1')).body).toEqual(opened.body);
    const { body } = await api.get(`/v1/accounts?query=${encodeURIComponent(opened.body.reference)}`, tenant.apiKey);
    expect(body.items).toHaveLength(1);
    const account = await api.get(`/v1/accounts/${opened.body.accountId}`, tenant.apiKey);
    expect(account.body).toMatchObject({ customer: { name: 'Jan Aerts' }, contact: { phone: '+32471112233' }, balanceEuro: '0.00', tariff: { id: tariffId }, policy: { id: policyId } });
  });

  it('binds a second utility of the same customer into one household', async () => {
    const customer = await api.post('/v1/customers', tenant.apiKey, { name: 'Fatma Yilmaz', language: 'fr' });
    const first = await api.post('/v1/contracts', tenant.apiKey, contract({ customer: undefined, customerId: customer.body.id }));
    const second = await api.post('/v1/contracts', tenant.apiKey, contract({ customer: undefined, customerId: customer.body.id }));
    const account = await api.get(`/v1/accounts/${second.body.accountId}`, tenant.apiKey);
    expect(account.body.householdAccounts).toEqual([]);
    const known = await api.get(`/v1/customers/${customer.body.id}`, tenant.apiKey);
    expect(known.body.accountIds).toEqual([first.body.accountId, second.body.accountId]);
    expect((await api.get(`/v1/customers/${customer.body.id}`, other.apiKey)).status).toBe(404);
  });

  it('refuses a connection that has a contract, at whatever supplier', async () => {
    const asked = contract();
    expect((await api.post('/v1/contracts', tenant.apiKey, asked)).status).toBe(201);
    const again = await api.post('/v1/contracts', tenant.apiKey, { ...asked, meter: { serial: '1SAG0000099', modelId: 1 } });
    expect([again.status, again.body.code]).toEqual([409, 'connection_taken']);
  });

  it('refuses a meter that stands elsewhere and leaves nothing behind', async () => {
    const first = contract();
    await api.post('/v1/contracts', tenant.apiKey, first);
    const count = async (): Promise<number> => (await db.owner.query<[{ n: number }]>('select count(*)::int as n from account'))[0].n;
    const before = await count();
    const answer = await api.post('/v1/contracts', tenant.apiKey, contract({ meter: first['meter'] }));
    expect([answer.status, answer.body.code, await count()]).toEqual([409, 'meter_elsewhere', before]);
  });

  it.each([
    ['an EAN whose check digit is wrong', { connection: { ...(contract()['connection'] as object), ean: '541448800000000001' } }, 'connection.ean'],
    ['a past first day', { from: '2026-11-22' }, 'from'],
    ['a day that does not exist', { from: '2027-02-30' }, 'from'],
    ['a reference whose check does not fit', { reference: '+++123/4567/89012+++' }, 'reference'],
    ['a tariff of nobody', { tariffId: '00000000-0000-4000-8000-000000000000' }, 'tariffId'],
    ['no holder', { customer: undefined }, 'customerId'],
    ['a negative instalment', { instalmentEuro: '-5.00' }, 'instalmentEuro'],
  ])('refuses %s', async (_name, changes, field) => {
    const answer = await api.post('/v1/contracts', tenant.apiKey, contract(changes));
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, field]);
  });

  it('takes no terms of another tenant', async () => {
    const answer = await api.post('/v1/contracts', other.apiKey, contract());
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'tariffId']);
  });

  it('needs an Idempotency-Key', async () => {
    const answer = await api.post('/v1/contracts', tenant.apiKey, contract(), '');
    expect([answer.status, answer.body.code]).toEqual([400, 'idempotency_key_missing']);
  });
});
