import { clientOf, outcomeOf, type Caller } from './call.js';
import type { TimelineKind } from './timeline-types.js';
import type { CreditState, ConfirmedSupply, GrantOrder, Language } from './types.js';

export type AccountSearch = { readonly query?: string; readonly creditState?: CreditState; readonly supply?: ConfirmedSupply; readonly cursor?: string };
export type TimelinePart = { readonly cursor?: string; readonly kinds?: readonly TimelineKind[]; readonly limit?: number };

const keyed = (idempotencyKey: string) => ({ header: { 'Idempotency-Key': idempotencyKey } });

const pageAt = (cursor: string | undefined) => ({ params: { query: cursor === undefined ? {} : { cursor } } });

/** Every question and order the portal has for the API; the only door to it. */
export function portalApi(caller: Caller) {
  const client = clientOf(caller);
  const language = caller.language as Language;
  return {
    signIn: (email: string, password: string) => outcomeOf(client.POST('/v1/sessions', { body: { email, password } })),
    signOut: () => outcomeOf(client.DELETE('/v1/sessions/current')),
    me: () => outcomeOf(client.GET('/v1/me')),
    sandboxClock: () => outcomeOf(client.GET('/v1/sandbox/clock')),
    overview: () => outcomeOf(client.GET('/v1/overview')),
    accounts: (search: AccountSearch) => outcomeOf(client.GET('/v1/accounts', { params: { query: { ...search, limit: 50 } } })),
    account: (id: string) => outcomeOf(client.GET('/v1/accounts/{id}', { params: { path: { id } } })),
    explain: (id: string) => outcomeOf(client.GET('/v1/accounts/{id}/explain', { params: { path: { id }, query: { language } } })),
    timeline: (id: string, { kinds, ...part }: TimelinePart) =>
      outcomeOf(client.GET('/v1/accounts/{id}/timeline', { params: { path: { id }, query: { limit: 40, ...part, ...(kinds ? { kind: [...kinds] } : {}) } } })),
    cases: () => outcomeOf(client.GET('/v1/cases')),
    grant: (order: GrantOrder, idempotencyKey: string) => outcomeOf(client.POST('/v1/grants', { params: keyed(idempotencyKey), body: order })),
    note: (accountId: string, text: string, idempotencyKey: string) =>
      outcomeOf(client.POST('/v1/notes', { params: keyed(idempotencyKey), body: { accountId, text } })),
    dailyRuns: () => outcomeOf(client.GET('/v1/daily-runs')),
    dailyRun: (id: string) => outcomeOf(client.GET('/v1/daily-runs/{id}', { params: { path: { id } } })),
    suspense: (cursor?: string) => outcomeOf(client.GET('/v1/suspense', pageAt(cursor))),
    tariffs: (cursor?: string) => outcomeOf(client.GET('/v1/tariffs', pageAt(cursor))),
    policies: (cursor?: string) => outcomeOf(client.GET('/v1/policies', pageAt(cursor))),
  };
}

export type PortalApi = ReturnType<typeof portalApi>;
