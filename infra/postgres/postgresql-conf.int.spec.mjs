// PostgreSQL itself reads the shipped settings: a name or value that it does not know would keep a server from starting.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { binaryFolder, makeCluster } from '../../scripts/pg/cluster.mjs';
import { commandAs, decideRunAs } from '../../scripts/pg/run-as.mjs';

const postgres = path.join(binaryFolder(), 'postgres');
let folder;
let dataFolder;
let runAs;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-conf-'));
  fs.chmodSync(folder, 0o755);
  dataFolder = path.join(folder, 'pg');
  runAs = decideRunAs({ postgresBinary: postgres, dataFolder });
  makeCluster({ binaries: binaryFolder(), runAs, dataFolder, password: 'only-here', throwAway: true });
  fs.copyFileSync(path.join(import.meta.dirname, 'postgresql.conf'), path.join(folder, 'tegoed.conf'));
  fs.chmodSync(path.join(folder, 'tegoed.conf'), 0o644);
});

afterAll(() => fs.rmSync(folder, { recursive: true }));

// The server answers in its own units: pages of 8 kB, megabytes, milliseconds.
it.each([
  ['fsync', 'on'],
  ['shared_buffers', '524288'],
  ['max_wal_size', '16384'],
  ['wal_compression', 'pglz'],
  ['log_min_duration_statement', '500'],
])('%s is read as %s', (name, value) => {
  const asked = spawnSync(...commandAs(runAs, postgres, ['-D', dataFolder, '-C', name, '-c', `config_file=${path.join(folder, 'tegoed.conf')}`], { encoding: 'utf8' }));
  expect(asked.stderr).toBe('');
  expect(asked.stdout.trim()).toBe(value);
});
