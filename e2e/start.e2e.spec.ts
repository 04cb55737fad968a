import { afterAll, describe, expect, inject, it } from 'vitest';
import pg from 'pg';
import { memoryBytes, processesUnder } from './house/house-processes.ts';
import { freePorts, listening } from './house/ports.ts';
import { makeDataFolder, removeDataFolder, startHouse, startInVain, type House } from './house/start-house.ts';
import { ask, pilotSupplier, tegoed } from './house/wire.ts';

const MOST_MEMORY_BYTES = 1.5 * 1024 ** 3;
const MOST_CONNECTIONS = 60;
const CLEAN = { exitCode: 0, processes: [], openPorts: [] };

async function countOf(house: House, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: house.adminDatabaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(`select count(*)::int as count from ${sql}`);
    return rows[0]?.count ?? -1;
  } finally {
    await client.end();
  }
}

describe('a house that is stopped and started again', () => {
  const dataFolder = makeDataFolder();
  afterAll(() => removeDataFolder(dataFolder));

  it('leaves no process and no open port, and keeps all data', async () => {
    const ports = await freePorts();
    const first = await startHouse(dataFolder, ports);
    const { apiKey } = await pilotSupplier(first);
    const paid = await ask<{ result: string }>(first, apiKey, '/v1/payments', { reference: '990000000110', amountEuro: '20.50', channel: 'terminal', paidAt: '2026-01-05T12:00:00Z', externalId: 'before the stop' });
    expect(paid.body.result).toBe('suspense');
    const accounts = await countOf(first, 'account');
    const entries = await countOf(first, 'journal');
    expect(accounts).toBeGreaterThan(300);
    expect(await first.stop()).toEqual(CLEAN);

    const second = await startHouse(dataFolder, ports);
    expect([await countOf(second, 'account'), await countOf(second, 'journal')]).toEqual([accounts, entries]);
    const verified = await tegoed(second, ['ledger', 'verify']);
    expect([verified.exitCode, verified.out.match(/difference 0\.00 EUR, OK/g)?.length]).toEqual([0, 3]);
    expect((await fetch(`${second.apiUrl}/health/ready`)).status).toBe(200);
    expect(await second.stop()).toEqual(CLEAN);
  });

  it('says in one plain sentence that a port is taken, and starts nothing', async () => {
    const ports = await freePorts();
    const taken = await listening(ports.API_PORT);
    const { exitCode, output } = await startInVain(dataFolder, ports);
    await new Promise((closed) => taken.close(closed));
    expect(exitCode).toBe(1);
    expect(output.trim()).toBe(`Port ${ports.API_PORT} (API_PORT) is already in use by another program: stop that program, or choose another port with API_PORT=<port>.`);
  });
});

describe('everything that runs', () => {
  it('fits in 1.5 GB and 60 connections', async () => {
    const house = inject('house');
    const running = processesUnder(house.pid);
    const bytes = running.reduce((sum, { pid }) => sum + memoryBytes(pid), 0);
    const connections = await countOf(house, 'pg_stat_activity where datname is not null');
    console.log(`${running.length} processes use ${Math.round(bytes / 1024 ** 2)} MB and ${connections - 1} connections`);
    expect(bytes).toBeGreaterThan(100 * 1024 ** 2);
    expect(bytes).toBeLessThanOrEqual(MOST_MEMORY_BYTES);
    expect(connections - 1).toBeLessThanOrEqual(MOST_CONNECTIONS);
  });
});
