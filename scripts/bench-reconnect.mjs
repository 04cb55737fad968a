// `npm run bench:reconnect -- --rate 100 --seconds 30`: from the commit of a payment to the order at the AMM, on a cluster of
// its own with the settings that are shipped and the real worker. Everything is thrown away afterwards.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { freePort } from './pg/free-port.mjs';
import { startPostgres } from './pg.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-bench-'));
fs.chmodSync(folder, 0o755);
const password = 'bench';
const server = await startPostgres({ dataFolder: path.join(folder, 'data'), port: await freePort(), password, settings: {}, log: () => undefined });

function urlOf(user, database) {
  return `postgres://${user}:${password}@127.0.0.1:${server.port}/${database}`;
}

const environment = {
  ...process.env,
  ADMIN_DATABASE_URL: urlOf('postgres', 'postgres'),
  MIGRATION_DATABASE_URL: urlOf('tegoed_owner', 'tegoed'),
  DATABASE_URL: urlOf('tegoed_app', 'tegoed'),
  DATA_KEY: '0'.repeat(64),
  BLIND_INDEX_KEY: '0'.repeat(64),
  AMM_SIGNING_KEY: '1'.repeat(64),
  AMM_URL: `http://127.0.0.1:${await freePort()}/61968`,
};

function run(entry, programArguments = []) {
  const done = spawnSync(process.execPath, [path.join(root, 'apps/api/dist', entry), ...programArguments], { env: environment, stdio: 'inherit' });
  return done.status ?? 1;
}

let status = run('main.migrate.js');
if (status === 0) status = run('bench/bench-reconnect.js', process.argv.slice(2));
await server.stop();
fs.rmSync(folder, { recursive: true, force: true });
process.exit(status);
