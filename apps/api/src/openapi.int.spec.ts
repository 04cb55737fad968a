import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { envSchema } from './env.schema.js';
import { makeHttpApplication } from './http-application.js';
import { openApiDocument } from './openapi.js';

it('the committed OpenAPI document is that of the controllers: run "npm run openapi -w @tegoed/api"', async () => {
  const env = envSchema.parse({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none', DATA_KEY: '0'.repeat(64), BLIND_INDEX_KEY: '0'.repeat(64) });
  const app = await makeHttpApplication(env, { preview: true, logger: false });
  const committed = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  expect(`${JSON.stringify(openApiDocument(app), null, 2)}\n`).toBe(committed);
  await app.close();
}, 30_000);
