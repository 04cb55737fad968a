import fs from 'node:fs';
import { expect, it } from 'vitest';
import { transitionPage, transitionPageFile } from './transition-table.mjs';

it('docs/meter-commands.md is what the transition table says (else run: node scripts/transition-table.mjs)', async () => {
  const written = fs.existsSync(transitionPageFile) ? fs.readFileSync(transitionPageFile, 'utf8') : '';
  expect(written).toBe(await transitionPage());
});
