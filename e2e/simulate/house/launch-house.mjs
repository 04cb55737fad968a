// Starts what a simulation needs of the house: database, API, worker and outside world, without the portal and its pilot.
// What is built is taken as it is: `npm run simulate` and `npm test` have built before.
import path from 'node:path';
import process from 'node:process';
import { houseProcesses } from '../../../scripts/start/processes.mjs';
import { runHouse } from '../../../scripts/start/run-house.mjs';

const NEEDED = new Set(['migrate', 'http', 'worker', 'simulator']);

await runHouse({
  root: path.resolve(import.meta.dirname, '../../..'),
  dataFolder: process.env.DATA_FOLDER,
  processes: houseProcesses.filter(({ name }) => NEEDED.has(name)),
  environment: process.env,
  build: async () => {},
});
