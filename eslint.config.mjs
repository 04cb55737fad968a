import fs from 'node:fs';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { houseRules } from './scripts/lint-rules/index.mjs';

const root = import.meta.dirname;
const sources = ['apps/*/src/**/*.{ts,tsx}', 'apps/portal/{app,server}/**/*.{ts,tsx}', 'apps/portal/server.mjs', 'libs/*/src/**/*.ts'];
const specs = ['**/*.spec.{ts,tsx,mjs}'];
const clockAdapters = ['apps/api/src/adapters/clock/**', 'apps/simulator/src/clock.ts', 'apps/ivr/src/clock.ts', 'apps/portal/server.mjs', 'apps/portal/server/clock.ts'];
const pureLibs = ['libs/prepayment-engine/src/**/*.ts', 'libs/meter-commands/src/**/*.ts'];

const generated = ['**/dist/**', '**/build/**', '**/reports/**', '**/.react-router/**', '**/.nx/**', '**/.data/**', 'libs/api-client/src/schema.ts'];

// One program over all of apps/api, apps/simulator and libs is a quarter of the cost of one per project, and the specs,
// which the builds leave out, are in it. The portal has its own: it compiles for the browser.
const typeScriptProjects = ['scripts/lint/tsconfig.json', ...(fs.existsSync(`${root}/apps/portal/tsconfig.json`) ? ['scripts/lint/tsconfig.portal.json'] : [])];

const typeAware = {
  files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts', 'e2e/**/*.ts'],
  languageOptions: { parserOptions: { project: typeScriptProjects, tsconfigRootDir: root } },
  rules: {
    '@typescript-eslint/await-thenable': 'error',
    '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['it', 'test', 'describe'] }] }],
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
};

const unusedNames = {
  rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }] },
};

const directions = {
  files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
  plugins: { '@nx': nx },
  rules: {
    '@nx/enforce-module-boundaries': [
      'error',
      {
        depConstraints: [
          { sourceTag: 'scope:portal', onlyDependOnLibsWithTags: ['scope:api-client'] },
          { sourceTag: 'scope:simulator', onlyDependOnLibsWithTags: ['scope:api-client'] },
          { sourceTag: 'scope:ivr', onlyDependOnLibsWithTags: ['scope:api-client'] },
          { sourceTag: 'scope:api', onlyDependOnLibsWithTags: ['scope:prepayment-engine', 'scope:meter-commands', 'scope:api-client'] },
          { sourceTag: 'type:lib', notDependOnLibsWithTags: ['type:lib', 'type:app'] },
        ],
      },
    ],
  },
};

const houseRulesEverywhere = {
  files: sources,
  plugins: { tegoed: houseRules },
  rules: {
    'tegoed/features-by-their-index': 'error',
    'tegoed/no-float-money': 'error',
    'tegoed/no-process-env': 'error',
    'tegoed/no-wall-clock': 'error',
    'tegoed/rooms-look-down': 'error',
  },
};

const specRules = {
  files: [...specs, 'apps/api/src/test-database/**'],
  plugins: { tegoed: houseRules },
  rules: {
    'tegoed/no-focused-tests': 'error',
    // A spec may look where the public test files are, and which database it was given.
    'tegoed/no-process-env': ['error', { allowedNames: '^(TEGOED_SHARED|TEST_|CHROMIUM_PATH)' }],
  },
};

const pureImports = {
  files: pureLibs,
  ignores: specs,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: '^(node:|@nestjs/|typeorm$|bullmq$|stripe$|twilio$|class-validator$|class-transformer$|pg$|pino$|express$|zod$|@tegoed/)',
            message: 'A pure library decides and knows no framework, store, provider or file system: an adapter in an app fetches and stores.',
          },
        ],
      },
    ],
  },
};

const apiOutsideItsCli = {
  files: ['apps/api/src/**/*.ts'],
  ignores: ['apps/api/src/cli/**', 'apps/api/src/main.cli.ts', ...specs],
  rules: {
    'no-restricted-imports': ['error', { patterns: [{ regex: '^@tegoed/api-client', message: 'The API does not call itself over the wire: only its command line (src/cli) uses the client.' }] }],
  },
};

const apiOutsideItsAdapters = {
  files: ['apps/api/src/**/*.ts'],
  ignores: ['apps/api/src/adapters/**', ...specs],
  rules: {
    'no-restricted-globals': ['error', { name: 'fetch', message: 'Calls to the outside world go through an adapter, which has the time limits, retries and logging.' }],
  },
};

export default tseslint.config(
  { ignores: generated },
  ...tseslint.configs.recommended,
  unusedNames,
  typeAware,
  directions,
  houseRulesEverywhere,
  // The portal's entry point is plain JavaScript and hands the environment to the schema in its build.
  { files: ['**/env.schema.ts', 'apps/portal/server.mjs'], rules: { 'tegoed/no-process-env': 'off' } },
  { files: clockAdapters, rules: { 'tegoed/no-wall-clock': 'off' } },
  // Benchmarks print ratios, never money.
  { files: ['apps/*/src/bench/**'], rules: { 'tegoed/no-float-money': 'off' } },
  specRules,
  pureImports,
  apiOutsideItsCli,
  apiOutsideItsAdapters,
);
