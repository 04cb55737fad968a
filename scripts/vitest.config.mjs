import { defineConfig } from 'vitest/config';

// Unit specs are pure and quick. Int specs start real PostgreSQL servers and whole process trees, one at a time.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'scripts-unit', root: import.meta.dirname, include: ['**/*.unit.spec.mjs', '../infra/**/*.unit.spec.mjs'] } },
      {
        test: {
          name: 'scripts-int',
          root: import.meta.dirname,
          include: ['**/*.int.spec.mjs', '../infra/**/*.int.spec.mjs'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
