import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, helpText } from './commands.js';
import type { Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { paintFor } from './terminal.js';

interface Heard { method: string; path: string; key: string; body: string }

const DURME = { id: 'd', name: 'Netbeheer Durme', iban: 'BE83363012345615', bic: 'BBRUBEBB', apiKey: 'key-durme' };
const TAXANDRIA = { id: 't', name: 'Netbeheer Taxandria', iban: 'BE38999000000272', bic: 'KREDBEBB', apiKey: 'key-taxandria' };
const WORLDS = { items: [{ worldId: 'w', name: 'pilot', now: '', automatic: true, tenants: [TAXANDRIA, DURME] }], nextCursor: null };
const CLOCK = { worldId: 'w', name: 'pilot', now: '2026-11-22T09:00:00.000Z', advancing: false, target: null, stepsDone: 4 };

let heard: Heard[] = [];
let answers: Record<string, [number, unknown][]> = {};
let server: Server;
let url: string;
let folder: string;
let shown: string[] = [];
let wallMs = Date.UTC(2026, 10, 23);

beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const asked = `${request.method} ${request.url}`;
      heard.push({ method: request.method ?? '', path: request.url ?? '', key: (request.headers.authorization ?? '').slice('Bearer '.length), body });
      const [status, answer] = (answers[asked]?.length ?? 0) > 1 ? answers[asked]!.shift()! : (answers[asked]?.[0] ?? [404, { code: 'not_found', detail: 'There is nothing at this address.' }]);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), 'tegoed-cli-'));
});
afterEach(() => {
  heard = [];
  shown = [];
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Runs a command line against the stand-in server, which answers what `given` says. */
function tegoed(line: string, given: Record<string, [number, unknown][]> = {}, env: Partial<Setting['env']> = {}): Promise<Outcome> {
  answers = { 'GET /v1/sandbox/worlds': [[200, WORLDS]], ...given };
  const [name = '', ...argv] = line.split(' ');
  return COMMANDS[name]!.run(argv, {
    env: { API_URL: url, SANDBOX_KEY: 'sandbox', PILOT_HISTORY_DAYS: 60, ...env },
    paint: paintFor(false),
    progress: { show: (text) => shown.push(text), end: () => undefined },
    wallNowMs: () => wallMs,
    pause: (ms) => Promise.resolve((wallMs += ms * 10)),
  });
}

async function fileOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

describe('tegoed import', () => {
  const coda = '0000002032630005        REF001    PREPAY BV                 BBRUBEBB   00417497106 00000                                       2\n';
  const booked = { fileId: 'f', verdict: 'accept', why: null, booked: { count: 2, amountEuro: '35.00' }, suspense: { count: 1, amountEuro: '10.00' }, reversed: { count: 0, amountEuro: '0.00' }, pending: 0, duplicates: 0 };
  const taken = { fileId: 'f', verdict: 'accept', why: null, days: ['2026-11-02'], readings: 4, accepted: 3, rejected: [{ ean: '541448800000000017', line: 2, why: 'no contract' }] };

  it.each([
    ['statement.txt', coda, '/v1/bank-statements'],
    ['statement', '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">', '/v1/bank-statements'],
    ['readings.cod', '<EventMessage><Noun>MeterReadings</Noun>', '/v1/meter-readings'],
    ['registers', 'ean;register;day;wh;quality\n', '/v1/meter-readings'],
    ['export', '\ufeffVan datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid\n', '/v1/meter-readings'],
  ])('decides by what %s holds', async (name, text, door) => {
    await tegoed(`import ${await fileOf(name, text)}`, { 'POST /v1/bank-statements': [[201, booked]], 'POST /v1/meter-readings': [[201, taken]] });
    expect(heard.at(-1)).toEqual({ method: 'POST', path: door, key: 'key-durme', body: text });
  });

  it('says what was booked and what was not', async () => {
    const bank = await tegoed(`import ${await fileOf('a', coda)}`, { 'POST /v1/bank-statements': [[201, booked]] });
    expect(bank.out).toContain('accept; 2 booked (35.00 EUR), 1 in suspense (10.00 EUR), 0 taken back (0.00 EUR), 0 pending, 0 known already.');
    const readings = await tegoed(`import ${await fileOf('b', 'ean;register;day;wh;quality\n')}`, { 'POST /v1/meter-readings': [[201, taken]] });
    expect(readings.out).toContain('3 of 4 readings taken for 2026-11-02, 1 not taken.\n  541448800000000017: no contract');
  });

  it('speaks for the supplier that is named, or for the key of the environment', async () => {
    const given = { 'POST /v1/bank-statements': [[201, booked]] as [number, unknown][] };
    await tegoed(`import ${await fileOf('a', coda)} --tenant BE38999000000272`, given);
    expect(heard.at(-1)?.key).toBe('key-taxandria');
    await tegoed(`import ${await fileOf('a', coda)}`, given, { TEGOED_API_KEY: 'own' });
    expect(heard.map(({ key }) => key)).toEqual(['sandbox', 'key-taxandria', 'own']);
    expect((await tegoed(`import ${await fileOf('a', coda)} --tenant Nobody`, given)).err).toBe('There is no supplier Nobody; there are: Netbeheer Taxandria, Netbeheer Durme.\n');
  });

  it('has one sentence for every failure', async () => {
    expect(await tegoed('import /no/such/file')).toEqual({ exitCode: 2, out: '', err: '/no/such/file cannot be read: there is no such file.\n' });
    expect((await tegoed(`import ${folder}`)).err).toBe(`${folder} cannot be read: it is a folder.\n`);
    expect(await tegoed(`import ${await fileOf('c', 'hello')}`)).toMatchObject({ exitCode: 2, err: expect.stringContaining('is neither a bank statement') });
    expect(await tegoed('import')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Usage: tegoed import') });
    const refused = [422, { code: 'bank_file_refused', detail: 'The sums do not fit.' }] as [number, unknown];
    expect(await tegoed(`import ${await fileOf('a', coda)}`, { 'POST /v1/bank-statements': [refused] })).toEqual({ exitCode: 1, out: '', err: 'The sums do not fit.\n' });
    const away = await tegoed(`import ${await fileOf('a', coda)}`, {}, { API_URL: 'http://127.0.0.1:1' });
    expect(away).toEqual({ exitCode: 3, out: '', err: 'Nothing answers at http://127.0.0.1:1: start Tegoed with npm start, or set API_URL to where it runs.\n' });
  });
});

describe('tegoed run day', () => {
  const run = { id: 'r', day: '2026-11-22', state: 'ranges', accountsTotal: 200, accountsDone: 50, read: 50, rated: 49, estimated: 1, missing: 0, held: 0, rejected: 0, wishesLess: 2, wishesMore: 0, notices: 3, accountsPerSecond: 100, remainingSeconds: 2, why: null, reasons: [] };

  it('waits until the run is released and shows how far it is', async () => {
    const { out, exitCode } = await tegoed('run day 2026-11-22', { 'POST /v1/daily-runs': [[202, run]], 'GET /v1/daily-runs/r': [[200, { ...run, accountsDone: 200, state: 'fleet_check' }], [200, { ...run, accountsDone: 200, state: 'released' }]] });
    expect(shown[0]).toBe('2026-11-22 [######------------------]  25 % 50/200 accounts, 100/s, 2 s left');
    expect([exitCode, out]).toEqual([0, '2026-11-22 released: 200 accounts, 50 read, 49 rated, 1 estimated, 0 missing, 0 held, 0 rejected; wishes for less supply 2, for more 0; 3 notices.\n']);
  });

  it('fails when the run is held back or the day is none', async () => {
    expect(await tegoed('run day 2026-11-22', { 'POST /v1/daily-runs': [[202, { ...run, state: 'quarantined', why: 'too many homes' }]] })).toMatchObject({ exitCode: 1, err: 'The run of 2026-11-22 is quarantined: too many homes.\n' });
    expect(await tegoed('run day 2026-02-30')).toEqual({ exitCode: 2, out: '', err: '2026-02-30 is no day: give a date such as 2026-11-22.\n' });
    expect(await tegoed('run week 2026-02-20')).toMatchObject({ exitCode: 2 });
  });
});

describe('tegoed explain', () => {
  const account = { id: 'a1', reference: '+++710/8093/74694+++', utility: 'gas', address: { street: 'Kouter', houseNumber: '1', postcode: '9240', town: 'Zele' }, balanceEuro: '-12.00', debtEuro: '12.00' };
  const explanation = {
    desiredSupply: 'off', confirmedSupply: 'on', since: '2026-11-01T00:00:00Z', reasons: [{ code: 'x', facts: {}, sentence: 'The emergency credit is used up.' }],
    nextPossible: { supply: 'off', at: '2026-11-23T09:00:00Z', sentence: 'Gas may be closed on Monday.' }, amountToStayOnEuro: '25.00', amountToGetBackOnEuro: null, gates: [{ gate: 'season', passed: false, facts: {}, sentence: 'It is winter.' }], asOf: '',
  };

  it('looks at every supplier of the sandbox and tells why in words', async () => {
    const path_ = '/v1/accounts?limit=11&query=710809374694';
    const { out } = await tegoed('explain 710809374694', { [`GET ${path_}`]: [[200, { items: [] }], [200, { items: [account] }]], 'GET /v1/accounts/a1/explain?language=en': [[200, explanation]] });
    expect(out).toBe(['+++710/8093/74694+++  gas  Kouter 1, 9240 Zele', 'Supply is on since 2026-11-01T00:00:00Z, and should be off. Balance -12.00 EUR, debt 12.00 EUR.', '', 'Why', '  The emergency credit is used up.',
      '', 'Next', '  Gas may be closed on Monday. (off, 2026-11-23T09:00:00Z)', '', 'To stay on: 25.00 EUR.', '', 'Before less supply', '  closed  It is winter.', ''].join('\n'));
    expect(heard.map(({ key }) => key)).toEqual(['sandbox', 'key-taxandria', 'key-durme', 'key-durme']);
  });

  it('says when nothing or too much is found', async () => {
    const none = { 'GET /v1/accounts?limit=11&query=x': [[200, { items: [] }]] as [number, unknown][] };
    expect(await tegoed('explain x', none)).toMatchObject({ exitCode: 1, err: expect.stringContaining('Nothing is found by x') });
    const two = { 'GET /v1/accounts?limit=11&query=x': [[200, { items: [account] }]] as [number, unknown][] };
    expect((await tegoed('explain x', two)).err).toContain('x is found more than once: +++710/8093/74694+++, +++710/8093/74694+++.');
  });
});

describe('tegoed ledger verify', () => {
  it('says 0.00 and OK for each supplier', async () => {
    const right = { stands: true, asOf: '', accounts: 150, entries: 9000, differenceEuro: '0.00', problems: [] };
    const outcome = await tegoed('ledger verify', { 'GET /v1/ledger/verify': [[200, right]] });
    expect(outcome).toEqual({ exitCode: 0, err: '', out: 'Netbeheer Taxandria: 150 accounts, 9000 entries, difference 0.00 EUR, OK\nNetbeheer Durme: 150 accounts, 9000 entries, difference 0.00 EUR, OK\n' });
  });

  it('names what is wrong, and fails', async () => {
    const off = { stands: false, asOf: '', accounts: 1, entries: 2, differenceEuro: '0.04', problems: [{ accountId: 'a7', what: 'entry 3 is missing' }, { accountId: null, what: 'does not sum to zero' }] };
    const { exitCode, out } = await tegoed('ledger verify', { 'GET /v1/ledger/verify': [[200, off]] }, { TEGOED_API_KEY: 'own' });
    expect([exitCode, out]).toEqual([1, '1 accounts, 2 entries, difference 0.04 EUR, NOT RIGHT\n  a7: entry 3 is missing\n  the books: does not sum to zero\n']);
    const json = await tegoed('ledger verify --json', { 'GET /v1/ledger/verify': [[200, off]] }, { TEGOED_API_KEY: 'own' });
    expect(JSON.parse(json.out)).toMatchObject({ stands: false, ledgers: [{ differenceEuro: '0.04' }] });
  });
});

describe('tegoed clock', () => {
  it('shows the clock', async () => {
    expect((await tegoed('clock show', { 'GET /v1/sandbox/clock': [[200, CLOCK]] })).out).toBe('pilot: 2026-11-22 09:00 UTC, stands\n');
  });

  it('moves it and waits until it stands', async () => {
    const moving = { ...CLOCK, advancing: true, target: '2026-11-24T09:00:00.000Z' };
    const given: Record<string, [number, unknown][]> = {
      'POST /v1/sandbox/clock/advance': [[202, moving]],
      'GET /v1/sandbox/clock?world=w': [[200, { ...moving, now: '2026-11-23T09:00:00.000Z', stepsDone: 9 }], [200, { ...CLOCK, now: '2026-11-24T09:00:00.000Z' }]],
    };
    expect((await tegoed('clock advance 2d', given)).out).toBe('pilot: 2026-11-24 09:00 UTC, stands\n');
    expect(JSON.parse(heard[0]!.body)).toEqual({ duration: '2d' });
    expect(shown.at(-1)).toBe('[############------------]  50 % the clock is at 2026-11-23 09:00, about 5 s left');
  });

  it('outlives an answer that does not come, and gives up on a clock that nobody moves', async () => {
    const moving = { ...CLOCK, advancing: true, target: '2026-11-24T09:00:00.000Z' };
    const asked = { 'POST /v1/sandbox/clock/advance': [[202, moving]] as [number, unknown][] };
    const failure: [number, unknown] = [500, { code: 'internal', detail: 'Something went wrong on our side.' }];
    expect(await tegoed('clock advance 2d', { ...asked, 'GET /v1/sandbox/clock?world=w': [failure, failure, [200, CLOCK]] })).toMatchObject({ exitCode: 0 });
    expect((await tegoed('clock advance 2d', { ...asked, 'GET /v1/sandbox/clock?world=w': [failure] })).err).toBe('Something went wrong on our side.\n');
    expect((await tegoed('clock advance 2d', { ...asked, 'GET /v1/sandbox/clock?world=w': [[200, moving]] })).err).toContain('The clock does not move');
  });

  it.each(['clock', 'clock advance', 'clock advance 1d 2d', 'clock stop'])('has a sentence for "%s"', async (line) => {
    expect(await tegoed(line)).toMatchObject({ exitCode: 2, out: '', err: expect.stringMatching(/^Usage: tegoed clock/) });
  });
});

describe('a refusal of the API', () => {
  it('is told by its fields', async () => {
    const refused: [number, unknown] = [422, { code: 'invalid_request', detail: 'Correct the named fields.', errors: [{ field: 'duration', message: 'must be a duration such as 7d' }] }];
    expect(await tegoed('clock advance soon', { 'POST /v1/sandbox/clock/advance': [refused] })).toEqual({ exitCode: 1, out: '', err: 'duration: must be a duration such as 7d\n' });
  });
});

describe('tegoed seed and help', () => {
  it('says what seeding needs', async () => {
    expect(await tegoed('seed')).toMatchObject({ exitCode: 2, err: expect.stringContaining('npm start sets them and seeds by itself') });
  });

  const keys = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', DATA_KEY: '', BLIND_INDEX_KEY: '', DEMO_PASSWORD: '' };

  it('goes on with a history that was broken off, and says nothing when there is none to live through', async () => {
    const behind = { ...CLOCK, now: '2026-11-20T09:00:00.000Z' };
    const moving = { ...behind, advancing: true, target: '2026-11-22T09:00:00.000Z' };
    const given: Record<string, [number, unknown][]> = {
      'GET /v1/sandbox/clock': [[200, { ...moving, target: '2026-11-21T09:00:00.000Z' }]],
      'GET /v1/sandbox/clock?world=w': [[200, { ...CLOCK, now: '2026-11-21T09:00:00.000Z' }], [200, CLOCK]],
      'POST /v1/sandbox/clock/advance': [[202, moving]],
    };
    expect(await tegoed('seed history', given, keys)).toEqual({ exitCode: 0, err: '', out: 'The pilot has its history; its clock is at 2026-11-22T09:00:00.000Z.\n' });
    expect(heard.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await tegoed('seed history', { 'GET /v1/sandbox/clock': [[200, { ...CLOCK, now: '2030-01-01T00:00:00.000Z' }]] }, keys)).toEqual({ exitCode: 0, err: '', out: '' });
    expect(await tegoed('seed history', { 'GET /v1/sandbox/clock': [[200, { ...CLOCK, name: 'story' }]] }, keys)).toMatchObject({ exitCode: 1, err: expect.stringContaining('no pilot') });
  });

  it('names every command once', () => {
    const help = helpText(paintFor(false));
    for (const { usage, summary } of Object.values(COMMANDS)) expect([help.includes(usage), help.includes(summary)]).toEqual([true, true]);
  });
});
