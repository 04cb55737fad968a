import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import { makeApiClient } from './index.js';

describe('the generated schema', () => {
  it('is that of the committed OpenAPI document: run "npm run generate -w @tegoed/api-client"', async () => {
    const generated = astToString(await openapiTS(new URL('../../../apps/api/openapi.json', import.meta.url)));
    const committed = await readFile(new URL('./schema.ts', import.meta.url), 'utf8');
    expect(committed.endsWith(generated)).toBe(true);
  }, 30_000);
});

describe('the client', () => {
  it('asks the address with the bearer and gives problems as values', async () => {
    const asked: Request[] = [];
    const client = makeApiClient({
      baseUrl: 'http://127.0.0.1:3001', token: 'tgd_test_x',
      fetch: async (request) => {
        asked.push(request);
        return new Response(JSON.stringify({ code: 'not_found' }), { status: 404, headers: { 'content-type': 'application/problem+json' } });
      },
    });
    const { data, error } = await client.GET('/v1/accounts/{id}', { params: { path: { id: 'a b' } } });
    expect(asked[0]?.url).toBe('http://127.0.0.1:3001/v1/accounts/a%20b');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer tgd_test_x');
    expect([data, error?.code]).toEqual([undefined, 'not_found']);
  });
});
