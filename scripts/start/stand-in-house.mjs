// For the specs of the start: a house of small stand-in processes in a temp folder, run by the real start code.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandLine, isAlive, waitUntilGone } from '../pg/postmaster-file.mjs';

const scriptsFolder = path.resolve(import.meta.dirname, '..');
const pgPackage = pathToFileURL(path.resolve(scriptsFolder, '../node_modules/pg/lib/index.js')).href;
const LONGEST_START_MS = 60_000;

const service = (portName) => `
import http from 'node:http';
http.createServer((request, response) => response.end('up')).listen(Number(process.env.${portName}), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
`;

// Connects as the superuser and counts its own runs in a table, so that a spec sees whether the data is still whole.
const countingTask = `
import pg from '${pgPackage}';
const client = new pg.Client({ connectionString: process.env.ADMIN_DATABASE_URL });
await client.connect();
await client.query('create table if not exists start (at timestamptz not null default now())');
await client.query('insert into start default values');
const { rows } = await client.query('select count(*)::int as starts from start');
console.log('starts so far: ' + rows[0].starts);
await client.end();
`;

const seedTask = `
console.log('Homes made: 200');
console.log('demo-login agent@example.be  supplier');
`;

const FILES = {
  'migrate.mjs': countingTask,
  'http.mjs': service('API_PORT'),
  'worker.mjs': `setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`,
  'portal.mjs': service('PORTAL_PORT'),
  'seed.mjs': seedTask,
  'history.mjs': `console.log('no day is missing');`,
};

const PROCESSES = [
  { name: 'migrate', kind: 'task', file: 'migrate.mjs', progress: 'Migrating', memoryMb: 64, settings: ['ADMIN_DATABASE_URL'] },
  { name: 'http', kind: 'service', file: 'http.mjs', ports: ['API_PORT'], answersAt: 'API_URL', healthPath: '/health/live', nextWaits: true, memoryMb: 64, settings: ['API_PORT', 'DATABASE_URL'] },
  { name: 'worker', kind: 'service', file: 'worker.mjs', memoryMb: 64, settings: ['DATABASE_URL'] },
  { name: 'portal', kind: 'service', file: 'portal.mjs', ports: ['PORTAL_PORT'], answersAt: 'PORTAL_URL', memoryMb: 64, settings: ['PORTAL_PORT'] },
  { name: 'seed', kind: 'task', file: 'seed.mjs', progress: 'Seeding', memoryMb: 64, settings: [] },
  { name: 'history', kind: 'afterwards', file: 'history.mjs', progress: 'History', memoryMb: 64, settings: [] },
];

const launcher = (folder) => `
import { runHouse } from '${pathToFileURL(path.join(scriptsFolder, 'start/run-house.mjs')).href}';
await runHouse({
  root: ${JSON.stringify(folder)},
  dataFolder: ${JSON.stringify(path.join(folder, '.data'))},
  processes: ${JSON.stringify(PROCESSES)},
  environment: process.env,
  build: async () => {},
});
`;

/** Ports far from the shipped ones, so that a running house on this machine is not in the way. */
export const standInPorts = { PORTAL_PORT: '43100', API_PORT: '43101', IVR_PORT: '43102', SIMULATOR_PORT: '43103', SIMULATOR_SMTP_PORT: '43125', PG_PORT: '43129' };

/**
 * Lays a house of stand-ins in a temp folder.
 * @param {{ files?: Record<string, string> }} [changes] other stand-ins, by file name
 */
export function layStandInHouse({ files = {} } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-house-'));
  fs.chmodSync(folder, 0o755);
  for (const [name, text] of Object.entries({ ...FILES, ...files })) fs.writeFileSync(path.join(folder, name), text);
  fs.writeFileSync(path.join(folder, 'start.mjs'), launcher(folder));
  return {
    folder,
    start: (environment = {}) => startStandIns(folder, environment),
    livePids: () => livePidsOf(folder),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts the house; `ready` settles when it says so or ends. */
function startStandIns(folder, environment) {
  const { DATABASE_URL: _unset, ...host } = process.env;
  const child = spawn(process.execPath, [path.join(folder, 'start.mjs')], {
    env: { ...host, ...standInPorts, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const says = (text, longestMs = LONGEST_START_MS) => new Promise((resolve, reject) => {
    const look = () => output.includes(text) && finish(resolve);
    const tooLong = setTimeout(() => finish(() => reject(new Error(`"${text}" was not said; the house said: ${output}`))), longestMs);
    const finish = (settle) => {
      clearTimeout(tooLong);
      child.stdout.off('data', look);
      child.stderr.off('data', look);
      settle();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    ended.then(() => finish(() => (output.includes(text) ? resolve() : reject(new Error(`the house ended without "${text}": ${output}`)))));
    look();
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return { pid: child.pid, kill: (signal) => child.kill(signal), ended, says, output: () => output };
}

/** The processes of this house that live, by what their command lines name. */
function livePidsOf(folder) {
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.filter((pid) => isAlive(pid)).map((pid) => ({ pid, command: commandLine(pid) })).filter(({ command }) => command.includes(folder));
}

/** Waits until none of the processes of the house lives; the ones that still do are returned. */
export async function untilAllGone(house, longestMs = 20_000) {
  for (const { pid } of house.livePids()) await waitUntilGone(pid, longestMs);
  return house.livePids();
}
