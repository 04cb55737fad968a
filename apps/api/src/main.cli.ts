import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs, wallNowMs } from './adapters/clock/wall-clock.js';
import { COMMANDS, helpText } from './cli/commands.js';
import { keptSecrets } from './cli/kept-secrets.js';
import { EXIT, failed, type Outcome } from './cli/outcome.js';
import { paintFor, progressLine } from './cli/terminal.js';
import { readCommandLineEnv } from './env.schema.js';

/** Entry point: the command line. Commands give back what to print and the exit code; nothing else is left running. */
async function run([name = '', ...argv]: readonly string[]): Promise<Outcome> {
  const paint = paintFor(process.stdout.isTTY);
  if (['', 'help', '--help', '-h'].includes(name)) return { exitCode: name === '' ? EXIT.wrongCommand : EXIT.done, out: helpText(paint), err: '' };
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return failed('wrongCommand', `There is no command ${name}. tegoed help names them all.`);
  if (argv.includes('--help') || argv.includes('-h')) return { exitCode: EXIT.done, out: `${command.summary}\nUsage: ${command.usage}\n`, err: '' };
  const env = readCommandLineEnv(keptSecrets());
  if (typeof env === 'string') return failed('wrongCommand', `The environment is not right: ${env}.`);
  return command.run(argv, {
    env,
    paint,
    progress: progressLine(process.stderr, monotonicMs),
    wallNowMs,
    pause: (ms) => pause(ms),
  });
}

const outcome = await run(process.argv.slice(2));
process.stdout.write(outcome.out);
process.stderr.write(outcome.err);
process.exitCode = outcome.exitCode;
