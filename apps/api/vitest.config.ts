import { defineConfig } from 'vitest/config';

// Unit specs are pure and quick; int specs share one throw-away PostgreSQL cluster, each file in its own database.
export default defineConfig({
  test: {
    projects: [
      { extends: './vitest.unit.config.ts', test: { name: 'unit' } },
      {
        test: {
          name: 'int',
          include: ['src/**/*.int.spec.ts'],
          globalSetup: ['../../scripts/pg-global-setup.mjs'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
