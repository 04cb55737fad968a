// Launcher of the embedded PostgreSQL 18: makes the cluster once, starts it, adopts one that an earlier run left alive,
// stops it cleanly. The binaries come from npm; the package's own launcher survives neither root nor kill -9.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { binaryFolder, makeCluster } from './pg/cluster.mjs';
import { isAlive, liveServer, waitUntilGone } from './pg/postmaster-file.mjs';
import { commandAs, decideRunAs, handOver } from './pg/run-as.mjs';

const LONGEST_START_MS = 120_000;
const LONGEST_STOP_MS = 30_000;

// Only for clusters that are thrown away: a power cut may lose or break them.
const THROW_AWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * A running server. `onExit` tells of an end that `stop` did not ask for.
 * @typedef {{ url: string, port: number, pid: number, adopted: boolean, onExit: (listener: () => void) => void, stop: () => Promise<void> }} RunningServer
 */

function superuserUrl(port, password) {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

function adopt(server, password) {
  let stopping = false;
  const listeners = [];
  const watch = setInterval(() => {
    if (isAlive(server.pid)) return;
    clearInterval(watch);
    if (!stopping) listeners.forEach((listener) => listener());
  }, 500);
  watch.unref();
  return {
    url: superuserUrl(server.port, password),
    port: server.port,
    pid: server.pid,
    adopted: true,
    onExit: (listener) => listeners.push(listener),
    stop: async () => {
      stopping = true;
      process.kill(server.pid, 'SIGINT');
      await waitUntilGone(server.pid, LONGEST_STOP_MS);
    },
  };
}

function settingsArguments(settings) {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function launch({ binaries, runAs, dataFolder, port, settings, log }) {
  const everywhere = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const programArguments = ['-D', dataFolder, '-p', String(port), ...settingsArguments(everywhere)];
  // Its own session: Ctrl-C in a terminal goes to start.mjs only, which stops the processes in the right order.
  const options = { stdio: ['ignore', 'ignore', 'pipe'], detached: true };
  const child = spawn(...commandAs(runAs, path.join(binaries, 'postgres'), programArguments, options));
  child.stderr.setEncoding('utf8').on('data', log);
  return child;
}

async function untilReady(child) {
  let lastLines = '';
  await new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error(`PostgreSQL was not ready after ${LONGEST_START_MS / 1000} seconds: ${lastLines}`)), LONGEST_START_MS);
    const ended = (code) => reject(new Error(`PostgreSQL ended while starting (${code}): ${lastLines.trim()}`));
    const read = (text) => {
      lastLines = (lastLines + text).slice(-2000);
      if (!lastLines.includes('ready to accept connections')) return;
      child.off('exit', ended);
      child.stderr.off('data', read);
      clearTimeout(tooLong);
      resolve();
    };
    child.stderr.on('data', read);
    child.once('exit', ended);
    child.once('error', reject);
  });
}

function started(child, port, password) {
  let stopping = false;
  return {
    url: superuserUrl(port, password),
    port,
    pid: child.pid,
    adopted: false,
    onExit: (listener) => child.once('exit', () => stopping || listener()),
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await gone;
    },
  };
}

/**
 * Starts the embedded PostgreSQL on `dataFolder`, made at the first start, and waits until it accepts connections.
 * A server that an earlier run left alive on the same folder is adopted with its own port.
 * @param {{ dataFolder: string, port: number, password: string, settings?: Record<string, string>, throwAway?: boolean,
 *   log?: (text: string) => void }} options `password` of the superuser; `settings` go to the server as -c name=value
 * @returns {Promise<RunningServer>}
 * @throws {Error} whose message is one plain sentence for the person at the console
 */
export async function startPostgres({ dataFolder, port, password, settings = {}, throwAway = false, log = () => {} }) {
  const binaries = binaryFolder();
  const folder = path.resolve(dataFolder);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  const live = liveServer(folder);
  if (live && live.status !== 'stopping') return adopt(live, password);
  if (live && !(await waitUntilGone(live.pid, LONGEST_STOP_MS))) throw new Error(`An earlier PostgreSQL (process ${live.pid}) on ${folder} does not stop.`);

  const runAs = decideRunAs({ postgresBinary: path.join(binaries, 'postgres'), dataFolder: folder });
  if (fs.existsSync(folder)) handOver(runAs, folder);
  else makeCluster({ binaries, runAs, dataFolder: folder, password, throwAway });
  const child = launch({ binaries, runAs, dataFolder: folder, port, settings: { ...settings, ...(throwAway ? THROW_AWAY_SETTINGS : {}) }, log });
  await untilReady(child);
  return started(child, port, password);
}
