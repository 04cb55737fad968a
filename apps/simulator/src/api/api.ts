import { makeApiClient, type ApiClient, type Schema } from '@tegoed/api-client';

import { centsOf } from '../bank/transfer.js';
import type { Home, Registers, Tenant } from '../homes/home.js';

/** What the API answered: HTTP status and body as text. Status 0 means that no answer came. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface WorldClock {
  readonly worldId: string;
  readonly name: string;
  readonly now: string;
  readonly advancing: boolean;
  readonly target: string | null;
}

export interface HomesOfWorld {
  readonly worldId: string;
  readonly now: string;
  readonly automatic: boolean;
  readonly tenants: readonly Tenant[];
  /** Homes with their registers at the contract's start or last reading. */
  readonly homes: readonly { readonly home: Home; readonly registers: Registers }[];
}

export interface Balance {
  readonly balanceCents: number;
  readonly hasDebt: boolean;
}

/** The simulator's only view of the platform: its public HTTP API. */
export interface Api {
  /** The homes of a world, or null when the API is away or does not know the world. */
  homes(worldId: string | null): Promise<HomesOfWorld | null>;
  clock(worldId: string): Promise<WorldClock | null>;
  advance(worldId: string, move: { readonly duration: string } | { readonly until: string }): Promise<Answer>;
  /** What a customer sees when looking at the balance; null when it cannot be seen. */
  balance(apiKey: string, accountId: string): Promise<Balance | null>;
  /** Gives the holder of an account a PIN for the phone; false when it was not taken. */
  givePin(apiKey: string, accountId: string, pin: string): Promise<boolean>;
  post(apiKey: string, path: string, contentType: string, body: string, idempotencyKey: string | null): Promise<Answer>;
  /** Posts to an address somebody else gave (reply address of an order, status callback of a message). */
  notify(url: string, contentType: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer>;
}

const ANSWER_TIMEOUT_MS = 60_000;

/** The API over HTTP. `sandboxKey` opens the sandbox; tenants are spoken for with their own keys. */
export function httpApi(apiUrl: string, sandboxKey: string): Api {
  const clientWith = (token: string): ApiClient => makeApiClient({ baseUrl: apiUrl, token, fetch: fetchInTime });
  const sandbox = clientWith(sandboxKey);
  return {
    homes: async (worldId) => {
      const world = await valueOf(sandbox.GET('/v1/sandbox/homes', { params: { query: worldQuery(worldId) } }));
      return world === null ? null : { ...world, homes: world.homes.map(homeOf) };
    },
    clock: (worldId) => valueOf(sandbox.GET('/v1/sandbox/clock', { params: { query: worldQuery(worldId) } })),
    advance: (world, move) => send(`${apiUrl}/v1/sandbox/clock/advance`, {
      method: 'POST', body: JSON.stringify({ world, ...move }),
      headers: { authorization: `Bearer ${sandboxKey}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    }),
    balance: async (apiKey, accountId) => {
      const seen = await valueOf(clientWith(apiKey).GET('/v1/accounts/{id}', { params: { path: { id: accountId } } }));
      return seen === null ? null : { balanceCents: signedCents(seen.balanceEuro), hasDebt: signedCents(seen.debtEuro) > 0 };
    },
    givePin: async (apiKey, accountId, pin) => {
      const given = await clientWith(apiKey).PUT('/v1/accounts/{id}/phone-access', { params: { path: { id: accountId } }, body: { pin, balanceWithoutPin: false } }).catch(() => null);
      return given?.response.ok === true;
    },
    post: (apiKey, path, contentType, body, idempotencyKey) => send(`${apiUrl}${path}`, {
      method: 'POST', body,
      headers: {
        authorization: `Bearer ${apiKey}`, 'content-type': contentType,
        ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
      },
    }),
    notify: (url, contentType, body, headers) => send(url, { method: 'POST', body, headers: { ...headers, 'content-type': contentType } }),
  };
}

const fetchInTime = (request: Request): Promise<Response> => fetch(request, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });

const worldQuery = (worldId: string | null): { world?: string } => (worldId === null ? {} : { world: worldId });

function homeOf({ registers, address, ...home }: Schema<'SandboxHome'>): { home: Home; registers: Registers } {
  return { home: { ...home, address: `${address.street} ${address.houseNumber}, ${address.postcode} ${address.town}` }, registers };
}

/** What was asked for, or null when the API refuses or is away: both are ordinary in the outside world. */
async function valueOf<T>(request: Promise<{ data?: T }>): Promise<T | null> {
  try {
    return (await request).data ?? null;
  } catch {
    return null;
  }
}

// A lost connection is an ordinary thing in the outside world, so it is a value and not an exception.
async function send(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : String(error) };
  }
}

// The API may say more decimals than cents; a household looks at whole cents only.
function signedCents(euro: string): number {
  const cents = centsOf(euro.replace('-', '').replace(/^(\d+\.\d{2})\d*$/, '$1')) ?? 0;
  return euro.startsWith('-') ? -cents : cents;
}
