import { makeApiClient, type ApiClient } from '@tegoed/api-client';
import type { Problem } from './types.js';

/** Who asks, in which language the answer's sentences should be, and where the API lives. */
export type Caller = { readonly apiUrl: string; readonly token: string | null; readonly language: string; readonly clientAddress?: string | null };

export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' };

/** What the generated client makes of one answer. */
type Answer<T> = { readonly data?: T; readonly error?: unknown; readonly response: Response };

const answerWithinMs = 10_000;

/** The API as this caller sees it. A page that waits longer than ten seconds for it had better say so. */
export function clientOf(caller: Caller): ApiClient {
  return makeApiClient({
    baseUrl: caller.apiUrl,
    language: caller.language,
    ...(caller.token === null ? {} : { token: caller.token }),
    fetch: (request) => fetch(withAddress(request, caller.clientAddress ?? null), { signal: AbortSignal.timeout(answerWithinMs), redirect: 'error' }),
  });
}

/** Tells the API whose network address asks, so that its limits on guessing bind that one and not everybody. */
function withAddress(request: Request, clientAddress: string | null): Request {
  if (clientAddress !== null) request.headers.set('x-forwarded-for', clientAddress);
  return request;
}

/** Makes an outcome of one request: a refusal and an API that does not answer are values, never thrown. */
export async function outcomeOf<T>(request: Promise<Answer<T>>): Promise<Outcome<T>> {
  let answer: Answer<T>;
  try {
    answer = await request;
  } catch {
    return { kind: 'unreachable' };
  }
  if (answer.response.ok) return { kind: 'ok', value: answer.data as T };
  return { kind: 'refused', problem: problemOf(answer.response.status, answer.error) };
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
