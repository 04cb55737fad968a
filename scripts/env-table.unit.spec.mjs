import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { environmentPage, findSchemaFiles, readVariables, variablesOf } from './env-table.mjs';
import { houseProcesses } from './start/processes.mjs';

const page = path.resolve(import.meta.dirname, '../docs/environment.md');
const apps = Object.keys(findSchemaFiles());

it('tells of each variable what it means, its default, and whether it is needed', () => {
  const schema = z.object({
    API_PORT: z.coerce.number().int().default(3001).describe('Port of the API.'),
    DATA_KEY: z.string().describe('Key a|b.'),
    REDIS_URL: z.url().optional().describe('Redis.'),
  });
  expect(environmentPage({ api: variablesOf(schema) })).toMatch(
    /\| `API_PORT` \| Port of the API\. \| `3001` \|\n\| `DATA_KEY` \| Key a\\\|b\. \| needed \|\n\| `REDIS_URL` \| Redis\. \| {2}\|/,
  );
});

it.skipIf(apps.length === 0)('docs/environment.md is what the env schemas say (else run: node scripts/env-table.mjs)', async () => {
  const written = fs.existsSync(page) ? fs.readFileSync(page, 'utf8') : '';
  expect(written).toBe(environmentPage(await readVariables()));
});

it.skipIf(apps.length === 0)('every variable of a schema says what it means', async () => {
  const silent = Object.values(await readVariables()).flat().filter(({ meaning }) => meaning === '');
  expect(silent).toEqual([]);
});

it.skipIf(apps.length === 0)('npm start gives each process every variable that its schema needs', async () => {
  const variables = await readVariables();
  for (const { name, file, settings } of houseProcesses) {
    const needed = (variables[file.split('/')[1]] ?? []).filter(({ isNeeded }) => isNeeded).map((variable) => variable.name);
    for (const variable of needed) expect(settings, `${name} needs ${variable}`).toContain(variable);
  }
});
