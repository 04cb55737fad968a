import { wallNowMs } from './adapters/clock/wall-clock.js';
import { runInspect } from './cli/inspect.js';

/** What a command leaves behind for the shell. */
interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Every command of `tegoed` by its name; a command gets what stands after its name. */
const COMMANDS: Readonly<Record<string, (argv: readonly string[]) => Promise<Outcome>>> = {
  inspect: (argv) => runInspect(argv, wallNowMs()),
};

const [name = '', ...argv] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
const outcome = command ? await command(argv) : { exitCode: 2, out: '', err: `Usage: tegoed ${Object.keys(COMMANDS).join('|')} ...\n` };
process.stdout.write(outcome.out);
process.stderr.write(outcome.err);
process.exitCode = outcome.exitCode;
