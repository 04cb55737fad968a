import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeDataFolder, removeDataFolder, startHouse, type RunningHouse } from '../../house/start-house.ts';
import type { Kill } from '../world/fault-plan.ts';

/** Orders for less supply that the house may send per hour: few, so that the breaker has work. */
export const CUTS_PER_HOUR = 6;

/**
 * Six in ten homes of a town begin at the end of their money: a share of homes for which the fleet check of a real supplier
 * rightly holds a run back until a person has looked, and here nobody looks.
 */
const MOST_OF_A_TOWN_BASIS_POINTS = 6_000;

/** A service that dies more than five times within a minute is given up by the house, as it should be. */
const BETWEEN_KILLS_MS = 15_000;

/** A house of its own for simulations, thrown away at the end, whose processes can be killed at a chosen step. */
export interface SimulatedHouse {
  readonly house: RunningHouse;
  /** The database as the application sees it: not the owner, within row-level security. */
  readonly applicationDatabaseUrl: string;
  /** Where the simulator writes what happened in a world. */
  readonly journalFile: (worldId: string) => string;
  /** Lets a process die at its next step of a kind. */
  readonly arm: (kill: Kill, id: string) => void;
  /** How many processes died so far. */
  readonly killed: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts database, API, worker and simulator on ports and a folder of their own. */
export async function startSimulatedHouse(): Promise<SimulatedHouse> {
  const dataFolder = makeDataFolder();
  const failpoints = path.join(path.dirname(dataFolder), 'failpoints');
  const outside = path.join(dataFolder, 'simulator');
  fs.mkdirSync(failpoints);
  const house = await startHouse(dataFolder, undefined, {
    program: path.join(import.meta.dirname, 'launch-house.mjs'),
    settings: {
      // What the caller asks of Node, such as a profile, holds for the processes of the house too.
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${pathToFileURL(path.join(import.meta.dirname, 'failpoint.mjs')).href}`.trim(),
      FAILPOINT_FOLDER: failpoints,
      SIMULATOR_JOURNAL: 'true',
      SIMULATOR_SEED: 'simulation',
      AMM_CUTS_PER_HOUR: String(CUTS_PER_HOUR),
      FLEET_SHARE_LIMIT_BASIS_POINTS: String(MOST_OF_A_TOWN_BASIS_POINTS),
    },
  }).catch((error: unknown) => {
    removeDataFolder(dataFolder);
    throw error;
  });
  const died = path.join(failpoints, 'killed.ndjson');
  let armedAtMs = -BETWEEN_KILLS_MS;
  return {
    house,
    applicationDatabaseUrl: `postgres://tegoed_app:${house.secrets['APP_PASSWORD']}@127.0.0.1:${house.ports.PG_PORT}/tegoed`,
    journalFile: (worldId) => path.join(outside, `journal-${worldId}.ndjson`),
    arm: (kill, id) => {
      if (performance.now() - armedAtMs < BETWEEN_KILLS_MS) return;
      armedAtMs = performance.now();
      fs.writeFileSync(path.join(failpoints, kill.process), JSON.stringify({ ...kill, id }));
    },
    killed: () => (fs.existsSync(died) ? fs.readFileSync(died, 'utf8').split('\n').length - 1 : 0),
    stop: async () => {
      await house.stop();
      removeDataFolder(dataFolder);
    },
  };
}
