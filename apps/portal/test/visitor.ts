import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPortal } from '../build/server/index.js';
import { madePassword } from './fake-api/made-desk.js';

export type RunningPortal = { readonly url: string; readonly close: () => Promise<void> };

/** The built portal over real HTTP, as `server.mjs` serves it, in front of the given API; behind a proxy when it has a public address. */
export async function startPortal(apiUrl: string, publicAddress?: string): Promise<RunningPortal> {
  const app = createPortal({ PORTAL_PORT: 0, API_URL: apiUrl, SESSION_SECRET: 'a secret of the tests, long enough', HELP_PHONE: '0800 00 000', CARD_PAGE_ORIGIN: 'http://127.0.0.1:3003', PORTAL_URL: publicAddress });
  const server = await new Promise<Server>((done) => {
    const listening: Server = app.listen(0, '127.0.0.1', () => done(listening));
  });
  const close = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** A browser without scripts: keeps cookies, posts forms with its own Origin, follows nothing by itself. */
export class Visitor {
  readonly #cookies = new Map<string, string>();

  constructor(private readonly portal: string) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#keep(await fetch(this.portal + path, { headers: { ...this.#cookieHeader(), ...headers }, redirect: 'manual' }));
  }

  async post(path: string, fields: Record<string, string>, origin = this.portal): Promise<Response> {
    const body = new URLSearchParams(fields);
    return this.#keep(await fetch(this.portal + path, { method: 'POST', body, headers: { ...this.#cookieHeader(), origin }, redirect: 'manual' }));
  }

  signIn(email: string): Promise<Response> {
    return this.post('/login', { email, password: madePassword, next: '/' });
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  #cookieHeader(): Record<string, string> {
    return this.#cookies.size === 0 ? {} : { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}
