import { EXPLAIN_USAGE, explainAccount } from './explain-account.js';
import { IMPORT_USAGE, importFile } from './import-file.js';
import { runInspect } from './inspect.js';
import { CLOCK_USAGE, moveClock } from './move-clock.js';
import type { Outcome } from './outcome.js';
import { RUN_USAGE, runDay } from './run-day.js';
import type { Setting } from './setting.js';
import type { Paint } from './terminal.js';
import { LEDGER_USAGE, verifyLedger } from './verify-ledger.js';

/** A command of `tegoed`; it gets what stands behind its name. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly run: (argv: readonly string[], setting: Setting) => Promise<Outcome>;
}

// Seeding brings the database and half of the API with it, which the other commands need not wait for.
const seedLater: Command['run'] = async (argv, setting) => (await import('./seed.js')).seed(argv, setting);

/** Every command by its name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  import: { summary: 'Hands a bank statement or a file of readings to the running system.', usage: IMPORT_USAGE, run: importFile },
  inspect: {
    summary: 'Reads and judges a file without booking anything and without a server.',
    usage: 'tegoed inspect bank|readings|p1 <file> [--json] [--iban IBAN]... [--no-crc]',
    run: (argv, { wallNowMs }) => runInspect(argv, wallNowMs()),
  },
  run: { summary: 'Settles a day of a supplier and shows how far it is.', usage: RUN_USAGE, run: runDay },
  explain: { summary: 'Says why a home is on, limited or off.', usage: EXPLAIN_USAGE, run: explainAccount },
  ledger: { summary: 'Proves that the books sum to zero and replay to what every account shows.', usage: LEDGER_USAGE, run: verifyLedger },
  clock: { summary: 'Shows or moves the clock of the sandbox.', usage: CLOCK_USAGE, run: moveClock },
  seed: { summary: 'Makes the pilot and lets it live through its history; twice changes nothing.', usage: 'tegoed seed [structure|history] [--json]', run: seedLater },
};

/** What `tegoed help` prints. */
export function helpText(paint: Paint): string {
  const commands = Object.values(COMMANDS).map(({ summary, usage }) => `  ${paint.strong(usage)}\n      ${summary}`);
  return `${[
    'tegoed: the command line of Tegoed',
    '',
    ...commands,
    '',
    'For whom: --tenant NAME, or TEGOED_API_KEY; in a sandbox of npm start the supplier that collects on BE83363012345615.',
    'Where: API_URL, http://127.0.0.1:3001 when absent.',
    'Exit codes: 0 done, 1 refused or not right, 2 wrong command line or file, 3 nothing answers.',
  ].join('\n')}\n`;
}
