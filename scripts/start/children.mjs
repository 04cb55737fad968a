// Starts the processes of the house, starts a dead service again, and stops them all.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { complain, say } from './console.mjs';
import { consoleLine, processLog } from './process-log.mjs';
import { restartPolicy } from './restarts.mjs';

const LONGEST_STOP_MS = 10_000;
const childGuard = pathToFileURL(path.resolve(import.meta.dirname, '../child-guard.mjs')).href;

/**
 * One running process of the house.
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {import('./processes.mjs').HouseProcess} HouseProcess
 */

function spawnChild(entry, { root, environment }) {
  const nodeArguments = ['--import', childGuard, `--max-old-space-size=${entry.memoryMb}`];
  return spawn(process.execPath, [...nodeArguments, path.resolve(root, entry.file), ...(entry.programArguments ?? [])], {
    cwd: root,
    env: environment,
    // The channel ("ipc") tells the child when we are gone, however we went.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own session: Ctrl-C reaches only us, and we stop the processes in the right order.
    detached: true,
  });
}

function hasEnded(child) {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stopChild(child) {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const byForce = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
  await ended;
  clearTimeout(byForce);
}

/**
 * @param {object} options
 * @param {string} options.root folder of the repository
 * @param {string} options.logFolder
 * @param {(entry: HouseProcess) => NodeJS.ProcessEnv} options.environmentOf
 * @param {(pids: number[]) => void} options.onPids told of every change in the set of live processes
 * @param {(sentence: string) => void} options.onGiveUp told once when a service died too often
 */
export function houseChildren({ root, logFolder, environmentOf, onPids, onGiveUp }) {
  /** @type {Map<string, ChildProcess>} in the order of starting */
  const live = new Map();
  const logs = new Map();
  let stopping = false;

  const logOf = (entry, onLine) => {
    if (!logs.has(entry.name)) logs.set(entry.name, processLog({ logFolder, name: entry.name, onLine }));
    return logs.get(entry.name);
  };
  const tellPids = () => onPids([...live.values()].map((child) => child.pid).filter((pid) => pid !== undefined));

  const launch = (entry, log) => {
    const child = spawnChild(entry, { root, environment: environmentOf(entry) });
    live.set(entry.name, child);
    log.follow(child);
    tellPids();
    const forget = () => {
      if (live.get(entry.name) === child && !stopping) live.delete(entry.name);
      tellPids();
    };
    child.once('exit', forget);
    child.once('error', forget);
    return child;
  };

  const keepRunning = (entry, log, afterDeath) => {
    const child = launch(entry, log);
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const verdict = afterDeath(performance.now());
      const how = `${entry.name} ended (${signal ?? `code ${code}`})`;
      if (verdict.kind === 'give_up') {
        onGiveUp(`${entry.name} ended ${verdict.deaths} times within a minute: everything is stopped. Its last lines are in ${log.file}.`);
        return;
      }
      complain(`${how}: starting it again.`);
      setTimeout(() => stopping || keepRunning(entry, log, afterDeath), verdict.pauseMs);
    });
  };

  return {
    /** Starts a service and keeps it running until `stopAll`. */
    startService(entry) {
      const log = logOf(entry, (line, stream) => {
        const shown = consoleLine(line, stream);
        if (shown !== null) complain(`[${entry.name}] ${shown}`);
      });
      keepRunning(entry, log, restartPolicy());
    },

    /**
     * Runs a task to its end; `onPlainLine` gets each line of its output that is meant for people.
     * @returns {Promise<{ ended: 'well' | 'badly', lastLines: string[], logFile: string }>}
     */
    async runTask(entry, onPlainLine = say) {
      const log = logOf(entry, (line) => line.startsWith('{') || onPlainLine(line));
      const child = launch(entry, log);
      // 'close' comes after the last line was read, unlike 'exit'.
      const code = await new Promise((resolve) => {
        child.once('close', resolve);
        child.once('error', () => resolve(1));
      });
      return { ended: code === 0 ? 'well' : 'badly', lastLines: log.lastLines(), logFile: log.file };
    },

    /** Stops every process, the last started first. */
    async stopAll() {
      stopping = true;
      for (const child of [...live.values()].reverse()) await stopChild(child);
      live.clear();
      tellPids();
    },
  };
}
