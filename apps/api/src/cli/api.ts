import { randomUUID } from 'node:crypto';

/** How the API answered: as asked, with a problem, or not at all. */
export type Answer<Body> =
  | { readonly kind: 'answered'; readonly body: Body }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly detail: string }
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

/** The API at an address, asked with a key. */
export function apiAt(baseUrl: string, key: string): Api {
  const ask = async <Body>(path: string, init: RequestInit): Promise<Answer<Body>> => {
    const url = `${baseUrl.replace(/\/$/, '')}${path}`;
    const headers = { authorization: `Bearer ${key}`, ...init.headers };
    try {
      const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const text = await response.text();
      return response.ok ? { kind: 'answered', body: JSON.parse(text) as Body } : problemOf(response.status, text);
    } catch {
      return { kind: 'no_server', url: baseUrl };
    }
  };
  return {
    get: (path) => ask(path, {}),
    post: (path, sending) => {
      const [body, contentType] = 'json' in sending ? [JSON.stringify(sending.json), 'application/json'] : [sending.bytes as Uint8Array<ArrayBuffer>, sending.contentType];
      return ask(path, { method: 'POST', body, headers: { 'content-type': contentType, 'idempotency-key': randomUUID() } });
    },
  };
}

function problemOf(status: number, text: string): Answer<never> {
  const problem = parsed(text);
  const errors = Array.isArray(problem['errors']) ? (problem['errors'] as { field: string; message: string }[]) : [];
  const fields = errors.map(({ field, message }) => (message.startsWith(field) ? message : `${field}: ${message}`)).join('; ');
  const detail = typeof problem['detail'] === 'string' ? problem['detail'] : `The API answered ${status}.`;
  return { kind: 'problem', status, code: String(problem['code'] ?? ''), detail: fields === '' ? detail : fields };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
