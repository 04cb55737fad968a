import { callApi, type Caller, type Outcome } from './call.js';
import type { TimelineItem } from './timeline-types.js';
import type {
  Account,
  AccountRow,
  Cases,
  DailyRun,
  Explanation,
  Grant,
  GrantOrder,
  Overview,
  Page,
  PolicyRow,
  SandboxClock,
  SignedIn,
  SuspenseItem,
  TariffRow,
  User,
} from './types.js';

export type AccountSearch = { readonly query?: string; readonly creditState?: string; readonly supply?: string; readonly cursor?: string };
export type TimelinePart = { readonly cursor?: string; readonly kind?: string; readonly limit?: number };

/** Every question and order the portal has for the API; the only door to it. */
export function portalApi(caller: Caller) {
  const get = <T>(path: string, query?: Record<string, string | undefined>): Promise<Outcome<T>> =>
    callApi<T>(caller, path, query === undefined ? {} : { query });
  const account = (id: string): string => `/v1/accounts/${encodeURIComponent(id)}`;

  return {
    signIn: (email: string, password: string, idempotencyKey: string) =>
      callApi<SignedIn>(caller, '/v1/sessions', { method: 'POST', body: { email, password }, idempotencyKey }),
    signOut: () => callApi<null>(caller, '/v1/sessions/current', { method: 'DELETE' }),
    me: () => get<User>('/v1/me'),
    sandboxClock: () => get<SandboxClock>('/v1/sandbox/clock'),
    overview: () => get<Overview>('/v1/overview'),
    accounts: (search: AccountSearch) => get<Page<AccountRow>>('/v1/accounts', { ...search, limit: '50' }),
    account: (id: string) => get<Account>(account(id)),
    explain: (id: string) => get<Explanation>(`${account(id)}/explain`, { language: caller.language }),
    timeline: (id: string, part: TimelinePart) =>
      get<Page<TimelineItem>>(`${account(id)}/timeline`, { cursor: part.cursor, kind: part.kind, limit: String(part.limit ?? 40) }),
    cases: () => get<Cases>('/v1/cases'),
    grant: (order: GrantOrder, idempotencyKey: string) =>
      callApi<Grant>(caller, '/v1/grants', { method: 'POST', body: order, idempotencyKey }),
    note: (accountId: string, text: string, idempotencyKey: string) =>
      callApi<unknown>(caller, '/v1/notes', { method: 'POST', body: { accountId, text }, idempotencyKey }),
    dailyRuns: (cursor?: string) => get<Page<DailyRun>>('/v1/daily-runs', { cursor }),
    dailyRun: (id: string) => get<DailyRun>(`/v1/daily-runs/${encodeURIComponent(id)}`),
    suspense: (cursor?: string) => get<Page<SuspenseItem>>('/v1/suspense', { cursor }),
    tariffs: (cursor?: string) => get<Page<TariffRow>>('/v1/tariffs', { cursor }),
    policies: (cursor?: string) => get<Page<PolicyRow>>('/v1/policies', { cursor }),
  };
}

export type PortalApi = ReturnType<typeof portalApi>;
