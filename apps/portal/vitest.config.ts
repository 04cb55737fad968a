import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['app/**/*.unit.spec.{ts,tsx}', 'test/**/*.unit.spec.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
});
