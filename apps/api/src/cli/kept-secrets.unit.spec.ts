import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readCommandLineEnv } from '../env.schema.js';
import { keptSecrets } from './kept-secrets.js';

let checkout: string;
beforeEach(async () => {
  checkout = await mkdtemp(path.join(tmpdir(), 'tegoed-checkout-'));
  await mkdir(path.join(checkout, '.data'));
});
afterEach(() => rm(checkout, { recursive: true }));

const keep = (text: string): Promise<void> => writeFile(path.join(checkout, '.data/secrets.json'), text);

it('gives the kept secrets and the address of the embedded database', async () => {
  await keep('{"SANDBOX_KEY":"tgd_test_1","APP_PASSWORD":"abc"}');
  expect(keptSecrets(checkout)).toMatchObject({ SANDBOX_KEY: 'tgd_test_1', DATABASE_URL: 'postgres://tegoed_app:abc@127.0.0.1:54329/tegoed' });
});

it('gives nothing where nothing is kept, or nothing can be read', async () => {
  expect(keptSecrets(checkout)).toEqual({});
  await keep('{"SANDBOX_KEY":');
  expect(keptSecrets(checkout)).toEqual({});
});

it('comes after the environment, where an empty variable counts as absent', () => {
  const env = readCommandLineEnv({ SANDBOX_KEY: 'kept', DEMO_PASSWORD: 'kept' }, { SANDBOX_KEY: 'own', DEMO_PASSWORD: '', API_URL: '' });
  expect(env).toEqual({ API_URL: 'http://127.0.0.1:3001', SANDBOX_KEY: 'own', DEMO_PASSWORD: 'kept', PILOT_HISTORY_DAYS: 60 });
  expect(readCommandLineEnv({}, { API_URL: 'here' })).toBe('API_URL: Invalid URL');
});
