import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../app/api/types.js';
import { startFakeApi, type FakeApi } from './fake-api/fake-api.js';
import { accountId } from './fake-api/made-accounts.js';
import { startPortal, Visitor, type RunningPortal } from './visitor.js';

let api: FakeApi;
let portal: RunningPortal;
let agent: Visitor;
let caseWorker: Visitor;

beforeAll(async () => {
  api = await startFakeApi();
  portal = await startPortal(api.url);
  agent = new Visitor(portal.url);
  caseWorker = new Visitor(portal.url);
  await agent.signIn('els@scheldeland.example');
  await caseWorker.signIn('sofie@ocmw-zele.example');
});
afterEach(() => {
  api.weather.failing = false;
  api.weather.quiet = false;
});
afterAll(async () => {
  await portal.close();
  await api.close();
});

const account = `/accounts/${accountId(1)}`;
const person = `/people/${accountId(3)}`;
const agentPages = ['/', '/accounts', account, `${account}?show=money`, '/daily-runs', '/daily-runs/run-1', '/daily-runs/run-3', '/payments', '/tariffs', '/policies'];
const caseWorkerPages = ['/', person];

async function pageOf(visitor: Visitor, path: string): Promise<string> {
  const response = await visitor.get(path);
  expect(response.status, path).toBe(200);
  return said(response);
}

/** The words of a page without the marks that React leaves between two pieces of one text. */
const said = async (response: Response): Promise<string> => (await response.text()).replaceAll('<!-- -->', '');

/** What must hold on every page: one heading, landmarks, help line, no script, nothing from elsewhere, no gap in the words. */
function expectSoundPage(html: string): void {
  expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  expect(html).toMatch(/<title>[^<]+ · [^<]+<\/title>/);
  for (const landmark of ['<main id="content"', '<header', '<footer', 'class="skip"', 'tel:080000000']) expect(html).toContain(landmark);
  expect(html).not.toMatch(/<script|modulepreload|\sstyle="|\son[a-z]+="/i);
  expect(html).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
  expect(html).not.toMatch(/\{\{|undefined|NaN|\[object/);
}

describe('every page', () => {
  it.each(agentPages)('%s is sound and small for a supplier', async (path) => {
    const html = await pageOf(agent, path);
    expectSoundPage(html);
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(html)?.[1] ?? '';
    const style = await (await agent.get(css)).text();
    expect(gzipSync(html).length + gzipSync(style).length).toBeLessThan(50_000);
  });

  it.each(caseWorkerPages)('%s is sound for a case worker', async (path) => expectSoundPage(await pageOf(caseWorker, path)));

  it.each(languages)('speaks %s once chosen', async (language) => {
    const reader = new Visitor(portal.url);
    await reader.signIn('els@scheldeland.example');
    const chosen = await reader.post('/language', { language, back: '/accounts?query=an' });
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/accounts?query=an']);
    for (const path of agentPages) {
      const html = await pageOf(reader, path);
      expect(html).toContain(`<html lang="${language}">`);
      expectSoundPage(html);
    }
  });

  it('speaks the language of the person who signs in, and of the browser before that', async () => {
    const reader = new Visitor(portal.url);
    expect(await (await reader.get('/login', { 'accept-language': 'de-BE' })).text()).toContain('<html lang="de">');
    await reader.signIn('marie@scheldeland.example');
    expect(await pageOf(reader, '/')).toContain('<html lang="fr">');
  });

  it('is served with a policy that lets nothing in but our own style, and is compressed', async () => {
    const response = await agent.get('/');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none';style-src 'self';img-src 'self';form-action 'self' http://127.0.0.1:3003;base-uri 'none';frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('x-powered-by')).toBeNull();
  });
});

describe('overview', () => {
  it('says first what is wrong, names who is off, and that cuts are paused', async () => {
    const html = await pageOf(agent, '/');
    expect(html).toContain('Alle afsluitingen staan op pauze');
    expect(html).toContain('3 zonder zekere uitkomst, 1 mislukt');
    expect(html).toContain(`href="/accounts/${accountId(3)}">Mehmet Yıldız`);
    expect(html).toContain('klopt op de cent');
    expect(html).toContain('Hier is het donderdag 14 januari 2027 om 09:40');
  });

  it('has words for a day on which nothing is wrong and nothing is there', async () => {
    api.weather.quiet = true;
    const html = await pageOf(agent, '/');
    expect(html).toContain('Niets vraagt nu aandacht.');
    expect(html).toContain('Er is nog geen dag verwerkt.');
    expect(await pageOf(agent, '/payments')).toContain('Geen enkele betaling wacht.');
    expect(await pageOf(caseWorker, '/')).toContain('Niemand van uw mensen heeft nu hulp nodig.');
  });

  it('tells what time it is in a sandbox, and nothing to who has none', async () => {
    const admin = new Visitor(portal.url);
    await admin.signIn('bart@scheldeland.example');
    expect(await pageOf(admin, '/')).toContain('Oefenomgeving');
    const live = new Visitor(portal.url);
    await live.signIn('marie@scheldeland.example');
    expect(await pageOf(live, '/')).not.toContain('class="sandbox"');
  });
});

describe('accounts', () => {
  it('hands search, filters and cursor on to the API and keeps the filters while paging', async () => {
    await pageOf(agent, '/accounts?query=verhulst&supply=limited');
    expect(api.seen.at(-1)?.path).toBe('/v1/accounts?query=verhulst&supply=limited&limit=50');
    expect(await pageOf(agent, '/accounts')).toContain('href="/accounts?cursor=after-12"');
    expect(await pageOf(agent, '/accounts?query=niemand')).toContain('Niets gevonden');
  });

  it('shows state as a word, days left before the balance, and what comes next', async () => {
    const row = /Luc Wouters<\/a>.*?<\/tr>/s.exec(await pageOf(agent, '/accounts'))?.[0] ?? '';
    const places = ['2 dagen', 'tot za 16 jan', 'Aan', 'Weinig tegoed', '€\u00a06,35', 'ma 18 jan, 10:00', 'Beperkt, 10 A'].map((words) => row.indexOf(words));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('explains why a home is limited and which conditions hold a cut back', async () => {
    const html = await pageOf(agent, account);
    expect(html).toContain('Waarom is dit huis beperkt?');
    expect(html).toContain('Nee: 1 van 5 voorwaarden houden het tegen.');
    expect(html).toContain('Houdt tegen: </span>Afsluiten mag pas op maandag 18 januari');
    expect(api.seen.some(({ path }) => path.endsWith('/explain?language=nl'))).toBe(true);
  });

  it('shows every kind of the timeline, and only money when money is asked for', async () => {
    const older = `${await pageOf(agent, account)}${await pageOf(agent, `${account}?cursor=15`)}${await pageOf(agent, `${account}?cursor=30`)}`;
    const kinds = ['payment', 'charge', 'instalment', 'grant', 'correction', 'decision', 'command', 'supply', 'notice', 'reading', 'note'];
    expect(kinds.filter((kind) => !older.includes(`entry-${kind}"`))).toEqual([]);
    const money = await pageOf(agent, `${account}?show=money`);
    expect(money).not.toMatch(/entry-(notice|command|decision|note)"/);
    expect(money).toContain('show=money&amp;cursor=15');
    expect(api.seen.some(({ path }) => path.includes('kind=payment&kind=charge&kind=instalment&kind=grant&kind=correction'))).toBe(true);
  });

  it('keeps a note once, says so, and asks for words when there are none', async () => {
    const saved = await agent.post(account, { note: 'Gebeld', noteKey: 'key-1' });
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${account}?noted=1#timeline`]);
    expect(api.seen.findLast(({ path }) => path === '/v1/notes')).toMatchObject({ idempotencyKey: 'key-1', body: { accountId: accountId(1), text: 'Gebeld' } });
    const empty = await agent.post(account, { note: ' ', noteKey: 'key-2' });
    expect(empty.status).toBe(400);
    expect(await empty.text()).toContain('Schrijf eerst een notitie.');
  });
});

describe('daily run', () => {
  it('refreshes itself only while it runs, and can be told to stand still', async () => {
    expect(await pageOf(agent, '/daily-runs/run-1')).toContain('<meta http-equiv="refresh" content="5"/>');
    expect(await pageOf(agent, '/daily-runs/run-1?refresh=off')).not.toContain('http-equiv="refresh"');
    expect(await pageOf(agent, '/daily-runs/run-2')).not.toContain('http-equiv="refresh"');
    expect(await pageOf(agent, '/daily-runs/run-1')).toMatch(/<progress max="203" value="128"/);
  });
});

describe('trouble', () => {
  it('says what to do when a page does not exist, may not be seen, or the API is down', async () => {
    const missing = await agent.get('/nowhere');
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('Deze bladzijde bestaat niet')]);
    const unknown = await agent.get('/accounts/nobody');
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('Deze rekening bestaat niet.')]);
    const forbidden = await caseWorker.get('/accounts');
    expect([forbidden.status, await forbidden.text()]).toEqual([403, expect.stringContaining('Dit mag u niet zien')]);
    api.weather.failing = true;
    const failed = await agent.get('/');
    const html = await failed.text();
    expect([failed.status, html]).toEqual([502, expect.stringContaining('Er ging iets mis bij ons')]);
    expect(html).not.toContain('<script');
  });

  it('keeps its language and help line when the API does not answer at all', async () => {
    const lonely = await startPortal('http://127.0.0.1:9');
    const visitor = new Visitor(lonely.url);
    const signIn = await visitor.signIn('els@scheldeland.example');
    expect([signIn.status, await signIn.text()]).toEqual([503, expect.stringContaining('het systeem antwoordt niet')]);
    expect(await (await visitor.get('/health')).json()).toEqual({ status: 'ok' });
    await lonely.close();
  });
});
