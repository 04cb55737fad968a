// Starts the house in order and stops it in the opposite order.
import fs from 'node:fs';
import path from 'node:path';
import { liveServer } from '../pg/postmaster-file.mjs';
import { buildHouse } from './build.mjs';
import { houseChildren } from './children.mjs';
import { complain, say, withProgress } from './console.mjs';
import { startEmbeddedDatabase, useExternalDatabase } from './database.mjs';
import { takeOverFromEarlierRun } from './earlier-run.mjs';
import { waitForAnswer } from './health.mjs';
import { requireFreePorts } from './ports.mjs';
import { loadSecrets } from './secrets.mjs';
import { allSettings, environmentOf, readPorts, StartProblem } from './settings.mjs';
import { welcome } from './welcome.mjs';

const LONGEST_SERVICE_START_MS = 120_000;
const LONGEST_READY_MS = 600_000;

/** @typedef {import('./processes.mjs').HouseProcess} HouseProcess */

// Our own server of an earlier run may hold its port: it is adopted.
async function checkPorts({ processes, ports, dataFolder, embedded }) {
  const names = processes.flatMap((entry) => entry.ports ?? []);
  if (embedded && !liveServer(path.join(dataFolder, 'pg'))) names.push('PG_PORT');
  await requireFreePorts(names.map((name) => [name, ports[name]]));
}

async function requireAnswer(entry, settings, signal) {
  if (!entry.answersAt) return;
  const url = `${settings[entry.answersAt]}${entry.healthPath ?? '/'}`;
  const accept = entry.healthPath ? (status) => status === 200 : () => true;
  const result = await withProgress(`Starting ${entry.name}`, () => waitForAnswer(url, { accept, longestMs: LONGEST_SERVICE_START_MS, signal }));
  if (result === 'too_late') throw new StartProblem(`${entry.name} did not answer at ${url} within ${LONGEST_SERVICE_START_MS / 1000} seconds.`);
}

async function requireReady(url, signal) {
  const result = await withProgress('Waiting until everything is ready', () => waitForAnswer(url, { accept: (status) => status === 200, longestMs: LONGEST_READY_MS, signal }));
  if (result === 'too_late') throw new StartProblem(`The house is up but not ready: ${url} tells what is missing.`);
}

/**
 * A house that can be started once and stopped at any moment, also halfway.
 * @param {{ root: string, dataFolder: string, processes: HouseProcess[], environment: NodeJS.ProcessEnv,
 *   build?: typeof buildHouse, onGiveUp: (sentence: string) => void }} options
 */
export function prepareHouse({ root, dataFolder, processes, environment, build = buildHouse, onGiveUp }) {
  const stopped = new AbortController();
  const { signal } = stopped;
  const logFolder = path.join(dataFolder, 'logs');
  const embedded = !environment.DATABASE_URL;
  const pids = { database: [], children: [] };
  let run;
  // A promise, so that a stop in the middle of opening waits for it and leaves no server behind.
  let opening;
  let children;

  const recordPids = (part) => (numbers) => {
    pids[part] = numbers;
    run?.record([...pids.database, ...pids.children]);
  };

  async function openDatabase(ports, secrets) {
    if (!embedded) return useExternalDatabase(environment);
    return startEmbeddedDatabase({ dataFolder, port: ports.PG_PORT, secrets, onPids: recordPids('database'), onGiveUp });
  }

  async function runTask(entry) {
    const logins = [];
    const onPlainLine = (line, spoke) => {
      if (line.startsWith('demo-login ')) {
        logins.push(line.slice('demo-login '.length));
        return;
      }
      spoke();
      say(line);
    };
    const task = (spoke) => children.runTask(entry, (line) => onPlainLine(line, spoke));
    const result = await withProgress(entry.progress ?? entry.name, task);
    if (result.ended === 'badly' && !signal.aborted) {
      throw new StartProblem(`${result.lastLines.join('\n')}\n\n${entry.progress ?? entry.name} failed: see the lines above, or all of them in ${result.logFile}.`);
    }
    return logins;
  }

  // The services do not need its end, so a bad one stops nothing: the next start goes on with it.
  async function runAfterwards(entry) {
    const result = await children.runTask(entry, (line) => say(`${entry.progress}: ${line}`));
    if (result.ended === 'badly' && !signal.aborted) complain(`${entry.progress} was broken off, and goes on at the next start; its log is ${result.logFile}.`);
  }

  async function startProcesses(settings) {
    const logins = [];
    let unanswered = [];
    for (const entry of processes.filter(({ kind }) => kind !== 'afterwards')) {
      if (signal.aborted) break;
      if (entry.kind === 'task') {
        await Promise.all(unanswered.map((service) => requireAnswer(service, settings, signal)));
        unanswered = [];
        if (!signal.aborted) logins.push(...(await runTask(entry)));
        continue;
      }
      children.startService(entry);
      if (entry.nextWaits) await requireAnswer(entry, settings, signal);
      else unanswered.push(entry);
    }
    await Promise.all(unanswered.map((service) => requireAnswer(service, settings, signal)));
    return logins;
  }

  return {
    /**
     * Starts everything, says where it is, and begins what comes afterwards.
     * @throws {StartProblem} with one plain sentence when something stands in the way
     */
    async start() {
      const startedAt = performance.now();
      fs.mkdirSync(logFolder, { recursive: true });
      const ports = readPorts(environment);
      run = await takeOverFromEarlierRun(dataFolder, { onWait: () => say('Waiting for what is left of an earlier run to stop ...') });
      await checkPorts({ processes, ports, dataFolder, embedded });
      await withProgress('Building', () => build({ root, logFolder, signal }));
      if (signal.aborted) return;
      const secrets = loadSecrets(dataFolder);
      opening = openDatabase(ports, secrets);
      const database = await opening;
      if (signal.aborted) return;
      const settings = allSettings({ environment, dataFolder, ports, secrets, database: database.urls });
      children = houseChildren({ root, logFolder, environmentOf: (entry) => environmentOf(environment, settings, entry.settings), onPids: recordPids('children'), onGiveUp });
      const logins = await startProcesses(settings);
      await requireReady(`${settings.API_URL}/health/ready`, signal);
      if (signal.aborted) return;
      say(welcome({ settings, logins, seconds: Math.round((performance.now() - startedAt) / 1000) }));
      for (const entry of processes.filter(({ kind }) => kind === 'afterwards')) void runAfterwards(entry);
    },

    /** Stops everything, the last started first; safe to call while `start` is still going on. */
    async stop() {
      stopped.abort();
      await children?.stopAll();
      await opening?.then((database) => database.stop(), () => {});
      run?.end();
    },
  };
}
