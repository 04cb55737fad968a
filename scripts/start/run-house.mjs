// Ties the life of the house to the life of this process, its parent and its signals.
import process from 'node:process';
import { complain, say, survivePipeLoss } from './console.mjs';
import { prepareHouse } from './house.mjs';
import { StartProblem } from './settings.mjs';

const PARENT_CHECK_MS = 1_000;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Starts the house and stops it on a signal, when npm is gone, or when a process of it dies too often.
 * @param {Omit<Parameters<typeof prepareHouse>[0], 'onGiveUp'>} options
 */
export async function runHouse(options) {
  survivePipeLoss();
  let ending = null;
  const endWith = (exitCode, sentence) => {
    ending ??= (async () => {
      if (sentence) (exitCode === 0 ? say : complain)(sentence);
      await house.stop();
      if (exitCode === 0) say('Tegoed is stopped.');
      process.exit(exitCode);
    })();
    return ending;
  };
  const house = prepareHouse({ ...options, onGiveUp: (sentence) => endWith(1, sentence) });
  for (const name of STOP_SIGNALS) process.on(name, () => endWith(0, 'Stopping ...'));
  stopWhenNpmIsGone(() => endWith(1, 'npm is gone: stopping.'));
  try {
    await house.start();
  } catch (error) {
    await endWith(1, error instanceof StartProblem ? error.message : error.stack);
  }
}

// A kill -9 of npm reaches nobody else; our parent process then changes. Started without npm we may outlive the shell.
function stopWhenNpmIsGone(onGone) {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || onGone(), PARENT_CHECK_MS).unref();
}
