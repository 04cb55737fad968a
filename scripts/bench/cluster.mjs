// A PostgreSQL of a benchmark's own, with the settings that are shipped; everything is thrown away afterwards.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { freePort } from '../pg/free-port.mjs';
import { shippedSettings } from '../pg/shipped-settings.mjs';
import { startPostgres } from '../pg.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const PASSWORD = 'bench';

/**
 * Runs work against a fresh cluster in a folder of its own, and stops and deletes it, however the work ends.
 * @param {string | undefined} parentFolder where the folder is made; the system's place for such files by default
 * @param {(cluster: { folder: string, bench: (entry: string, programArguments: string[], database?: string, nodeArguments?: string[]) => Promise<string>,
 *   environment: NodeJS.ProcessEnv }) => Promise<void>} work `environment` is that of a process of the API
 */
export async function withBenchCluster(parentFolder, work) {
  const folder = fs.mkdtempSync(path.join(parentFolder ?? os.tmpdir(), 'tegoed-bench-'));
  fs.chmodSync(folder, 0o755);
  const server = await startPostgres({ dataFolder: path.join(folder, 'data'), port: await freePort(), password: PASSWORD, settings: shippedSettings(), log: () => undefined });
  const ammUrl = `http://127.0.0.1:${await freePort()}/61968`;
  const bench = async (entry, programArguments, database = 'tegoed', nodeArguments = []) => {
    const environment = environmentOf(server.port, database, ammUrl);
    await run([], 'main.migrate.js', [], environment, 'ignore');
    return run(nodeArguments, `bench/${entry}.js`, programArguments, environment, 'pipe');
  };
  try {
    await work({ folder, bench, environment: environmentOf(server.port, 'tegoed', ammUrl) });
  } finally {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function environmentOf(port, database, ammUrl) {
  const urlOf = (user, name) => `postgres://${user}:${PASSWORD}@127.0.0.1:${port}/${name}`;
  return {
    ...process.env,
    ADMIN_DATABASE_URL: urlOf('postgres', 'postgres'),
    MIGRATION_DATABASE_URL: urlOf('tegoed_owner', database),
    DATABASE_URL: urlOf('tegoed_app', database),
    DATA_KEY: '0'.repeat(64),
    BLIND_INDEX_KEY: '0'.repeat(64),
    AMM_SIGNING_KEY: '1'.repeat(64),
    AMM_URL: ammUrl,
  };
}

/** Runs a program of the API to its end, shows what it says, and gives its last line. */
async function run(nodeArguments, entry, programArguments, environment, output) {
  const child = spawn(process.execPath, [...nodeArguments, path.join(root, 'apps/api/dist', entry), ...programArguments], { env: environment, stdio: ['ignore', output, 'inherit'] });
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    said += text;
    process.stdout.write(text);
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`${entry} ended with ${status}`);
  return said.trim().split('\n').at(-1) ?? '';
}
