import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;
let stranger: TestContract;
let provider: Server;
const sent: { to: string; text: string }[] = [];
let address = 0;

beforeAll(async () => {
  provider = await smsProvider();
  db = await openTestDatabase({ STRIPE_API_URL: 'http://127.0.0.1:9', TWILIO_API_URL: `http://127.0.0.1:${(provider.address() as AddressInfo).port}` });
  tenant = await makeTenant(db.owner, { nowMs: wallNowMs() });
  home = await makeContract(db.application, tenant.tenantId, { phone: '+32470123456' });
  await makeContract(db.application, tenant.tenantId, { customer: home.customer, utility: 'gas' });
  stranger = await makeContract(db.application, tenant.tenantId, { name: 'Jan Claes', phone: '+32470999999' });
  api = await openTestApi(db);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
  provider.close();
});

/** An SMS provider that keeps what it was given. */
function smsProvider(): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    incoming.on('end', () => {
      const form = new URLSearchParams(body);
      sent.push({ to: form.get('To') ?? '', text: form.get('Body') ?? '' });
      outgoing.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ sid: `SM${sent.length}`, status: 'queued' }));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Each asker has an address of its own unless one is given. */
const post = (path: string, body: object, from = `10.1.0.${(address += 1)}`): Promise<Response> => request(api.app.getHttpServer()).post(path).set('x-forwarded-for', from).send(body);
const askCode = (contact: string, from?: string): Promise<Response> => post('/v1/customer/codes', { contact }, from);
const signIn = (contact: string, code: string, from?: string): Promise<Response> => post('/v1/customer/sessions', { contact, code }, from);

/** The code that was sent to a number, when there is a new one; sending happens after the answer. */
async function codeFor(to: string, after: number): Promise<string> {
  for (let look = 0; look < 200; look += 1) {
    const found = sent.slice(after).findLast((message) => message.to === to);
    if (found !== undefined) return /^\d{6}/.exec(found.text)?.[0] ?? '';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no code came to ${to}`);
}

async function forget(): Promise<void> {
  await db.owner.query('delete from sign_in_code');
}

async function signedIn(contact = '0470 12 34 56', e164 = '+32470123456'): Promise<string> {
  await forget();
  const before = sent.length;
  await askCode(contact);
  const { body } = await signIn(contact, await codeFor(e164, before));
  return (body as { token: string }).token;
}

describe('signing in with a code', () => {
  it('opens a session once per code', async () => {
    await forget();
    const before = sent.length;
    expect((await askCode('0470 12 34 56')).status).toBe(202);
    const code = await codeFor('+32470123456', before);
    const opened = await signIn('+32 470 12 34 56', code);
    expect([opened.status, opened.body]).toEqual([201, { token: expect.stringMatching(/^tgd_cus_/), expiresAt: expect.any(String), language: 'nl' }]);
    expect((await signIn('0470 12 34 56', code)).status).toBe(401);
  });

  it('answers the same for a number that nobody has, and sends nothing there', async () => {
    await forget();
    const before = sent.length;
    const known = await askCode('0470 12 34 56');
    const unknown = await askCode('0470 00 11 22');
    await codeFor('+32470123456', before);
    expect([unknown.status, Object.keys(unknown.body as object)]).toEqual([known.status, Object.keys(known.body as object)]);
    expect(sent.slice(before).map(({ to }) => to)).toEqual(['+32470123456']);
    const refusals = [await signIn('0470 00 11 22', '123456'), await signIn('0470 12 34 56', 'abcdef'.replace(/./g, '0'))];
    expect(new Set(refusals.map(({ body }) => (body as { detail: string }).detail)).size).toBe(1);
  });

  it('opens nothing by a number that people of two homes gave, and both of one home', async () => {
    await forget();
    const number = '+32470555666';
    const one = await makeContract(db.application, tenant.tenantId, { name: 'Oma Peeters', phone: number });
    const other = await makeContract(db.application, tenant.tenantId, { name: 'Buur Claes', phone: number });
    const before = sent.length;
    await askCode('0470 55 56 66');
    await askCode('0470 12 34 56');
    await codeFor('+32470123456', before);
    expect(sent.slice(before).map(({ to }) => to)).toEqual(['+32470123456']);
    await db.owner.query(
      `update connection k set house_number = o.house_number from connection o where k.ean = $1 and o.ean = $2`, [other.ean, one.ean]);
    const { body } = await request(api.app.getHttpServer()).get('/v1/customer/home').set('authorization', `Bearer ${await signedIn('0470 55 56 66', number)}`);
    expect(JSON.stringify(body)).toContain(one.publicId);
    expect(JSON.stringify(body)).toContain(other.publicId);
  });

  it('takes five tries of a code and not one more, even with the right one', async () => {
    await forget();
    const before = sent.length;
    await askCode('0470 99 99 99');
    const code = await codeFor('+32470999999', before);
    // The database counts, whichever process is asked.
    await db.owner.query('update sign_in_code set tries = 5 where used_at is null');
    expect((await signIn('0470 99 99 99', code)).status).toBe(401);
  });

  it('forgets a code after ten minutes', async () => {
    await forget();
    const before = sent.length;
    await askCode('0470 12 34 56');
    const code = await codeFor('+32470123456', before);
    await db.owner.query(`update sign_in_code set expires_at = now() - interval '1 second'`);
    expect((await signIn('0470 12 34 56', code)).status).toBe(401);
  });

  it('sends three codes in a quarter of an hour, to a number of somebody and of nobody alike', async () => {
    await forget();
    const statuses = async (contact: string): Promise<number[]> => {
      const answers: number[] = [];
      for (let count = 0; count < 4; count += 1) answers.push((await askCode(contact)).status);
      return answers;
    };
    expect(await statuses('jan.claes.unknown@example.org')).toEqual([202, 202, 202, 429]);
    expect(await statuses('+32470555555')).toEqual([202, 202, 202, 429]);
  });

  it('bounds what one network address may ask, and leaves the others alone', async () => {
    await forget();
    const answers: number[] = [];
    for (let count = 0; count < 31; count += 1) answers.push((await askCode(`somebody${count}@example.org`, '10.9.9.9')).status);
    expect(answers.at(-1)).toBe(429);
    expect((await askCode('somebody.else@example.org', '10.9.9.8')).status).toBe(202);
  });

  it('refuses what is no number and no address', async () => {
    expect((await askCode('hallo')).status).toBe(422);
    expect((await askCode('')).status).toBe(422);
  });
});

describe('what a customer sees', () => {
  it('is the own home: both energies, and how to pay', async () => {
    const token = await signedIn();
    const { status, body } = await api.get('/v1/customer/home', token);
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'An Peeters', sandbox: true, energies: [{ id: home.publicId, utility: 'electricity', balanceEuro: '0.00' }, { utility: 'gas' }] });
    expect((body as { energies: { transfer: { epcQr: string } }[] }).energies[0]?.transfer.epcQr.split('\n')).toHaveLength(11);
  });

  it('is nothing of staff, and staff see nothing by it', async () => {
    const token = await signedIn();
    expect((await api.get('/v1/accounts', token)).status).toBe(401);
    expect((await api.get('/v1/customer/home', tenant.apiKey)).status).toBe(401);
    expect((await api.get('/v1/customer/home')).status).toBe(401);
  });

  it('ends with signing out', async () => {
    const token = await signedIn();
    expect((await api.delete('/v1/customer/sessions/current', token)).status).toBe(204);
    expect((await api.get('/v1/customer/home', token)).status).toBe(401);
  });

  it('lets a customer say once that money is under way, for an own account only', async () => {
    const token = await signedIn();
    const claim = { accountId: home.publicId, amountEuro: '25.00', channel: 'transfer' };
    expect((await api.post('/v1/customer/payment-claims', token, claim)).status).toBe(201);
    expect((await api.post('/v1/customer/payment-claims', token, claim)).status).toBe(409);
    expect((await api.post('/v1/customer/payment-claims', token, { ...claim, accountId: stranger.publicId })).status).toBe(404);
  });
});

describe('a payment link', () => {
  it('shows amount, reference and time, and nothing else; withdrawn it shows nothing', async () => {
    const token = await signedIn();
    const made = await api.post('/v1/customer/payment-links', token, { accountId: home.publicId, amountEuro: '15.00' });
    const { id, url } = made.body as { id: string; url: string };
    const secret = url.split('/').at(-1) ?? '';
    const seen = await api.get(`/v1/payment-links/${secret}`);
    expect(seen.body).toMatchObject({ amountEuro: '15.00', reference: expect.stringMatching(/^\+\+\+/) });
    expect(JSON.stringify(seen.body)).not.toMatch(/Peeters|balance|debt|tgd_/i);
    expect((await api.post('/v1/checkout-sessions', '', { paymentLink: secret, amountEuro: '14.00' })).status).toBe(422);
    expect((await api.post(`/v1/customer/payment-links/${id}/revoke`, await signedIn('0470 99 99 99', '+32470999999'), {})).status).toBe(404);
    expect((await api.post(`/v1/customer/payment-links/${id}/revoke`, token, {})).status).toBe(204);
    expect((await api.get(`/v1/payment-links/${secret}`)).status).toBe(404);
  });

  it('for a home of somebody else cannot be made, nor a checkout', async () => {
    const token = await signedIn();
    expect((await api.post('/v1/customer/payment-links', token, { accountId: stranger.publicId })).status).toBe(404);
    expect((await api.post('/v1/checkout-sessions', token, { accountId: stranger.publicId, amountEuro: '10.00' })).status).toBe(404);
    expect((await api.post('/v1/checkout-sessions', '', { accountId: home.publicId, amountEuro: '10.00' })).status).toBe(401);
  });

  it('says that nothing was paid while the card provider is silent', async () => {
    const { status, body } = await api.post('/v1/checkout-sessions', tenant.apiKey, { accountId: home.publicId, amountEuro: '10.00' });
    expect([status, (body as { code: string }).code]).toEqual([503, 'card_provider_silent']);
  });
});
