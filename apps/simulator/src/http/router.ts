import type { IncomingMessage } from 'node:http';

/** A request as the rooms see it: path parts by name, query, body as text. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Response {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly location?: string;
  /** The page may run the simulator's own script: to read a call aloud. */
  readonly script?: boolean;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Path with `:name` parts. */
  readonly path: string;
  readonly handle: (request: Request) => Promise<Response> | Response;
}

/** A mistake of the caller, told as problem+json with this status. */
export class CallerError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
  }
}

export function json(status: number, value: unknown): Response {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

export function xml(body: string): Response {
  return { status: 200, contentType: 'text/xml; charset=utf-8', body };
}

/** 303 to a page, so that reloading it does not repeat what the form did. */
export function seeOther(location: string): Response {
  return { status: 303, contentType: 'text/plain; charset=utf-8', body: '', location };
}

/** An error as problem+json (RFC 9457). */
export function problem(status: number, code: string, detail: string): Response {
  return {
    status, contentType: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({ type: 'about:blank', title: code.replaceAll('_', ' '), status, code, detail }),
  };
}

/** The route of a method and path with its named parts; null when there is none. */
export function findRoute(routes: readonly Route[], method: string, path: string): { readonly route: Route; readonly parts: Record<string, string> } | null {
  for (const route of routes) {
    const parts = route.method === method ? match(route.path, path) : null;
    if (parts !== null) return { route, parts };
  }
  return null;
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const value = given[index] ?? '';
    if (name.startsWith(':')) parts[name.slice(1)] = value;
    else if (name !== value) return null;
  }
  return parts;
}
