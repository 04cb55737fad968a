// The processes of the house, in the order in which they start. A process gets only the settings named here.

/**
 * @typedef {object} HouseProcess
 * @property {string} name also the name of its log file
 * @property {'service' | 'task' | 'afterwards'} kind a service runs until the house stops; a task runs to its end before the
 *   next starts; what comes afterwards runs once everything is ready, and nothing waits for it
 * @property {string} file entry point, from the root of the repository
 * @property {string[]} [programArguments]
 * @property {string} [progress] what the console says while a task runs
 * @property {string[]} [ports] names of the settings that hold the ports it listens on
 * @property {string} [answersAt] name of the setting with the address that answers once the service is up
 * @property {string} [healthPath] path below that address; without it any answer will do
 * @property {boolean} [nextWaits] true: the next process starts only when this service answers
 * @property {number} memoryMb limit of the JavaScript heap
 * @property {string[]} settings names of the settings it is given, beside the host's own environment
 */

const DATABASE = ['DATABASE_URL', 'DATA_KEY', 'BLIND_INDEX_KEY'];
const ADDRESSES = ['API_URL', 'PORTAL_URL', 'SIMULATOR_URL'];
const PROVIDERS = ['AMM_URL', 'SMTP_URL', 'IVR_URL', 'TWILIO_API_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'];
const CARDS = ['STRIPE_API_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRETS'];

/** @type {HouseProcess[]} */
export const houseProcesses = [
  {
    name: 'migrate',
    kind: 'task',
    file: 'apps/api/dist/main.migrate.js',
    progress: 'Bringing the database up to date',
    memoryMb: 256,
    settings: [...DATABASE, 'MIGRATION_DATABASE_URL', 'ADMIN_DATABASE_URL'],
  },
  {
    name: 'http',
    kind: 'service',
    file: 'apps/api/dist/main.http.js',
    ports: ['API_PORT'],
    answersAt: 'API_URL',
    healthPath: '/health/live',
    nextWaits: true,
    memoryMb: 256,
    settings: ['API_PORT', 'SANDBOX_KEY', 'PHONE_KEY', 'DEMO_PASSWORD', 'TERMINAL_SECRETS', ...DATABASE, ...ADDRESSES, ...PROVIDERS, ...CARDS],
  },
  {
    name: 'worker',
    kind: 'service',
    file: 'apps/api/dist/main.worker.js',
    memoryMb: 320,
    settings: ['SANDBOX_KEY', 'AMM_SIGNING_KEY', ...DATABASE, ...ADDRESSES, ...PROVIDERS, ...CARDS],
  },
  {
    name: 'simulator',
    kind: 'service',
    file: 'apps/simulator/dist/main.js',
    ports: ['SIMULATOR_PORT', 'SIMULATOR_SMTP_PORT'],
    answersAt: 'SIMULATOR_URL',
    memoryMb: 192,
    settings: ['SIMULATOR_PORT', 'SIMULATOR_SMTP_PORT', 'SIMULATOR_DATA_DIR', 'AMM_VERIFY_KEY', 'SANDBOX_KEY', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM', 'STRIPE_WEBHOOK_SECRETS', 'IVR_URL', ...ADDRESSES],
  },
  {
    name: 'ivr',
    kind: 'service',
    file: 'apps/ivr/dist/main.js',
    ports: ['IVR_PORT'],
    answersAt: 'IVR_URL',
    healthPath: '/health/live',
    memoryMb: 96,
    settings: ['IVR_PORT', 'IVR_URL', 'API_URL', 'PHONE_KEY', 'TWILIO_AUTH_TOKEN'],
  },
  {
    name: 'portal',
    kind: 'service',
    file: 'apps/portal/server.mjs',
    ports: ['PORTAL_PORT'],
    answersAt: 'PORTAL_URL',
    memoryMb: 192,
    settings: ['PORTAL_PORT', 'SESSION_SECRET', 'CARD_PAGE_ORIGIN', ...ADDRESSES],
  },
  {
    name: 'seed',
    kind: 'task',
    file: 'apps/api/dist/main.cli.js',
    programArguments: ['seed', 'structure'],
    progress: 'Preparing the pilot',
    memoryMb: 256,
    settings: ['SANDBOX_KEY', 'DEMO_PASSWORD', ...DATABASE, ...ADDRESSES],
  },
  {
    name: 'history',
    kind: 'afterwards',
    file: 'apps/api/dist/main.cli.js',
    programArguments: ['seed', 'history'],
    progress: 'History of the pilot',
    memoryMb: 128,
    settings: ['SANDBOX_KEY', 'DEMO_PASSWORD', ...DATABASE, ...ADDRESSES],
  },
];
