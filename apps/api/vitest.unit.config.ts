import { defineConfig } from 'vitest/config';

// Pure specs share nothing that one could spoil for another, so they share a thread: half of the time goes to isolation.
export default defineConfig({ test: { name: 'api', include: ['src/**/*.unit.spec.ts'], isolate: false, pool: 'threads', testTimeout: 30_000 } });
