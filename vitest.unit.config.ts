import { defineConfig } from 'vitest/config';

// All pure specs in one run: a start of vitest for each project costs more than the specs themselves.
export default defineConfig({
  test: { projects: ['libs/*/vitest.config.ts', 'apps/simulator/vitest.config.ts', 'apps/ivr/vitest.config.ts', 'apps/portal/vitest.config.ts', 'apps/api/vitest.unit.config.ts', 'scripts/vitest.unit.config.mjs'] },
});
