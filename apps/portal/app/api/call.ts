import type { Problem } from './types.js';

/** Who asks, in which language the answer's sentences should be, and where the API lives. */
export type Caller = { readonly apiUrl: string; readonly token: string | null; readonly language: string; readonly clientAddress?: string | null };

export type Order = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly query?: Record<string, string | undefined>;
  readonly body?: unknown;
  /** Sent as Idempotency-Key: the same key with the same body is booked once. */
  readonly idempotencyKey?: string;
};

export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

const answerWithinMs = 10_000;

/** One request to the API. A refusal and an API that does not answer are outcomes, never thrown. */
export async function callApi<T>(caller: Caller, path: string, order: Order = {}): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(addressOf(caller, path, order), {
      method: order.method ?? 'GET',
      headers: headersOf(caller, order),
      body: order.body === undefined ? null : JSON.stringify(order.body),
      signal: AbortSignal.timeout(answerWithinMs),
      redirect: 'error',
    });
  } catch {
    return { kind: 'unreachable' };
  }
  return readAnswer<T>(response);
}

function addressOf(caller: Caller, path: string, order: Order): URL {
  const address = new URL(path, caller.apiUrl);
  for (const [name, value] of Object.entries(order.query ?? {})) {
    if (value !== undefined && value !== '') address.searchParams.set(name, value);
  }
  return address;
}

function headersOf(caller: Caller, order: Order): Headers {
  const headers = new Headers({ accept: 'application/json', 'accept-language': caller.language });
  if (caller.token !== null) headers.set('authorization', `Bearer ${caller.token}`);
  if (caller.clientAddress != null) headers.set('x-forwarded-for', caller.clientAddress);
  if (order.body !== undefined) headers.set('content-type', 'application/json');
  if (order.idempotencyKey !== undefined) headers.set('idempotency-key', order.idempotencyKey);
  return headers;
}

async function readAnswer<T>(response: Response): Promise<Outcome<T>> {
  const text = await response.text().catch(() => '');
  const body = parsed(text);
  if (response.ok) return { kind: 'ok', value: body as T };
  return { kind: 'refused', problem: problemOf(response.status, body) };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads a problem document (RFC 9457); a refusal without one still gives its status. */
function problemOf(status: number, body: unknown): Problem {
  const document = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>;
  return {
    status,
    title: document.title ?? '',
    detail: document.detail ?? null,
    code: document.code ?? null,
    errors: Array.isArray(document.errors) ? document.errors : [],
  };
}
