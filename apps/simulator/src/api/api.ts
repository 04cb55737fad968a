import { z } from 'zod';

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
  post(apiKey: string, path: string, contentType: string, body: string, idempotencyKey: string | null): Promise<Answer>;
  /** Posts to an address somebody else gave (reply address of an order, status callback of a message). */
  notify(url: string, contentType: string, body: string, headers: Readonly<Record<string, string>>): Promise<Answer>;
}

const registersSchema = z.object({
  offtake1: z.number(), offtake2: z.number().nullable().default(null),
  injection1: z.number().nullable().default(null), injection2: z.number().nullable().default(null),
});
const addressSchema = z.union([z.string(), z.object({
  street: z.string(), houseNumber: z.coerce.string(), postcode: z.coerce.string(), town: z.string(),
}).transform((place) => `${place.street} ${place.houseNumber}, ${place.postcode} ${place.town}`)]);
const homesSchema = z.object({
  worldId: z.string(), now: z.string(), automatic: z.boolean(),
  tenants: z.array(z.object({ id: z.string(), name: z.string(), iban: z.string(), bic: z.string(), apiKey: z.string() })),
  homes: z.array(z.object({
    accountId: z.string(), tenantId: z.string(), ean: z.string(), reference: z.string(),
    utility: z.enum(['electricity', 'gas', 'exclusive_night']), meterSerial: z.string(),
    gasThroughSerial: z.string().nullable().default(null), solar: z.boolean().default(false), contractFrom: z.string(),
    registers: registersSchema,
    customer: z.object({
      name: z.string(), phone: z.string().nullable().default(null), email: z.string().nullable().default(null), language: z.string().default('nl'),
    }),
    address: addressSchema.nullish().transform((place) => place ?? ''),
  }).transform(({ registers, ...home }) => ({ home, registers }))),
});
const clockSchema = z.object({
  worldId: z.string(), name: z.string().default(''), now: z.string(), advancing: z.boolean().default(false), target: z.string().nullable().default(null),
});
const balanceSchema = z.object({
  balanceEuro: z.string(), debtEuro: z.string().default('0.00'),
});

const ANSWER_TIMEOUT_MS = 60_000;

/** The API over fetch. `sandboxKey` opens the sandbox; tenants are spoken for with their own keys. */
export function httpApi(apiUrl: string, sandboxKey: string): Api {
  const sandbox = { authorization: `Bearer ${sandboxKey}` };
  const read = async <T>(schema: z.ZodType<T>, path: string, key: string): Promise<T | null> => {
    const answer = await send(`${apiUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
    return answer.status === 200 ? schema.parse(JSON.parse(answer.body)) : null;
  };
  return {
    homes: (worldId) => read(homesSchema, `/v1/sandbox/homes${query(worldId)}`, sandboxKey),
    clock: (worldId) => read(clockSchema, `/v1/sandbox/clock${query(worldId)}`, sandboxKey),
    advance: (world, move) => send(`${apiUrl}/v1/sandbox/clock/advance`, {
      method: 'POST', body: JSON.stringify({ world, ...move }),
      headers: { ...sandbox, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    }),
    balance: async (apiKey, accountId) => {
      const seen = await read(balanceSchema, `/v1/accounts/${accountId}`, apiKey);
      return seen === null ? null : { balanceCents: signedCents(seen.balanceEuro), hasDebt: signedCents(seen.debtEuro) > 0 };
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

// A lost connection is an ordinary thing in the outside world, so it is a value and not an exception.
async function send(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : String(error) };
  }
}

function query(worldId: string | null): string {
  return worldId === null ? '' : `?world=${encodeURIComponent(worldId)}`;
}

// The API may say more decimals than cents; a household looks at whole cents only.
function signedCents(euro: string): number {
  const cents = centsOf(euro.replace('-', '').replace(/^(\d+\.\d{2})\d*$/, '$1')) ?? 0;
  return euro.startsWith('-') ? -cents : cents;
}
