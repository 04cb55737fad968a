// The start against real processes and a real PostgreSQL: every way to end it leaves no process and no damage.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { liveServer, waitUntilGone } from '../pg/postmaster-file.mjs';
import { layStandInHouse, standInPorts, untilAllGone } from './stand-in-house.mjs';

const houses = [];

function lay(changes) {
  const house = layStandInHouse(changes);
  houses.push(house);
  return house;
}

const pidOf = (house, file) => house.livePids().find(({ command }) => command.includes(path.join(house.folder, file)))?.pid;

const guardOf = (house) => house.livePids().find(({ command }) => command.includes('pg-guard.mjs'))?.pid;

afterEach(async () => {
  for (const house of houses.splice(0)) {
    for (const { pid } of house.livePids()) process.kill(pid, 'SIGKILL');
    await untilAllGone(house);
    house.remove();
  }
});

it('starts in order, says where everything is, keeps its data over restarts and stops on SIGTERM', async () => {
  const house = lay();
  const first = house.start();
  await first.says('Tegoed is ready');
  expect(first.output()).toMatch(/starts so far: 1[\s\S]*Homes made: 200[\s\S]*agent@example\.be {2}supplier/);
  expect(fs.statSync(path.join(house.folder, '.data/secrets.json')).mode & 0o777).toBe(0o600);
  first.kill('SIGTERM');
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(house.livePids()).toEqual([]);

  const second = house.start();
  await second.says('Tegoed is ready');
  expect(second.output()).toContain('starts so far: 2');
  second.kill('SIGINT');
  expect(await second.ended).toEqual({ code: 0, signal: null });
  expect(house.livePids()).toEqual([]);
});

it('leaves nothing behind after kill -9, and a start right after it waits and goes on with the same data', async () => {
  const house = lay();
  const first = house.start();
  await first.says('Tegoed is ready');
  first.kill('SIGKILL');
  await first.ended;

  const second = house.start();
  await second.says('Tegoed is ready');
  expect(second.output()).toContain('starts so far: 2');
  second.kill('SIGKILL');
  await second.ended;
  expect(await untilAllGone(house)).toEqual([]);
});

it('adopts the PostgreSQL that was left alive when its guard was killed as well', async () => {
  const house = lay();
  const first = house.start();
  await first.says('Tegoed is ready');
  const { processes } = JSON.parse(fs.readFileSync(path.join(house.folder, '.data/running.json'), 'utf8'));
  const server = liveServer(path.join(house.folder, '.data/pg'));
  for (const { pid } of processes) process.kill(pid, 'SIGKILL');
  first.kill('SIGKILL');
  await first.ended;

  const second = house.start();
  await second.says('Tegoed is ready');
  expect(second.output()).toContain(`Going on with the PostgreSQL that an earlier run left on port ${server.port}`);
  expect(second.output()).toContain('starts so far: 2');
  second.kill('SIGTERM');
  expect((await second.ended).code).toBe(0);
  expect(house.livePids()).toEqual([]);
});

it('starts a killed service, a killed PostgreSQL and a killed guard again', async () => {
  const house = lay();
  const run = house.start();
  await run.says('Tegoed is ready');
  const worker = pidOf(house, 'worker.mjs');
  const server = liveServer(path.join(house.folder, '.data/pg'));
  const guard = guardOf(house);
  process.kill(guard, 'SIGKILL');
  process.kill(worker, 'SIGKILL');
  await run.says('worker ended (SIGKILL): starting it again.');
  process.kill(server.pid, 'SIGKILL');
  await run.says('PostgreSQL ended: starting it again.');
  await waitUntilGone(server.pid, 5_000);
  await expect.poll(() => pidOf(house, 'worker.mjs'), { timeout: 10_000 }).toBeGreaterThan(0);
  expect(guardOf(house)).not.toBe(guard);
  await expect.poll(() => liveServer(path.join(house.folder, '.data/pg'))?.status, { timeout: 10_000 }).toBe('ready');
  run.kill('SIGKILL');
  await run.ended;
  expect(await untilAllGone(house)).toEqual([]);
});

it('stops everything with one sentence when a service keeps dying', async () => {
  const house = lay({ files: { 'worker.mjs': `console.error('no luck'); process.exit(3);` } });
  const run = house.start();
  expect((await run.ended).code).toBe(1);
  expect(run.output()).toContain('worker ended 6 times within a minute: everything is stopped.');
  expect(house.livePids()).toEqual([]);
});

it('ends with the last lines of a task that fails, and leaves nothing running', async () => {
  const house = lay({ files: { 'seed.mjs': `console.log('home 7 has no meter'); process.exit(1);` } });
  const run = house.start();
  expect((await run.ended).code).toBe(1);
  expect(run.output()).toMatch(/home 7 has no meter[\s\S]*Seeding failed/);
  expect(house.livePids()).toEqual([]);
});

it('stops cleanly in the middle of a task', async () => {
  const house = lay({ files: { 'seed.mjs': `console.log('busy seeding'); setInterval(() => {}, 1000);` } });
  const run = house.start();
  await run.says('busy seeding');
  run.kill('SIGTERM');
  expect((await run.ended).code).toBe(0);
  expect(house.livePids()).toEqual([]);
});

it('is ready before what comes afterwards has ended, stops in the middle of it, and outlives its bad end', async () => {
  const busy = lay({ files: { 'history.mjs': `console.log('day 1 of 60'); setInterval(() => {}, 1000);` } });
  const run = busy.start();
  await run.says('History: day 1 of 60');
  expect(run.output().indexOf('Tegoed is ready')).toBeLessThan(run.output().indexOf('History: day 1 of 60'));
  run.kill('SIGTERM');
  expect(await run.ended).toEqual({ code: 0, signal: null });
  expect(run.output()).not.toContain('broken off');
  expect(busy.livePids()).toEqual([]);

  const broken = lay({ files: { 'history.mjs': `process.exit(1);` } });
  const second = broken.start();
  await second.says('History was broken off, and goes on at the next start');
  expect((await fetch(`http://127.0.0.1:${standInPorts.API_PORT}`)).status).toBe(200);
  second.kill('SIGTERM');
  expect((await second.ended).code).toBe(0);
});

it.each(['API_PORT', 'PG_PORT'])('names a taken port and its variable %s before anything is started', async (name) => {
  const house = lay();
  const taken = net.createServer().listen(Number(standInPorts[name]), '127.0.0.1');
  const run = house.start();
  const { code } = await run.ended;
  await new Promise((resolve) => taken.close(resolve));
  expect(code).toBe(1);
  expect(run.output().trim()).toBe(`Port ${standInPorts[name]} (${name}) is already in use by another program: stop that program, or choose another port with ${name}=<port>.`);
});

it('refuses a second start from the same folder', async () => {
  const house = lay();
  const first = house.start();
  await first.says('Tegoed is ready');
  const second = house.start();
  expect((await second.ended).code).toBe(1);
  expect(second.output()).toContain(`Tegoed is already running from this folder (process ${first.pid})`);
  first.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
});

it('says in one sentence that an external database is not to be reached, without its password', async () => {
  const house = lay();
  const url = 'postgres://tegoed_app:verysecret@127.0.0.1:43198/tegoed';
  const run = house.start({ DATABASE_URL: url, MIGRATION_DATABASE_URL: url });
  expect((await run.ended).code).toBe(1);
  expect(run.output()).toMatch(/^The database of MIGRATION_DATABASE_URL at 127\.0\.0\.1:43198\/tegoed is not to be reached as tegoed_app: .*ECONNREFUSED/);
  expect(run.output()).not.toContain('verysecret');
  expect(fs.existsSync(path.join(house.folder, '.data/pg'))).toBe(false);
});
