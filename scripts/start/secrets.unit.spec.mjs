import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadSecrets } from './secrets.mjs';

let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-secrets-'))));
afterEach(() => fs.rmSync(folder, { recursive: true }));

it('makes the secrets once, for the owner only', () => {
  const made = loadSecrets(folder);
  expect(made.SANDBOX_KEY).toMatch(/^tgd_test_[0-9a-f]{48}$/);
  expect(made.DATA_KEY).toMatch(/^[0-9a-f]{64}$/);
  expect(made.DEMO_PASSWORD).toMatch(/^[a-z]+-[a-z]+-[a-z]+-\d{3}$/);
  expect(fs.statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(loadSecrets(folder)).toEqual(made);
});

it('adds a secret that an older version did not know, and keeps the rest', () => {
  const { TWILIO_AUTH_TOKEN: _later, ...older } = loadSecrets(folder);
  fs.writeFileSync(path.join(folder, 'secrets.json'), JSON.stringify(older));
  expect(loadSecrets(folder)).toMatchObject({ ...older, TWILIO_AUTH_TOKEN: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

it('does not make new secrets for a database that was made with others', () => {
  fs.mkdirSync(path.join(folder, 'pg'));
  expect(() => loadSecrets(folder)).toThrow('secrets.json is gone, and without it the database beside it cannot be opened');
});

it('says that a damaged file cannot be read', () => {
  fs.writeFileSync(path.join(folder, 'secrets.json'), '{"DATA_KEY": ');
  expect(() => loadSecrets(folder)).toThrow('cannot be read');
});
