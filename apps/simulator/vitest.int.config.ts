import { defineConfig } from 'vitest/config';

// The simulator over its own wire: HTTP, SMTP and the files it keeps; no database.
export default defineConfig({ test: { name: 'simulator', include: ['src/**/*.int.spec.ts'], isolate: false, pool: 'threads', testTimeout: 60_000 } });
