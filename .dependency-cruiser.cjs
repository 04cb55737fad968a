// The directions between the parts of the house, seen in the resolved imports: types too, npm packages and node: too.
// eslint.config.mjs holds the same directions; this one also sees cycles, and what a relative path reaches.

const ROOMS = ['money', 'calendar', 'ledger', 'metering', 'rating', 'payments', 'credit-control', 'notices'];
const SPECS = '\\.spec\\.tsx?$';
const ENGINE = 'libs/prepayment-engine/src';

const roomsLookDown = ROOMS.slice(0, -1).map((room, height) => ({
  name: `engine-room-${room}-looks-down`,
  comment: `Rooms of the rules engine import downward only: ${ROOMS.join(' < ')}.`,
  severity: 'error',
  from: { path: `^${ENGINE}/${room}/` },
  to: { path: `^${ENGINE}/(${ROOMS.slice(height + 1).join('|')})/` },
}));

const clientOnly = ['portal', 'simulator', 'ivr'].map((app) => ({
  name: `${app}-knows-the-client-only`,
  comment: `apps/${app} speaks to the API over the wire, through the generated client.`,
  severity: 'error',
  from: { path: `^apps/${app}/` },
  to: { path: '^(apps|libs)/', pathNot: `^(apps/${app}/|libs/api-client/)` },
}));

const libsKnowNoOther = ['prepayment-engine', 'meter-commands', 'api-client'].map((lib) => ({
  name: `${lib}-knows-no-other-part`,
  comment: 'A library imports nothing of the house: the engine says what supply should be, the API maps that to orders.',
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: '^(apps|libs|scripts|infra)/', pathNot: `^libs/${lib}/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that import one another cannot be read or tested alone. Entities are exempt: relations point both ways.',
      severity: 'error',
      from: { pathNot: '\\.entity\\.ts$' },
      to: { circular: true, viaOnly: { pathNot: '\\.entity\\.ts$' } },
    },
    {
      name: 'nothing-imports-an-app-or-infra',
      comment: 'Apps and infra are the outermost ring.',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^(apps/|infra/|@tegoed/(api|portal|simulator|ivr)(/|$))', pathNot: '^$1/$2/' },
    },
    {
      name: 'pure-libs-know-no-framework',
      comment: 'The pure libraries decide; adapters in the apps fetch and store.',
      severity: 'error',
      from: { path: '^libs/(prepayment-engine|meter-commands)/src/', pathNot: SPECS },
      to: { path: '(^|node_modules/)(@nestjs/|typeorm(/|$)|bullmq(/|$)|stripe(/|$)|twilio(/|$)|class-validator(/|$)|class-transformer(/|$)|pg(/|$)|express(/|$)|zod(/|$))' },
    },
    {
      name: 'pure-libs-do-no-io',
      comment: 'Nothing of Node: no file, no network, no clock.',
      severity: 'error',
      from: { path: '^libs/(prepayment-engine|meter-commands)/src/', pathNot: SPECS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'client-in-the-cli-only',
      comment: 'The API does not call itself over the wire: only its command line uses the client.',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: '^apps/api/src/(cli/|main\\.cli\\.ts$)' },
      to: { path: '^libs/api-client/' },
    },
    {
      name: 'features-by-their-index',
      comment: 'A feature of the API never imports the inside of another.',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/' },
      to: { path: '^apps/api/src/features/([^/]+)/', pathNot: '^apps/api/src/features/($1/|[^/]+/index\\.ts$)' },
    },
    ...clientOnly,
    ...libsKnowNoOther,
    ...roomsLookDown,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'scripts/lint/tsconfig.json' },
    // Built libraries are reached but not followed: excluding them would hide the imports that lead there.
    doNotFollow: { path: '(^|/)(node_modules|dist|build)(/|$)' },
    exclude: { path: '(^|/)(\\.react-router|reports|\\.nx|\\.data)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'default', 'node'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
