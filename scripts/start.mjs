// `npm start`: starts everything from one checkout and stops it without leftovers, however this process ends.
import path from 'node:path';
import process from 'node:process';
import { houseProcesses } from './start/processes.mjs';
import { runHouse } from './start/run-house.mjs';

const root = path.resolve(import.meta.dirname, '..');
const dataFolder = path.resolve(root, process.env.DATA_FOLDER || '.data');
await runHouse({ root, dataFolder, processes: houseProcesses, environment: process.env });
