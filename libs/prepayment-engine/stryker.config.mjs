/** Mutation test of credit-control, which decides what supply a home should have; `npm run mutation` at the root runs it. */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.config.ts' },
  mutate: ['src/credit-control/**/*.ts', '!src/**/*.spec.ts', '!src/**/index.ts'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 20_000,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: '../../reports/mutation/credit-control.json' },
  thresholds: { high: 95, low: 90, break: 85 },
};
