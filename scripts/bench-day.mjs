// `npm run bench:day -- --accounts 130000`: the daily run against a COPY of the same file, on a cluster of its own with
// the settings that are shipped. From a million homes on, a tenth of them is measured first, for the cost per account of
// the small and the large run and for thirty days in a row. Everything is thrown away afterwards.
// Options: --accounts N, --no-month (not thirty days in a row), --no-payments, --growth or --no-growth, --dir FOLDER.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { freePort } from './pg/free-port.mjs';
import { shippedSettings } from './pg/shipped-settings.mjs';
import { startPostgres } from './pg.mjs';

const MILLION = 1_000_000;
const root = path.resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '130000' }, dir: { type: 'string', default: os.tmpdir() },
    payments: { type: 'boolean', default: true }, month: { type: 'boolean', default: true }, growth: { type: 'boolean' },
  },
  allowNegative: true,
});
const accounts = Number.parseInt(values.accounts, 10);
const growth = values.growth ?? accounts >= MILLION;
const folder = fs.mkdtempSync(path.join(values.dir, 'tegoed-bench-'));
fs.chmodSync(folder, 0o755);
const password = 'bench';
const server = await startPostgres({ dataFolder: path.join(folder, 'data'), port: await freePort(), password, settings: shippedSettings(), log: () => undefined });

async function run(database, entry, programArguments = []) {
  const urlOf = (user, name) => `postgres://${user}:${password}@127.0.0.1:${server.port}/${name}`;
  const environment = {
    ...process.env,
    ADMIN_DATABASE_URL: urlOf('postgres', 'postgres'),
    MIGRATION_DATABASE_URL: urlOf('tegoed_owner', database),
    DATABASE_URL: urlOf('tegoed_app', database),
    DATA_KEY: '0'.repeat(64),
    BLIND_INDEX_KEY: '0'.repeat(64),
  };
  const child = spawn(process.execPath, [path.join(root, 'apps/api/dist', entry), ...programArguments], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  const status = await new Promise((resolve) => child.once('exit', resolve));
  if (status !== 0) throw new Error(`${entry} ended with ${status}`);
  return out.trim().split('\n').at(-1);
}

async function bench(database, homes, switches) {
  await run(database, 'main.migrate.js');
  return JSON.parse(await run(database, 'bench/bench-day.js', ['--accounts', String(homes), '--dir', folder, ...switches]));
}

const onOrOff = (name, on) => (on ? `--${name}` : `--no-${name}`);
let figures;
try {
  const small = growth ? await bench('tegoed_small', Math.round(accounts / 10), [onOrOff('month', values.month), '--no-payments']) : null;
  figures = await bench('tegoed', accounts, [onOrOff('month', values.month && small === null), onOrOff('payments', values.payments)]);
  if (small !== null) {
    const times = (field) => Math.round((figures[field] / small[field]) * 100) / 100;
    const { day30ToDay1, cpuDay30ToDay1 } = small;
    figures = { ...figures, growthPerAccount: times('microsecondsPerAccount'), cpuGrowthPerAccount: times('cpuMicrosecondsPerAccount'), day30ToDay1, cpuDay30ToDay1, small };
  }
} finally {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(figures));
