import { defineConfig } from 'vitest/config';

// The built portal over HTTP, against an API that answers what a spec says; no database.
export default defineConfig({ test: { name: 'portal', include: ['test/**/*.int.spec.ts'], isolate: false, pool: 'threads', testTimeout: 60_000, hookTimeout: 60_000 } });
