// vitest globalSetup of the int specs: one throw-away PostgreSQL cluster per run, in the temp folder. Specs read
// TEST_ADMIN_DATABASE_URL (a superuser) and make a database of their own. A URL that is set already is honoured.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './pg/free-port.mjs';
import { startPostgres } from './pg.mjs';
import { guardPostgres } from './pg/guard.mjs';

export default async function setUpTestCluster() {
  if (process.env.TEST_ADMIN_DATABASE_URL) return undefined;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-test-'));
  // The server may run as another account than we: it must be able to enter the folder above its data.
  fs.chmodSync(folder, 0o755);
  const postgres = await startPostgres({
    dataFolder: path.join(folder, 'pg'),
    port: await freePort(),
    password: randomBytes(16).toString('hex'),
    settings: { max_connections: '200', shared_buffers: '64MB' },
    throwAway: true,
  });
  const guard = guardPostgres({ pid: postgres.pid, dataFolder: folder });
  process.env.TEST_ADMIN_DATABASE_URL = postgres.url;
  return async () => {
    await postgres.stop();
    guard.release();
    delete process.env.TEST_ADMIN_DATABASE_URL;
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
