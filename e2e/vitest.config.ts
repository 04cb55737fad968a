import path from 'node:path';
import { defineConfig } from 'vitest/config';

// One house for all specs of `house`; one file at a time, so that what a spec measures is its own.
export default defineConfig({
  test: {
    fileParallelism: false,
    projects: [
      {
        test: {
          name: 'house',
          root: import.meta.dirname,
          include: ['*.e2e.spec.ts'],
          globalSetup: ['./house/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'simulate',
          root: path.join(import.meta.dirname, 'simulate'),
          include: ['*.e2e.spec.ts'],
          testTimeout: 600_000,
          hookTimeout: 240_000,
        },
      },
      path.join(import.meta.dirname, '../apps/portal/vitest.e2e.config.ts'),
    ],
  },
});
