import { randomUUID } from 'node:crypto';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request, { type Response } from 'supertest';
import { makeHttpApplication } from '../http-application.js';
import type { TestDatabase } from './test-database.js';

/** The HTTP application over a test database, asked in process. */
export interface TestApi {
  get(path: string, token?: string): Promise<Response>;
  /** Posts JSON with a fresh Idempotency-Key unless one is given. */
  post(path: string, token: string, body: object, key?: string): Promise<Response>;
  delete(path: string, token: string): Promise<Response>;
  readonly app: NestExpressApplication;
  close(): Promise<void>;
}

/** Starts the application without listening on a port of its own. */
export async function openTestApi(db: TestDatabase): Promise<TestApi> {
  const app = await makeHttpApplication(db.env, { logger: ['error', 'fatal'] });
  await app.init();
  const server = app.getHttpServer();
  const bearer = (token: string | undefined): Record<string, string> => (token === undefined ? {} : { authorization: `Bearer ${token}` });
  return {
    app,
    get: (path, token) => request(server).get(path).set(bearer(token)),
    post: (path, token, body, key) => request(server).post(path).set({ ...bearer(token), 'idempotency-key': key ?? randomUUID() }).send(body),
    delete: (path, token) => request(server).delete(path).set(bearer(token)),
    close: () => app.close(),
  };
}
