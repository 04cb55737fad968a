// The database of the house: an embedded PostgreSQL in .data/pg, or the one that DATABASE_URL names.
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { guardPostgres } from '../pg/guard.mjs';
import { startPostgres } from '../pg.mjs';
import { complain, say, withProgress } from './console.mjs';
import { restartPolicy } from './restarts.mjs';
import { StartProblem } from './settings.mjs';

const DATABASE_NAME = 'tegoed';
const LONGEST_CONNECT_MS = 10_000;

// Sized for one small machine: everything that `npm start` runs has to fit in 1.5 GB and 60 connections.
const EMBEDDED_SETTINGS = {
  shared_buffers: '96MB',
  max_connections: '80',
  work_mem: '4MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '512MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

function roleUrl(serverUrl, role, password) {
  const url = new URL(serverUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${DATABASE_NAME}`;
  return url.href;
}

function embeddedUrls(serverUrl, secrets) {
  return {
    ADMIN_DATABASE_URL: serverUrl,
    MIGRATION_DATABASE_URL: roleUrl(serverUrl, 'tegoed_owner', secrets.OWNER_PASSWORD),
    DATABASE_URL: roleUrl(serverUrl, 'tegoed_app', secrets.APP_PASSWORD),
  };
}

/**
 * Starts the embedded server, starts it again when it dies, and has it stopped when we are killed.
 * @param {{ dataFolder: string, port: number, secrets: Record<string, string>, onPids: (pids: number[]) => void,
 *   onGiveUp: (sentence: string) => void }} options
 * @returns {Promise<{ urls: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function startEmbeddedDatabase({ dataFolder, port, secrets, onPids, onGiveUp }) {
  const folder = path.join(dataFolder, 'pg');
  const logFile = path.join(dataFolder, 'logs/postgres.log');
  const log = (text) => fs.appendFileSync(logFile, text);
  const start = () => startPostgres({ dataFolder: folder, port, password: secrets.POSTGRES_PASSWORD, settings: EMBEDDED_SETTINGS, log });
  const afterDeath = restartPolicy();
  let stopping = false;
  let guard;

  if (!fs.existsSync(folder)) say('Making the database for the first time ...');
  let server = await withProgress('Starting PostgreSQL', start).catch((error) => {
    throw new StartProblem(error.message);
  });
  if (server.adopted) say(`Going on with the PostgreSQL that an earlier run left on port ${server.port}.`);

  const keepGuarded = () => {
    guard = guardPostgres({ pid: server.pid, dataFolder: folder });
    onPids([guard.pid]);
    guard.onExit(() => stopping || keepGuarded());
  };
  const keepRunning = () => server.onExit(() => {
    const verdict = afterDeath(performance.now());
    if (stopping) return;
    if (verdict.kind === 'give_up') {
      onGiveUp(`PostgreSQL ended ${verdict.deaths} times within a minute: everything is stopped. Its last lines are in ${logFile}.`);
      return;
    }
    complain('PostgreSQL ended: starting it again.');
    setTimeout(() => stopping || startAgain(), verdict.pauseMs);
  });
  const startAgain = async () => {
    try {
      server = await start();
      guard.watch(server.pid);
      keepRunning();
      if (stopping) await server.stop();
    } catch (error) {
      onGiveUp(`PostgreSQL could not be started again: ${error.message}`);
    }
  };
  keepGuarded();
  keepRunning();

  return {
    urls: embeddedUrls(server.url, secrets),
    stop: async () => {
      stopping = true;
      await server.stop();
      guard.release();
    },
  };
}

async function requireReachable(name, text) {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) throw new StartProblem(`${name} must look like postgres://user:password@host:5432/database.`);
  const client = new pg.Client({ connectionString: text, connectionTimeoutMillis: LONGEST_CONNECT_MS });
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw new StartProblem(`The database of ${name} at ${url.hostname}:${url.port || 5432}${url.pathname} is not to be reached as ${url.username || 'the default user'}: ${error.message || error.code}.`);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Takes the database of the environment: DATABASE_URL for the application, MIGRATION_DATABASE_URL for its owner.
 * @throws {StartProblem} when one is missing or not to be reached; the message holds no password
 */
export async function useExternalDatabase(environment) {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, ADMIN_DATABASE_URL } = environment;
  if (!MIGRATION_DATABASE_URL) throw new StartProblem('DATABASE_URL is set, so MIGRATION_DATABASE_URL is needed too: the same database as the role that owns its tables.');
  // With a superuser's URL the migration makes the two roles and the database, so these need not exist yet.
  if (ADMIN_DATABASE_URL) await requireReachable('ADMIN_DATABASE_URL', ADMIN_DATABASE_URL);
  else {
    await requireReachable('MIGRATION_DATABASE_URL', MIGRATION_DATABASE_URL);
    await requireReachable('DATABASE_URL', DATABASE_URL);
  }
  const urls = { DATABASE_URL, MIGRATION_DATABASE_URL, ...(ADMIN_DATABASE_URL ? { ADMIN_DATABASE_URL } : {}) };
  return { urls, stop: async () => {} };
}
