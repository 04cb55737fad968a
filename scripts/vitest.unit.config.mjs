import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'scripts-unit', root: import.meta.dirname, include: ['**/*.unit.spec.mjs', '../infra/**/*.unit.spec.mjs'], isolate: false },
});
