import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'portal',
    include: ['app/**/*.unit.spec.{ts,tsx}', 'test/**/*.unit.spec.ts'],
    isolate: false,
    pool: 'threads',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
