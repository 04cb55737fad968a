import { instant, microEuro, NO_MONEY, shippedPolicy } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeStaff, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { bookOpeningBalances } from '../entries/index.js';

/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = instant(Date.UTC(2026, 10, 24, 9));

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let walloon: TestContract;
let flemish: TestContract;
let agent: string;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  walloon = await indebted({ policyDocument: shippedPolicy('wallonia') });
  flemish = await indebted({});
  agent = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

/** A home that owes two euro beyond its credit. */
async function indebted(options: { policyDocument?: object }): Promise<TestContract> {
  const home = await makeContract(db.application, tenant.tenantId, options);
  const opening = { creditMicroEuro: NO_MONEY, debtOldMicroEuro: NO_MONEY, debtSupplyMicroEuro: microEuro(2_000_000) };
  await inTenant(db.application, tenant.tenantId, (tx) =>
    bookOpeningBalances(tx, new AccountTermsReader(db.application), home.accountId, opening, { occurredAt: NOW, now: NOW, wallNowMs: wallNowMs() }));
  return home;
}

const ask = (home: TestContract, channel = 'sms') => api.post('/v1/emergency-credit', agent, { accountId: home.publicId, channel });

describe('POST /v1/emergency-credit', () => {
  it('gives it once in Wallonia, however many channels ask at the same time', async () => {
    const answers = await Promise.all(['web', 'sms', 'phone', 'staff'].map((channel) => ask(walloon, channel)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(answers.map(({ body }) => body.result).sort()).toEqual(['already_taken', 'already_taken', 'already_taken', 'taken']);
    const taken = answers.find(({ body }) => body.result === 'taken')?.body;
    expect(taken).toMatchObject({ accountId: walloon.publicId, availableEuro: '10.00', why: null, desiredSupply: 'on' });
    const [state] = await inTenant(db.application, tenant.tenantId, (tx) =>
      tx.query('select emergency_taken_micro_euro, desired_supply, credit_state from account_state where account_id = $1', [walloon.accountId]));
    expect(state).toEqual({ emergency_taken_micro_euro: 12_000_000, desired_supply: 'on', credit_state: 'emergency' });
  });

  it('starts by itself in Flanders: the answer says what is left', async () => {
    const { body } = await ask(flemish);
    expect(body).toMatchObject({ result: 'already_taken', availableEuro: '48.00', why: 'starts_by_itself' });
  });

  it('refuses an unknown channel and a home of another supplier', async () => {
    expect((await ask(flemish, 'pigeon')).status).toBe(422);
    const other = await makeTenant(db.owner, { nowMs: NOW });
    const stranger = (await makeStaff(db.application, other.tenantId, { role: 'supplier_agent' })).token;
    expect((await api.post('/v1/emergency-credit', stranger, { accountId: flemish.publicId, channel: 'web' })).status).toBe(404);
  });
});
