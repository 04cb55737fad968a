import { defineConfig } from 'vitest/config';

// Int specs start real PostgreSQL servers and whole process trees, one at a time.
export default defineConfig({
  test: {
    name: 'scripts-int',
    root: import.meta.dirname,
    include: ['**/*.int.spec.mjs', '../infra/**/*.int.spec.mjs'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
