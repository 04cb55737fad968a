import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakeApi, type FakeApi } from './fake-api/fake-api.js';
import { accountId } from './fake-api/made-accounts.js';
import { startPortal, Visitor, type RunningPortal } from './visitor.js';

let api: FakeApi;
let portal: RunningPortal;
let visitor: Visitor;

beforeAll(async () => {
  api = await startFakeApi();
  portal = await startPortal(api.url);
});
beforeEach(() => {
  visitor = new Visitor(portal.url);
});
afterAll(async () => {
  await portal.close();
  await api.close();
});

describe('signing in', () => {
  it('answers 303 to where one wanted to go, with a signed cookie that scripts cannot read', async () => {
    const asked = await visitor.get('/accounts?supply=off');
    expect([asked.status, asked.headers.get('location')]).toEqual([303, '/login?next=%2Faccounts%3Fsupply%3Doff']);
    const signedIn = await visitor.post('/login', { email: 'els@scheldeland.example', password: 'een lang oefenwachtwoord', next: '/accounts?supply=off' });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/accounts?supply=off']);
    expect(signedIn.headers.get('set-cookie')).toMatch(/^tegoed_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/i);
    expect((await visitor.get('/accounts')).status).toBe(200);
  });

  it('never leads elsewhere afterwards', async () => {
    const signedIn = await visitor.post('/login', { email: 'els@scheldeland.example', password: 'een lang oefenwachtwoord', next: '//elsewhere.example' });
    expect(signedIn.headers.get('location')).toBe('/');
  });

  it('says what to do after a wrong password, keeps the address and never the password', async () => {
    const refused = await visitor.post('/login', { email: 'els@scheldeland.example', password: 'verkeerd-geheim', next: '/' });
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toContain('Kijk beide na en probeer opnieuw.');
    expect(html).toContain('value="els@scheldeland.example"');
    expect(html).not.toContain('verkeerd-geheim');
  });

  it('takes no cookie that was not signed by us', async () => {
    await visitor.signIn('els@scheldeland.example');
    const forged = (visitor.cookie('tegoed_session') ?? '').slice(0, -6);
    const response = await fetch(`${portal.url}/accounts`, { headers: { cookie: `tegoed_session=${forged}` }, redirect: 'manual' });
    expect(response.headers.get('location')).toMatch(/^\/login/);
  });

  it('ends the session here and at the API', async () => {
    await visitor.signIn('els@scheldeland.example');
    const left = await visitor.post('/logout', {});
    expect([left.status, left.headers.get('location')]).toEqual([303, '/login']);
    expect(api.seen.some(({ method, path }) => method === 'DELETE' && path === '/v1/sessions/current')).toBe(true);
    expect((await visitor.get('/')).headers.get('location')).toBe('/login');
  });
});

describe('a form from elsewhere', () => {
  it.each(['/login', '/logout', '/language', `/accounts/${accountId(1)}`])('is refused at %s', async (path) => {
    await visitor.signIn('els@scheldeland.example');
    const before = api.seen.filter(({ method }) => method !== 'GET').length;
    const refused = await visitor.post(path, { note: 'x', noteKey: 'k', language: 'fr' }, 'https://elsewhere.example');
    expect(refused.status).toBe(400);
    expect(api.seen.filter(({ method }) => method !== 'GET')).toHaveLength(before);
  });
});

describe('behind a proxy', () => {
  it('accepts forms of the public address, marks its cookies secure and still refuses all others', async () => {
    const proxied = await startPortal(api.url, 'https://portaal.example');
    const outside = new Visitor(proxied.url);
    const fields = { email: 'els@scheldeland.example', password: 'een lang oefenwachtwoord', next: '/' };
    const signedIn = await outside.post('/login', fields, 'https://portaal.example');
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('set-cookie')).toMatch(/; Secure/i);
    expect(signedIn.headers.get('strict-transport-security')).toMatch(/^max-age=/);
    expect((await outside.post('/login', fields)).status).toBe(303);
    expect((await outside.post('/login', fields, 'https://elsewhere.example')).status).toBe(400);
    await proxied.close();
  });
});

describe('support credit', () => {
  const person = `/people/${accountId(3)}`;
  const order = { other: '25,00', reason: 'Twee kleine kinderen' };
  const grants = () => api.seen.filter(({ path }) => path === '/v1/grants');

  beforeEach(async () => {
    api.seen.length = 0;
    await visitor.signIn('sofie@ocmw-zele.example');
  });

  async function openForm(): Promise<string> {
    const opened = await visitor.get(`${person}/support`);
    expect(opened.status).toBe(303);
    return opened.headers.get('location') ?? '';
  }

  it('books nothing before it is confirmed', async () => {
    const form = await openForm();
    expect(await (await visitor.get(form)).text()).toContain('Waarom geeft u dit?');
    const filled = await visitor.post(form, order);
    expect([filled.status, filled.headers.get('location')]).toEqual([303, `${form}/review`]);
    expect(await (await visitor.get(`${form}/review`)).text()).toContain('Ja, geef €\u00a025,00');
    expect(await (await visitor.get(form)).text()).toContain('Twee kleine kinderen</textarea>');
    expect(grants()).toEqual([]);
  });

  it('sends the same key for a double press and after the browser goes back, and a new one for a new form', async () => {
    const form = await openForm();
    const [first, second] = await Promise.all([visitor.post(`${form}/review`, order), visitor.post(`${form}/review`, order)]);
    const again = await visitor.post(`${form}/review`, order);
    expect([first.status, second.status, again.status]).toEqual([303, 303, 303]);
    expect(new Set(grants().map(({ idempotencyKey }) => idempotencyKey))).toEqual(new Set([form.split('/').at(-1)]));
    await visitor.post(`${await openForm()}/review`, order);
    expect(new Set(grants().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(grants()[0]?.body).toEqual({ accountId: accountId(3), kind: 'support_credit', amountEuro: '25.00', reason: 'Twee kleine kinderen' });
  });

  it('says what happens now: a gas meter waits for its button', async () => {
    const form = await openForm();
    const given = await visitor.post(`${form}/review`, order);
    expect(given.headers.get('location')).toBe(`${form}/given`);
    const html = await (await visitor.get(`${form}/given`)).text();
    expect(html).toContain('€\u00a025,00 is gegeven');
    expect(html).toContain('drukt dan zelf op de knop van de gasmeter');
  });

  it('leads from a used form to its result, and from an unknown review to the form', async () => {
    const form = await openForm();
    expect((await visitor.get(`${form}/review`)).headers.get('location')).toBe(form);
    await visitor.post(form, order);
    await visitor.post(`${form}/review`, order);
    for (const page of [form, `${form}/review`]) expect((await visitor.get(page)).headers.get('location')).toBe(`${form}/given`);
    expect((await visitor.get(`${await openForm()}/given`)).headers.get('location')).toBe(person);
  });

  it('books nothing more when a used form is sent with another amount', async () => {
    const form = await openForm();
    await visitor.post(`${form}/review`, order);
    const other = await visitor.post(`${form}/review`, { ...order, other: '30' });
    expect(other.status).toBe(409);
    expect(await other.text()).toContain('Er is niets extra geboekt');
  });

  it('asks for amount and reason, and tells why the API refuses', async () => {
    const form = await openForm();
    const empty = await visitor.post(form, {});
    expect(empty.status).toBe(400);
    const html = await empty.text();
    expect(html).toContain('href="#choice-10"');
    expect(html).toContain('href="#reason"');
    await visitor.post(form, { ...order, other: '9999' });
    const tooMuch = await visitor.post(`${form}/review`, { ...order, other: '9999' });
    expect(await tooMuch.text()).toContain('Meer dan 250 euro heeft een tweede persoon nodig.');
    expect(grants().filter(({ body }) => (body as { amountEuro: string }).amountEuro !== '9999.00')).toEqual([]);
  });

  it('shows a case worker no tariff, no payment reference, no connection number and no other address', async () => {
    const html = await (await visitor.get(person)).text();
    for (const hidden of ['Sociaal tarief', '+++', '5414488', 'XEN-2026', 'an.verhulst@', 'entry-charge', 'entry-payment']) expect(html).not.toContain(hidden);
  });

  it('is not for the supplier', async () => {
    const agent = new Visitor(portal.url);
    await agent.signIn('els@scheldeland.example');
    expect((await agent.get(`${person}/support`)).status).toBe(403);
    expect((await agent.post(`${person}/support/00000000-0000-4000-8000-000000000000/review`, order)).status).toBe(403);
    expect(grants()).toEqual([]);
  });
});
