import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { APP_GUARD } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthGuard } from '../../http/auth-guard.js';
import { ProblemFilter } from '../../http/problem-filter.js';
import { requestValidation } from '../../http/validation.js';
import { PlatformModule } from '../../platform.module.js';
import { openTestDatabase, type TestDatabase } from '../../test-database/index.js';
import { AccountsModule } from '../accounts/index.js';
import { SandboxModule } from './index.js';

let db: TestDatabase;
let app: NestExpressApplication;
let sandbox: { authorization: string };
let world: { worldId: string };
let tenant: { tenantId: string; apiKey: string; policyId: string; tariffs: { name: string }[] };

const get = (path: string, headers: object = sandbox): Promise<Response> => request(app.getHttpServer()).get(path).set(headers as Record<string, string>);
const post = (path: string, body: object, key: string = randomUUID()): Promise<Response> =>
  request(app.getHttpServer()).post(path).set({ ...sandbox, 'idempotency-key': key }).send(body);
const household = (more: object) => ({
  tenant: tenant.tenantId,
  customer: { name: 'An Peeters', phone: '0460 00 10 01', email: 'an@example.org', language: 'nl' },
  address: { street: 'Kouter', houseNumber: '1', postcode: '9240', town: 'Zele' },
  contractFrom: '2026-09-01',
  ...more,
});

beforeAll(async () => {
  db = await openTestDatabase();
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(db.env), AccountsModule, SandboxModule],
    providers: [{ provide: APP_GUARD, useClass: AuthGuard }],
  }).compile();
  app = module.createNestApplication<NestExpressApplication>({ rawBody: true });
  app.useGlobalPipes(requestValidation());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  sandbox = { authorization: `Bearer ${db.env.SANDBOX_KEY}` };
  world = (await post('/v1/sandbox/worlds', { name: 'story', now: '2026-09-01T07:00:00Z', automatic: false })).body;
  tenant = (await post('/v1/sandbox/tenants', { world: world.worldId, name: 'Netbeheer Schelde', kind: 'social_supplier', region: 'flanders', iban: 'BE83363012345615' })).body;
});
afterAll(async () => {
  await app?.close();
  await db?.close();
});

describe('a sandbox supplier', () => {
  it('is made with a key that opens its own doors, a policy and four price books', async () => {
    expect(tenant).toMatchObject({ apiKey: expect.stringMatching(/^tgd_test_[0-9a-f]{64}$/), policyId: expect.any(String) });
    expect(tenant.tariffs).toHaveLength(4);
    expect((await get('/v1/accounts', { authorization: `Bearer ${tenant.apiKey}` })).status).toBe(200);
  });

  it('has exactly one price and one gas factor for every day from 2021 to 2028', async () => {
    const [gaps] = await db.owner.query<[{ days: number; priced: number; factors: number }]>(`
      select count(*)::int as days, (count(*) filter (where books = 4))::int as priced, (count(*) filter (where factors = 1))::int as factors from (
        select (select count(*) from tariff_version v where v.valid @> d::date) as books,
          (select count(*) from gas_factor f where f.month = date_trunc('month', d)::date) as factors
        from generate_series('2021-01-01'::timestamp, '2028-12-31', interval '1 day') d) x`);
    expect(gaps).toEqual({ days: 2922, priced: 2922, factors: 2922 });
  });

  it('never collects on the account of another', async () => {
    const again = await post('/v1/sandbox/tenants', { world: world.worldId, name: 'Other', kind: 'social_supplier', region: 'flanders', iban: 'BE83363012345615' });
    expect([again.status, again.body.code]).toEqual([409, 'iban_taken']);
  });

  it('is made by nobody but the key of the sandbox', async () => {
    const tried = await request(app.getHttpServer()).post('/v1/sandbox/worlds').set({ authorization: `Bearer ${tenant.apiKey}` }).send({ name: 'x', now: '2026-09-01T07:00:00Z', automatic: false });
    expect(tried.status).toBe(403);
    expect((await get('/v1/sandbox/homes', { authorization: `Bearer ${tenant.apiKey}` })).status).toBe(403);
  });
});

it('homes are opened side by side, more of them than there are connections', { timeout: 30_000 }, async () => {
  const other = (await post('/v1/sandbox/worlds', { name: 'busy', now: '2026-09-01T07:00:00Z', automatic: false })).body as { worldId: string };
  const fresh = (await post('/v1/sandbox/tenants', { world: other.worldId, name: 'Netbeheer Rupel', kind: 'social_supplier', region: 'flanders' })).body as { tenantId: string };
  const customer = { name: 'Jan Claes', language: 'nl' };
  const opened = await Promise.all(Array.from({ length: 12 }, () => post('/v1/sandbox/households', household({ tenant: fresh.tenantId, customer, electricity: {} }))));
  expect(opened.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
});

describe('a home with electricity and gas', () => {
  let opened: { customerId: string; accounts: { accountId: string; utility: string; ean: string; reference: string; meterSerial: string }[] };
  const body = () => household({
    electricity: { ean: '541448800000000010', registers: { offtake1: 4_000_000, offtake2: 3_000_000 }, solar: true, dayNight: true, reference: '710809374694', openingCreditEuro: '25.50' },
    gas: {}, instalmentEuro: '5.00', debts: { oldEuro: '120.00', supplyEuro: '12.34' },
  });

  beforeAll(async () => {
    const key = randomUUID();
    const first = await post('/v1/sandbox/households', body(), key);
    opened = first.body;
    expect(first.status).toBe(201);
    expect((await post('/v1/sandbox/households', body(), key)).body).toEqual(opened);
  });

  it('is told to the outside world as the contract says', async () => {
    const homes = await get(`/v1/sandbox/homes?world=${world.worldId}`);
    expect(homes.body).toMatchObject({ worldId: world.worldId, automatic: false, tenants: [{ id: tenant.tenantId, iban: 'BE83363012345615', apiKey: tenant.apiKey }] });
    expect(homes.body.homes).toHaveLength(2);
    const [electricity, gas] = homes.body.homes;
    expect(electricity).toEqual({
      accountId: opened.accounts[0]!.accountId, tenantId: tenant.tenantId, ean: '541448800000000010', reference: '710809374694', utility: 'electricity',
      meterSerial: opened.accounts[0]!.meterSerial, gasThroughSerial: null, solar: true, contractFrom: '2026-09-01',
      registers: { offtake1: 4_000_000, offtake2: 3_000_000, injection1: 0, injection2: 0 },
      customer: { name: 'An Peeters', phone: '+32460001001', email: 'an@example.org', language: 'nl' },
      address: { street: 'Kouter', houseNumber: '1', postcode: '9240', town: 'Zele' },
    });
    expect(gas).toMatchObject({ utility: 'gas', gasThroughSerial: electricity.meterSerial, registers: { offtake1: 0, offtake2: null } });
  });

  it('begins switched on, decided, with the balances it brings along', async () => {
    const { body: account } = await get(`/v1/accounts/${opened.accounts[0]!.accountId}`, { authorization: `Bearer ${tenant.apiKey}` });
    expect(account).toMatchObject({
      confirmedSupply: 'on', desiredSupply: 'on', balanceEuro: '25.50', instalment: { amountEuro: '5.00' },
      debts: { oldEuro: '120.00', supplyEuro: '12.34', protectedEuro: '0.00' }, tariff: { name: 'Elektriciteit dag en nacht' },
    });
  });

  it('stands in the books so that they replay to the state and sum to zero', async () => {
    const states = await db.owner.query<Record<string, number>[]>(`
      select s.entry_no, count(j.entry_no)::int as rows, max(j.entry_no) as last,
        (array_agg(j.credit_after_micro_euro order by j.entry_no desc))[1] - s.credit_micro_euro as credit_off,
        (array_agg(j.debt_old_after_micro_euro order by j.entry_no desc))[1] - s.debt_old_micro_euro as old_off,
        (array_agg(j.debt_supply_after_micro_euro order by j.entry_no desc))[1] - s.debt_supply_micro_euro as supply_off
      from account_state s join journal j using (account_id) group by s.account_id, s.entry_no, s.credit_micro_euro, s.debt_old_micro_euro, s.debt_supply_micro_euro order by 1 desc`);
    expect(states).toEqual([3, 2].map((n) => ({ entry_no: n, rows: n, last: n, credit_off: 0, old_off: 0, supply_off: 0 })));
    for (const books of ['ledger_line', 'general_ledger_line']) {
      const [sum] = await db.owner.query<[{ lines: number; total: number }]>(`select count(*)::int as lines, sum(debit_micro_euro - credit_micro_euro)::bigint as total from ${books}`);
      expect(sum).toEqual({ lines: expect.toSatisfy((n: number) => n > 0), total: 0 });
    }
  });

  it.each([
    ['connection_taken', 409, { electricity: { ean: '541448800000000010', serial: '1SAG00001' } }],
    ['reference_taken', 409, { electricity: { reference: '710809374694' } }],
    ['invalid_request', 422, { electricity: { reference: '710809374695' } }],
    ['invalid_request', 422, { electricity: { ean: '5414488' } }],
    ['invalid_request', 422, { electricity: { openingCreditEuro: '-1.00' } }],
    ['invalid_request', 422, {}],
    ['invalid_request', 422, { electricity: {}, contractFrom: '2026-09-31' }],
  ])('refuses with %s and leaves nothing behind', async (code, status, more) => {
    const people = () => db.owner.query('select count(*) from person');
    const before = await people();
    const refused = await post('/v1/sandbox/households', household(more));
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(await people()).toEqual(before);
  });
});

describe('a clock', () => {
  it('is asked to move once, and only forward', async () => {
    const clock = await get(`/v1/sandbox/clock?world=${world.worldId}`);
    expect(clock.body).toMatchObject({ worldId: world.worldId, name: 'story', advancing: false, target: null, stepsDone: 0 });
    expect((await post('/v1/sandbox/clock/advance', { world: world.worldId, until: '2026-08-01T00:00:00Z' })).status).toBe(422);
    expect((await post('/v1/sandbox/clock/advance', { world: world.worldId, duration: 'soon' })).status).toBe(422);
    expect((await post('/v1/sandbox/clock/advance', { world: world.worldId })).status).toBe(422);
    const key = randomUUID();
    const asked = await post('/v1/sandbox/clock/advance', { world: world.worldId, duration: '2d' }, key);
    expect([asked.status, asked.body.advancing]).toEqual([202, true]);
    expect(Date.parse(asked.body.target) - Date.parse(asked.body.now)).toBeGreaterThan(48 * 3_600_000 - 5_000);
    expect((await post('/v1/sandbox/clock/advance', { world: world.worldId, duration: '2d' }, key)).body).toEqual(asked.body);
    expect((await post('/v1/sandbox/clock/advance', { world: world.worldId, duration: '1d' })).body.code).toBe('clock_is_moving');
    expect((await get('/v1/sandbox/clock')).body).toMatchObject({ advancing: true, target: asked.body.target });
  });

  it('does not exist for who lives in another world', async () => {
    expect((await get(`/v1/sandbox/clock?world=${randomUUID()}`)).status).toBe(404);
  });
});
