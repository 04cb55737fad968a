import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'ivr', include: ['src/**/*.unit.spec.ts'], isolate: false, pool: 'threads', testTimeout: 30_000 } });
