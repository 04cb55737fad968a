import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePorts, openPorts, type Ports } from './ports.ts';
import { processesUnder, stillLiving } from './house-processes.ts';

const root = path.resolve(import.meta.dirname, '../..');
const childGuard = pathToFileURL(path.join(root, 'scripts/child-guard.mjs')).href;
const LONGEST_START_MS = 180_000;
const READY = 'Tegoed is ready';

/** What a spec needs to know of a house that runs; plain values, so that they reach the specs of a global setup. */
export interface House {
  readonly pid: number;
  readonly dataFolder: string;
  readonly ports: Ports;
  readonly portalUrl: string;
  readonly apiUrl: string;
  readonly ivrUrl: string;
  readonly simulatorUrl: string;
  readonly adminDatabaseUrl: string;
  readonly secrets: Readonly<Record<string, string>>;
}

/** What is left of a house that was asked to stop. */
export interface Leftovers {
  readonly exitCode: number | null;
  readonly processes: readonly string[];
  readonly openPorts: readonly number[];
}

/** A house that this process started. */
export interface RunningHouse extends House {
  readonly output: () => string;
  /** Asks it to stop, as an operator does, and tells what is left. */
  readonly stop: () => Promise<Leftovers>;
}

/** An empty folder that the database's own account may enter. */
export function makeDataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-e2e-'));
  fs.chmodSync(folder, 0o755);
  return path.join(folder, 'data');
}

/** Removes what `makeDataFolder` made. */
export function removeDataFolder(dataFolder: string): void {
  fs.rmSync(path.dirname(dataFolder), { recursive: true, force: true });
}

/** How a house is started when it is not the whole one with its usual settings. */
export interface Launch {
  /** The program that starts it; `scripts/start.mjs` unless told otherwise. */
  readonly program: string;
  readonly settings: Readonly<Record<string, string>>;
}

const WHOLE_HOUSE: Launch = { program: path.join(root, 'scripts/start.mjs'), settings: { PILOT_HISTORY_DAYS: '0' } };

/** Runs the start to its end, for starts that must fail. */
export async function startInVain(dataFolder: string, ports: Ports): Promise<{ exitCode: number | null; output: string }> {
  const run = launch(dataFolder, ports, WHOLE_HOUSE);
  const exitCode = await run.ended;
  return { exitCode, output: run.output() };
}

/** Starts everything that `npm start` starts, on ports and a folder of its own, with a pilot that has no history. */
export async function startHouse(dataFolder: string, ports?: Ports, how: Launch = WHOLE_HOUSE): Promise<RunningHouse> {
  const own = ports ?? (await freePorts());
  const run = launch(dataFolder, own, how);
  await untilReady(run);
  const house = houseAt(run.child.pid ?? 0, dataFolder, own);
  const stop = async (): Promise<Leftovers> => {
    const before = processesUnder(house.pid);
    run.child.kill('SIGTERM');
    const exitCode = await run.ended;
    return { exitCode, processes: stillLiving(before).map(({ command }) => command), openPorts: await openPorts(own) };
  };
  return { ...house, output: run.output, stop };
}

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
}

function launch(dataFolder: string, ports: Ports, how: Launch): Run {
  const { DATABASE_URL: _ours, ...host } = process.env;
  const portSettings = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
  // With the guard the house stops when we are killed, as its own processes do when it is.
  const child = spawn(process.execPath, ['--import', childGuard, how.program], {
    cwd: root,
    env: { ...host, ...portSettings, ...how.settings, DATA_FOLDER: dataFolder, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

async function untilReady(run: Run): Promise<void> {
  let ended = false;
  void run.ended.then(() => (ended = true));
  const deadline = performance.now() + LONGEST_START_MS;
  while (!run.output().includes(READY)) {
    if (ended || performance.now() > deadline) {
      run.child.kill('SIGTERM');
      await run.ended;
      throw new Error(`The house did not start: ${run.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function houseAt(pid: number, dataFolder: string, ports: Ports): House {
  const secrets = JSON.parse(fs.readFileSync(path.join(dataFolder, 'secrets.json'), 'utf8')) as Record<string, string>;
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    pid,
    dataFolder,
    ports,
    portalUrl: at(ports.PORTAL_PORT),
    apiUrl: at(ports.API_PORT),
    ivrUrl: at(ports.IVR_PORT),
    simulatorUrl: at(ports.SIMULATOR_PORT),
    adminDatabaseUrl: `postgres://postgres:${secrets['POSTGRES_PASSWORD']}@127.0.0.1:${ports.PG_PORT}/tegoed`,
    secrets,
  };
}
