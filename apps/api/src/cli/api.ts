import { randomUUID } from 'node:crypto';
import { makeApiClient } from '@tegoed/api-client';

/** How the API answered: as asked, with a problem, or not at all. */
export type Answer<Body> =
  | { readonly kind: 'answered'; readonly body: Body }
  | { readonly kind: 'problem'; readonly status: number; readonly detail: string }
  | { readonly kind: 'no_server'; readonly url: string };

/** A body to send: bytes as they are, or JSON. */
export type Sending = { readonly json: object } | { readonly bytes: Uint8Array; readonly contentType: string };

/** The API asked with one key. Bodies are trusted to have the shape that the API's own OpenAPI document promises. */
export interface Api {
  get<Body>(path: string): Promise<Answer<Body>>;
  post<Body>(path: string, sending: Sending): Promise<Answer<Body>>;
}

/** A large file may take its time; nothing takes longer than this. */
const ANSWER_WITHIN_MS = 600_000;

/** What is used of the generated client: it is asked by plain paths, so that it also reaches what is newer than its schema. */
interface PlainClient {
  request(method: 'get' | 'post', path: string, init: object): Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;
}

/** The API at an address, asked with a key. */
export function apiAt(baseUrl: string, key: string): Api {
  const client = makeApiClient({ baseUrl, token: key }) as unknown as PlainClient;
  const ask = async <Body>(method: 'get' | 'post', path: string, init: object): Promise<Answer<Body>> => {
    try {
      const { data, error, response } = await client.request(method, path, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      return response.ok ? { kind: 'answered', body: data as Body } : problemOf(response.status, error);
    } catch {
      return { kind: 'no_server', url: baseUrl };
    }
  };
  return {
    get: (path) => ask('get', path, {}),
    post: (path, sending) => ask('post', path, postOf(sending)),
  };
}

function postOf(sending: Sending): object {
  const idempotent = { 'idempotency-key': randomUUID() };
  if ('json' in sending) return { body: sending.json, headers: idempotent };
  return { body: sending.bytes, bodySerializer: (bytes: Uint8Array) => bytes, headers: { ...idempotent, 'content-type': sending.contentType } };
}

function problemOf(status: number, error: unknown): Answer<never> {
  const problem = typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const errors = Array.isArray(problem['errors']) ? (problem['errors'] as { field: string; message: string }[]) : [];
  const fields = errors.map(({ field, message }) => (message.startsWith(field) ? message : `${field}: ${message}`)).join('; ');
  const detail = typeof problem['detail'] === 'string' ? problem['detail'] : `The API answered ${status}.`;
  return { kind: 'problem', status, detail: fields === '' ? detail : fields };
}
