import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { CallerError, findRoute, problem, type Response, type Route } from './router.js';

const LARGEST_BODY_BYTES = 10_000_000;

/** A plain HTTP server over a list of routes. Errors of callers become problem+json, bugs are logged and become 500. */
export function httpServer(routes: readonly Route[], log: (line: string) => void): Server {
  return createServer((incoming, outgoing) => {
    answer(routes, incoming).catch((error: unknown) => {
      if (error instanceof CallerError) return problem(error.status, error.code, error.message);
      log(`${incoming.method ?? ''} ${incoming.url ?? ''}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      return problem(500, 'internal_error', 'The simulator failed; its log says why.');
    }).then((response) => { write(outgoing, response); }, (error: unknown) => { log(String(error)); });
  });
}

async function answer(routes: readonly Route[], incoming: IncomingMessage): Promise<Response> {
  const url = new URL(incoming.url ?? '/', 'http://simulator');
  const found = findRoute(routes, incoming.method ?? 'GET', url.pathname);
  if (found === null) throw new CallerError(404, 'not_found', `There is nothing at ${incoming.method ?? 'GET'} ${url.pathname}.`);
  // Forms of other sites must not press buttons here.
  if (incoming.method === 'POST' && incoming.headers['sec-fetch-site'] === 'cross-site') {
    throw new CallerError(403, 'cross_site', 'Forms of other sites are not accepted.');
  }
  return found.route.handle({
    method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: incoming.headers,
    parts: Object.fromEntries(Object.entries(found.parts).map(([name, value]) => [name, decoded(value)])),
    body: await readBody(incoming),
  });
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new CallerError(413, 'too_large', 'The body is larger than 10 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new CallerError(400, 'bad_path', 'The address is not well encoded.');
  }
}

function write(outgoing: ServerResponse, response: Response): void {
  outgoing.writeHead(response.status, {
    'content-type': response.contentType, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; ${response.script === true ? "script-src 'self'; " : ''}style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'`,
    ...(response.location === undefined ? {} : { location: response.location }),
  });
  outgoing.end(response.body);
}
