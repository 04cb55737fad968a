// `npm run bench:day -- --accounts 130000`, `npm run bench:payments`, `npm run bench:bank-file`: a benchmark of
// apps/api/src/bench on a cluster of its own with the settings that are shipped. Everything is thrown away afterwards.
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
};

function run(entry, programArguments = []) {
  const done = spawnSync(process.execPath, [path.join(root, 'apps/api/dist', entry), ...programArguments], { env: environment, stdio: 'inherit' });
  return done.status ?? 1;
}

let status = run('main.migrate.js');
const [entry, ...programArguments] = process.argv.slice(2);
if (status === 0) status = run(`bench/${entry}.js`, programArguments);
await server.stop();
fs.rmSync(folder, { recursive: true, force: true });
process.exit(status);
