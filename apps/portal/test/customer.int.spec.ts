import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { languages } from '../app/api/types.js';
import { startFakeApi, type FakeApi } from './fake-api/fake-api.js';
import { madeCheckoutId, madeCode, madeContact, madeHome, madeLinkSecret } from './fake-api/made-customer.js';
import { startPortal, Visitor, type RunningPortal } from './visitor.js';

const [electricity, gas] = madeHome.energies;
const key = '00000000-0000-4000-8000-000000000001';

let api: FakeApi;
let portal: RunningPortal;
let visitor: Visitor;

beforeAll(async () => {
  api = await startFakeApi();
  portal = await startPortal(api.url);
});
beforeEach(() => {
  visitor = new Visitor(portal.url);
  api.seen.length = 0;
});
afterAll(async () => {
  await portal.close();
  await api.close();
});

async function signIn(): Promise<void> {
  await visitor.post('/my/sign-in', { contact: madeContact });
  await visitor.post('/my/code', { code: madeCode });
}

const where = (response: Response): [number, string | null] => [response.status, response.headers.get('location')];

describe('signing in with a code', () => {
  it('leads from every page of a customer to the one question, and from there to the code', async () => {
    expect(where(await visitor.get('/my'))).toEqual([303, '/my/sign-in']);
    expect(where(await visitor.post('/my/sign-in', { contact: madeContact }))).toEqual([303, '/my/code']);
    const page = await (await visitor.get('/my/code')).text();
    expect(page).toContain(madeContact);
    expect(page).toContain('autoComplete="one-time-code"');
  });

  it('says the same of a wrong code and of no code, and keeps the number out of the address', async () => {
    await visitor.post('/my/sign-in', { contact: madeContact });
    for (const code of ['', '12345', '999999']) {
      const answer = await visitor.post('/my/code', { code });
      expect([answer.status, (await answer.text()).includes('Deze code werkt niet.')]).toEqual([400, true]);
    }
    expect(api.seen.every(({ path }) => !path.includes('0470'))).toBe(true);
  });

  it('takes a code with blanks, and keeps the session out of reach of scripts', async () => {
    await visitor.post('/my/sign-in', { contact: madeContact });
    const answer = await visitor.post('/my/code', { code: ' 123 456 ' });
    expect(where(answer)).toEqual([303, '/my']);
    expect(answer.headers.get('set-cookie')).toMatch(/tegoed_customer=[^;]+; Path=\/; HttpOnly; SameSite=Lax/i);
  });

  it('opens nothing of the staff, and a session of staff opens nothing of a customer', async () => {
    await signIn();
    expect(where(await visitor.get('/accounts'))).toEqual([303, '/login?next=%2Faccounts']);
    const staff = new Visitor(portal.url);
    await staff.signIn('els@scheldeland.example');
    expect(where(await staff.get('/my'))).toEqual([303, '/my/sign-in']);
  });

  it('tells the API whose network address asks', async () => {
    await visitor.post('/my/sign-in', { contact: madeContact });
    expect(api.seen.find(({ path }) => path === '/v1/customer/codes')).toMatchObject({ forwardedFor: expect.stringContaining('127.0.0.1') });
  });
});

describe('the first page', () => {
  it.each(languages)('tells in %s whether there is energy, for how long, what next, and how to pay', async (language) => {
    await signIn();
    await visitor.post('/language', { language, back: '/my' });
    const page = await (await visitor.get('/my')).text();
    expect(page).toContain(`<html lang="${language}">`);
    for (const fact of [`/my/top-up/${electricity.id}`, `/my/transfer/${gas.id}`, '0800 00 000', 'Netbeheer Scheldeland']) expect(page).toContain(fact);
    expect(page).not.toContain('<script');
  });

  it('weighs less than 50 kB with its styles, compressed', async () => {
    await signIn();
    const page = await (await visitor.get('/my')).text();
    const styles = [...page.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? '');
    const bytes = await Promise.all(styles.map(async (path) => gzipSync(Buffer.from(await (await visitor.get(path)).arrayBuffer())).length));
    expect(styles.length).toBeGreaterThan(0);
    expect(gzipSync(page).length + bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(50_000);
  });
});

describe('topping up', () => {
  it('takes three screens: the amount, one look, and the page of the card provider', async () => {
    await signIn();
    expect(where(await visitor.get(`/my/top-up/${electricity.id}?choice=20.00&other=`))).toEqual([303, `/my/top-up/${electricity.id}/check?amount=20.00`]);
    const check = await (await visitor.get(`/my/top-up/${electricity.id}/check?amount=20.00`)).text();
    expect(check).toContain('112,30');
    expect(where(await visitor.post(`/my/top-up/${electricity.id}/check`, { amount: '20.00', key }))).toEqual([303, 'http://127.0.0.1:3003/checkout']);
    expect(api.seen.find(({ path }) => path === '/v1/checkout-sessions')).toMatchObject({ idempotencyKey: key, body: { accountId: electricity.id, amountEuro: '20.00', language: 'nl' } });
  });

  it.each(['0', '0,50', '501', '500,01', 'veel', '-5', '1e2', '12,345'])('refuses %s as an amount and keeps the customer on the page', async (other) => {
    await signIn();
    const answer = await visitor.get(`/my/top-up/${electricity.id}?other=${encodeURIComponent(other)}`);
    expect([answer.status, (await answer.text()).includes('Kies een bedrag van 1 tot 500 euro.')]).toEqual([400, true]);
  });

  it('may lead to the page of the card provider and nowhere else', async () => {
    await signIn();
    const policy = (await visitor.get('/my')).headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' http://127.0.0.1:3003");
    expect(policy).not.toContain('script-src');
  });

  it('for a home of somebody else does not exist', async () => {
    await signIn();
    expect((await visitor.get('/my/top-up/00000000-0000-4000-8000-0000000000ff')).status).toBe(404);
  });
});

describe('a helper', () => {
  it('sees reference and how to pay, and nothing of the customer', async () => {
    const page = await (await visitor.get(`/pay/${madeLinkSecret}`)).text();
    expect(page).toContain('+++120/0000/10076+++');
    for (const private_ of ['An Peeters', '12,30', '112,30', '37,70']) expect(page).not.toContain(private_);
    expect(where(await visitor.post(`/pay/${madeLinkSecret}`, { choice: '20.00', other: '', key }))).toEqual([303, 'http://127.0.0.1:3003/checkout']);
  });

  it('is told when a link works no more', async () => {
    const gone = await visitor.get('/pay/an-old-link-000000000000');
    expect([gone.status, (await gone.text()).includes('Deze link werkt niet meer')]).toEqual([404, true]);
  });

  it('gets a receipt with amount, reference and time only', async () => {
    const page = await (await visitor.get(`/paid/${madeCheckoutId}`)).text();
    for (const fact of ['20,00', '+++120/0000/10076+++', '10:01']) expect(page).toContain(fact);
    expect(page).not.toContain('An Peeters');
  });
});

it('makes a link with a code to scan, and says that a transfer is under way', async () => {
  await signIn();
  const made = await (await visitor.post(`/my/share/${gas.id}`, { amount: '15' })).text();
  expect(made).toContain(`/pay/${madeLinkSecret}`);
  expect(made).toMatch(/<svg class="qr"[^>]*><rect[^>]*><\/rect><path d="M4 4h7v1h-7z/);
  expect(where(await visitor.post(`/my/transfer/${gas.id}`, { amount: '25', channel: 'deposit', key }))).toEqual([303, '/my?claimed=1']);
  expect(api.seen.find(({ path }) => path === '/v1/customer/payment-claims')?.body).toEqual({ accountId: gas.id, amountEuro: '25.00', channel: 'deposit' });
});
