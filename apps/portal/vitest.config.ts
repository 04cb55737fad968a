import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'portal', include: ['app/**/*.unit.spec.{ts,tsx}'], isolate: false, pool: 'threads', testTimeout: 30_000 } });
