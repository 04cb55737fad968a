import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { customerAnswer } from './customer-answers.js';
import { madeAccount, madeRows, worldNow } from './made-accounts.js';
import { madeCases, madeExplanation, madeOverview, madePassword, madePolicies, madeRuns, madeSuspense, madeTariffs, madeUsers } from './made-desk.js';
import { madeTimeline } from './made-timeline.js';

export type Seen = { readonly method: string; readonly path: string; readonly idempotencyKey: string | undefined; readonly forwardedFor: string | undefined; readonly body: unknown };
type Answer = { readonly status: number; readonly body: unknown };

/** What a test may turn to see the portal in other weather. */
export type Weather = { failing: boolean; quiet: boolean };

export type FakeApi = { readonly url: string; readonly seen: Seen[]; readonly weather: Weather; readonly close: () => Promise<void> };

const ok = (body: unknown, status = 200): Answer => ({ status, body });
const problem = (status: number, detail: string, code: string): Answer => ({ status, body: { type: 'about:blank', title: detail, status, detail, code } });
const listOf = (items: readonly unknown[]): Answer => ok({ items, nextCursor: null, total: items.length });

/** A small API over real HTTP with made-up data, that keeps what it was asked and answers a repeated key as the first time. */
export async function startFakeApi(port = 0): Promise<FakeApi> {
  const seen: Seen[] = [];
  const weather: Weather = { failing: false, quiet: false };
  const granted = new Map<string, { readonly body: string; readonly answer: Answer }>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const path = request.url ?? '/';
      const key = request.headers['idempotency-key'];
      seen.push({ method: request.method ?? 'GET', path, idempotencyKey: Array.isArray(key) ? key[0] : key, forwardedFor: request.headers['x-forwarded-for']?.toString(), body });
      send(response, weather.failing ? problem(500, 'down', 'internal') : answerTo(request, body, weather, granted));
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, weather, close: () => closed(server) };
}

function answerTo(request: IncomingMessage, body: unknown, weather: Weather, granted: Map<string, { body: string; answer: Answer }>): Answer {
  const customers = customerAnswer(request, body);
  if (customers !== null) return customers;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake.invalid');
  if (pathname === '/v1/sessions') return signIn(body as { email: string; password: string });
  const user = madeUsers.find(({ id }) => request.headers.authorization === `Bearer tgd_ses_${id}`);
  if (user === undefined) return problem(401, 'The session has ended.', 'session_ended');
  if (pathname === '/v1/sessions/current') return ok(null, 204);
  if (pathname === '/v1/me') return ok(user);
  if (pathname === '/v1/sandbox/clock') return user.organisation.kind === 'tenant' && user.email !== 'marie@scheldeland.example' ? ok({ worldId: 'w', name: 'pilot', now: worldNow, advancing: false }) : problem(403, 'no', 'forbidden');
  if (pathname === '/v1/grants') return grant(request, body as { accountId: string; amountEuro: string }, granted);
  if (pathname === '/v1/notes') return ok({ id: 'note' }, 201);
  return weather.quiet ? quietAnswer(pathname) : readingAnswer(pathname, searchParams);
}

function signIn({ email, password }: { readonly email: string; readonly password: string }): Answer {
  const user = madeUsers.find((known) => known.email === email);
  if (user === undefined || password !== madePassword) return problem(401, 'Wrong e-mail address or password.', 'wrong_credentials');
  return ok({ token: `tgd_ses_${user.id}`, expiresAt: '2027-01-15T08:40:00Z', user }, 201);
}

function grant(request: IncomingMessage, body: { readonly accountId: string; readonly amountEuro: string }, granted: Map<string, { body: string; answer: Answer }>): Answer {
  const key = String(request.headers['idempotency-key']);
  const before = granted.get(key);
  const text = JSON.stringify(body);
  if (before !== undefined) return before.body === text ? before.answer : problem(409, 'Same key, other content.', 'idempotency_conflict');
  if (body.amountEuro === '9999.00') return problem(422, 'Meer dan 250 euro heeft een tweede persoon nodig.', 'above_limit');
  const answer = ok({ id: `grant-${granted.size + 1}`, accountId: body.accountId, amountEuro: body.amountEuro, balanceAfterEuro: body.amountEuro, desiredSupply: 'on' }, 201);
  granted.set(key, { body: text, answer });
  return answer;
}

function readingAnswer(pathname: string, search: URLSearchParams): Answer {
  const [, , room, id, part] = pathname.split('/');
  if (room === 'accounts' && id !== undefined) return accountAnswer(id, part, search);
  if (room === 'accounts') return accountsAnswer(search);
  if (room === 'daily-runs' && id !== undefined) return orMissing(madeRuns.find((run) => run.id === id));
  const lists: Readonly<Record<string, Answer>> = {
    overview: ok(madeOverview),
    cases: ok(madeCases),
    'daily-runs': ok({ items: madeRuns, nextCursor: null, measuredUntil: madeRuns[0]?.day ?? null, stale: false }),
    suspense: listOf(madeSuspense),
    tariffs: listOf(madeTariffs),
    policies: listOf(madePolicies),
  };
  return orMissing(lists[room ?? '']?.body);
}

function accountsAnswer(search: URLSearchParams): Answer {
  const query = (search.get('query') ?? '').toLowerCase();
  const items = madeRows.filter((row) => `${row.customer.name} ${row.ean} ${row.address.street} ${row.reference}`.toLowerCase().includes(query)
    && (search.get('supply') ?? row.confirmedSupply) === row.confirmedSupply
    && (search.get('creditState') ?? row.creditState) === row.creditState);
  const all = [...search.keys()].every((name) => name === 'limit');
  return ok({ items, nextCursor: all ? 'after-12' : null, total: all ? 203 : items.length });
}

function accountAnswer(id: string, part: string | undefined, search: URLSearchParams): Answer {
  const row = madeRows.find((known) => known.id === id);
  if (row === undefined) return problem(404, 'Deze rekening bestaat niet.', 'unknown_account');
  if (part === 'explain') return ok({ ...madeExplanation, confirmedSupply: row.confirmedSupply, desiredSupply: row.desiredSupply });
  if (part === 'timeline') return timelineAnswer(madeTimeline(row.utility), search);
  return ok(madeAccount(row));
}

/** Cursors are plain offsets here; the portal must not care. */
function timelineAnswer(items: readonly unknown[], search: URLSearchParams): Answer {
  const from = Number(search.get('cursor') ?? '0');
  const until = from + Math.min(Number(search.get('limit') ?? '40'), 15);
  const all = search.get('limit') === '200';
  return ok(all ? { items, nextCursor: null } : { items: items.slice(from, until), nextCursor: until < items.length ? String(until) : null });
}

/** A tenant on its first day: every list is empty and nothing is wrong. */
function quietAnswer(pathname: string): Answer {
  if (pathname.endsWith('/cases')) return ok({ counts: { off_now: 0, ready_to_press: 0, limited: 0, changes_within_3_days: 0, emergency_credit: 0 }, items: [] });
  if (!pathname.endsWith('/overview')) return listOf([]);
  return ok({ ...madeOverview, accounts: 0, supplyCounts: { on: 0, limited: 0, off: 0, ready: 0, tripped: 0, unknown: 0 }, offLongerThan24h: [], paymentsToday: [], suspense: { count: 0, amountEuro: '0.00' }, dailyRun: null, commands: { open: 0, unknown: 0, failed: 0 }, noticesFailed: 0, cutsPaused: false });
}

const orMissing = (body: unknown): Answer => (body === undefined ? problem(404, 'Niet gevonden.', 'not_found') : ok(body));

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : JSON.parse(text);
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': answer.status >= 400 ? 'application/problem+json' : 'application/json' });
  response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
}

const closed = (server: Server): Promise<void> => new Promise((done) => {
  server.close(() => done());
  server.closeAllConnections();
});
