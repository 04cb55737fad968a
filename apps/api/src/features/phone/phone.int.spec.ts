import { randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant, microEuro, NO_MONEY, shippedPolicy } from '@tegoed/prepayment-engine';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeStaff, makeTenant, nextNumber, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { bookOpeningBalances } from '../entries/index.js';
import { forgetPhoneContacts } from './forget-contacts.js';

const PHONE_KEY = 'tgd_test_key-of-the-phone-line';
const PIN = '4711';
const NOW = instant(Date.UTC(2026, 10, 24, 9));

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let agent: string;

beforeAll(async () => {
  db = await openTestDatabase({ PHONE_KEY, TWILIO_API_URL: 'http://127.0.0.1:9' });
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  agent = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

const post = (path: string, body: object, key?: string): Promise<Response> => api.post(`/v1/phone/contacts${path}`, PHONE_KEY, body, key);
const read = (sid: string): Promise<Response> => api.get(`/v1/phone/contacts/${sid}`, PHONE_KEY);
const put = async (path: string, token: string, body: object): Promise<Response> =>
  request(api.app.getHttpServer()).put(path).set({ authorization: `Bearer ${token}` }).send(body);
const tryPin = async (sid: string, step: number, pin: string): Promise<string> => (await post(`/${sid}/pin`, { step, pin })).body.result;

interface Customer extends TestContract { readonly number: string }

/** A customer with a number, a PIN and two euro of supply debt. */
async function customer(options: { readonly region?: 'flanders' | 'wallonia'; readonly balanceWithoutPin?: boolean } = {}): Promise<Customer> {
  const number = `+3247${String(9_000_000 + nextNumber())}`;
  const home = await makeContract(db.application, tenant.tenantId, { phone: number, policyDocument: shippedPolicy(options.region ?? 'flanders') });
  const opening = { creditMicroEuro: NO_MONEY, debtOldMicroEuro: NO_MONEY, debtSupplyMicroEuro: microEuro(2_000_000) };
  await inTenant(db.application, tenant.tenantId, (tx) =>
    bookOpeningBalances(tx, new AccountTermsReader(db.application), home.accountId, opening, { occurredAt: NOW, now: NOW, wallNowMs: wallNowMs() }));
  const access = { pin: PIN, balanceWithoutPin: options.balanceWithoutPin ?? false };
  expect((await put(`/v1/accounts/${home.publicId}/phone-access`, agent, access)).status).toBe(204);
  return { ...home, number };
}

/** A call that rings. */
async function call(from: string | null): Promise<string> {
  const sid = `CA${randomUUID().replaceAll('-', '')}`;
  expect((await post('', { sid, channel: 'call', from })).status).toBe(200);
  return sid;
}

async function identifiedCall(of: Customer): Promise<string> {
  const sid = await call(of.number);
  expect(await tryPin(sid, 1, PIN)).toBe('accepted');
  return sid;
}

describe('who calls', () => {
  it('is known by the number, and by nothing when two customers share it', async () => {
    const one = await customer();
    const sid = `CA${randomUUID().replaceAll('-', '')}`;
    expect((await post('', { sid, channel: 'call', from: one.number })).body).toEqual({ known: true, language: 'nl', balanceWithoutPin: false });
    await makeContract(db.application, tenant.tenantId, { phone: one.number });
    expect((await post('', { sid: `${sid}x`, channel: 'call', from: one.number })).body).toEqual({ known: false, language: null, balanceWithoutPin: false });
    expect((await post('', { sid, channel: 'call', from: one.number })).body.known).toBe(true);
  });

  it('hears nothing without a PIN, unless the customer asked for it', async () => {
    expect((await read(await call((await customer()).number))).status).toBe(403);
    const open = await customer({ balanceWithoutPin: true });
    const heard = await read(await call(open.number));
    expect(heard.body).toMatchObject({ identified: false, accounts: [{ id: open.publicId, balanceEuro: '-2.00' }] });
    const sid = await call(null);
    await put(`/v1/phone/contacts/${sid}/connection`, PHONE_KEY, { digits: open.ean.slice(-13) });
    expect((await read(sid)).status).toBe(403);
  });

  it('may type the connection instead; nobody learns which connections exist', async () => {
    const home = await customer();
    const [known, unknown] = [await call(null), await call(null)];
    expect((await put(`/v1/phone/contacts/${known}/connection`, PHONE_KEY, { digits: home.ean.slice(-13) })).status).toBe(204);
    expect((await put(`/v1/phone/contacts/${unknown}/connection`, PHONE_KEY, { digits: '0000000000000' })).status).toBe(204);
    expect([await tryPin(known, 1, '0815'), await tryPin(unknown, 1, '0815')]).toEqual(['refused', 'refused']);
    expect([await tryPin(known, 2, PIN), await tryPin(unknown, 2, PIN)]).toEqual(['accepted', 'refused']);
    expect((await read(known)).body).toMatchObject({ language: 'nl', identified: true, accounts: [{ id: home.publicId }] });
    await put(`/v1/phone/contacts/${known}/connection`, PHONE_KEY, { digits: (await customer()).ean.slice(-13) });
    expect((await read(known)).status).toBe(403);
  });
});

describe('what is kept of a call', () => {
  it('is forgotten after a week, with the tries of its PIN', async () => {
    const one = await customer();
    const sid = await identifiedCall(one);
    const young = await call(one.number);
    await db.owner.query(`update phone_contact set opened_at = opened_at - interval '8 days' where contact_sid = $1`, [sid]);
    expect(await forgetPhoneContacts(db.application, wallNowMs())).toBe(1);
    const left = await db.owner.query<{ contact_sid: string }[]>('select contact_sid from phone_contact where contact_sid = any($1)', [[sid, young]]);
    expect(left.map(({ contact_sid }) => contact_sid)).toEqual([young]);
    expect(await db.owner.query('select 1 from pin_try where contact_sid = $1', [sid])).toEqual([]);
  });
});

describe('the PIN', () => {
  it('may be wrong three times in a call; the right one does not help any more', async () => {
    const sid = await call((await customer()).number);
    const tries = [];
    for (const [index, pin] of ['0815', '0816', '0817', PIN].entries()) tries.push(await tryPin(sid, index, pin));
    expect(tries).toEqual(['refused', 'refused', 'refused', 'too_many']);
  });

  it('is one try per step, however often the step is sent', async () => {
    const sid = await call((await customer()).number);
    for (let time = 0; time < 5; time += 1) expect(await tryPin(sid, 1, '0815')).toBe('refused');
    expect(await tryPin(sid, 2, PIN)).toBe('accepted');
    expect(await tryPin(sid, 2, '0815')).toBe('accepted');
  });

  it('may be wrong five times a day for one customer, also in many calls at once', async () => {
    const home = await customer();
    const sids = await Promise.all(Array.from({ length: 9 }, () => call(home.number)));
    const results = await Promise.all(sids.map((sid) => tryPin(sid, 1, '0815')));
    expect(results.filter((result) => result === 'refused')).toHaveLength(5);
    expect(await tryPin(await call(home.number), 1, PIN)).toBe('too_many');
  });

  it('cannot be one that everybody would try first', async () => {
    const home = await customer();
    for (const pin of ['1111', '1234', '987654', '12a4']) expect((await put(`/v1/accounts/${home.publicId}/phone-access`, agent, { pin })).status).toBe(422);
    const rows = await db.owner.query<{ pin_hash: string }[]>('select pin_hash from phone_access');
    for (const { pin_hash: hash } of rows) expect(hash).toMatch(/^\$argon2id\$/);
  });
});

describe('what is done by phone', () => {
  it('takes the Walloon emergency credit once, whatever is repeated', async () => {
    const home = await customer({ region: 'wallonia' });
    const sid = await identifiedCall(home);
    expect((await read(sid)).body.accounts[0].emergency).toMatchObject({ starts: 'by_own_action', canBeTaken: true, availableEuro: '10.00' });
    const take = (): Promise<Response> => post(`/${sid}/emergency-credit`, { accountId: home.publicId }, `${sid}:4`);
    const answers = [await take(), await take()];
    for (const { body } of answers) expect(body).toMatchObject({ result: 'taken', availableEuro: '10.00', desiredSupply: 'on' });
    expect((await read(sid)).body.accounts[0].emergency).toMatchObject({ canBeTaken: false, availableEuro: '10.00' });
  });

  it('says in Flanders what is left of it', async () => {
    const sid = await identifiedCall(await customer());
    expect((await read(sid)).body.accounts[0].emergency).toMatchObject({ starts: 'by_itself', canBeTaken: false, availableEuro: '48.00' });
  });

  it('takes "I have paid" once, and knows of it afterwards', async () => {
    const home = await customer();
    const sid = await identifiedCall(home);
    const claim = { accountId: home.publicId, amountEuro: '20.00', channel: 'transfer' };
    expect((await post(`/${sid}/payment-claims`, claim, `${sid}:5`)).body.result).toBe('kept');
    expect((await post(`/${sid}/payment-claims`, claim, `${sid}:5`)).body.result).toBe('kept');
    expect((await post(`/${sid}/payment-claims`, claim, `${sid}:9`)).body.result).toBe('already_announced');
    expect((await read(sid)).body.accounts[0].paymentUnderWayUntil).not.toBeNull();
  });

  it('says so when a link could not be sent', async () => {
    const home = await customer();
    const sid = await identifiedCall(home);
    expect((await post(`/${sid}/payment-links`, { accountId: home.publicId })).body).toEqual({ result: 'not_sent' });
  });

  it('writes down who wants to be called back, once per step, without a PIN', async () => {
    const home = await customer();
    const sid = await call(home.number);
    for (let time = 0; time < 2; time += 1) expect((await post(`/${sid}/call-backs`, {}, `${sid}:3`)).body).toEqual({ result: 'noted' });
    expect((await post(`/${await call(home.number)}/call-backs`, {})).body).toEqual({ result: 'noted' });
    const own = (await api.get('/v1/call-backs', agent)).body.items.filter((item: { number: string }) => item.number === home.number);
    expect(own).toMatchObject([{ customerName: 'An Peeters', language: 'nl', doneAt: null }]);
    expect((await put(`/v1/call-backs/${own[0].id}/done`, agent, {})).status).toBe(204);
    expect((await api.get('/v1/call-backs', agent)).body.items).not.toContainEqual(own[0]);
    expect((await post(`/${await call(null)}/call-backs`, {})).body).toEqual({ result: 'no_number' });
  });

  it('by SMS needs the customer’s own number, and keeps what was asked of the messages', async () => {
    const home = await customer();
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    await post('', { sid, channel: 'sms', from: home.number });
    expect((await put(`/v1/phone/contacts/${sid}/preferences`, PHONE_KEY, { optionalMessages: false, language: 'fr' })).status).toBe(204);
    expect((await read(sid)).body.language).toBe('fr');
    const [wish] = await inTenant(db.application, tenant.tenantId, (tx) =>
      tx.query('select optional_messages from contact_preference where person_id = $1', [home.customer.personId]));
    expect(wish).toEqual({ optional_messages: false });
  });
});

describe('the phone line is closed', () => {
  it('to everybody without its key, and its key opens nothing else', async () => {
    for (const token of [agent, tenant.apiKey, db.env.SANDBOX_KEY]) {
      expect((await api.post('/v1/phone/contacts', token ?? '', { sid: 'CA12345', channel: 'call' })).status).toBe(403);
    }
    expect((await api.get('/v1/accounts', PHONE_KEY)).status).toBe(403);
  });

  it('for contacts that proved nothing, and for accounts of others', async () => {
    const home = await customer();
    const unproved = await call(home.number);
    expect((await post(`/${unproved}/emergency-credit`, { accountId: home.publicId })).status).toBe(403);
    expect((await put(`/v1/phone/contacts/${unproved}/preferences`, PHONE_KEY, { language: 'fr' })).status).toBe(403);
    const sid = await identifiedCall(home);
    expect((await post(`/${sid}/emergency-credit`, { accountId: (await customer()).publicId })).status).toBe(404);
    expect((await read('CAnothing')).status).toBe(404);
  });
});
