import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { httpApi } from '../api/api.js';
import { controlRoutes } from '../control/control-routes.js';
import { httpServer } from '../http/server.js';
import { wireRoutes } from '../http/wire-routes.js';
import { NO_FAULT_SHARES, type GlobalFaults } from '../meters/link.js';
import { pageRoutes } from '../page/page-routes.js';
import { noJournal } from '../store/journal.js';
import { StateFile } from '../store/state-file.js';
import { emptyState, type World } from '../store/state.js';
import { TelephoneExchange } from '../telephone/exchange.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { tickWorlds } from '../world/step.js';
import { FakeApi, fakeWorld } from './fake-api.spec.js';

export const NO_LUCK: GlobalFaults = { ...NO_FAULT_SHARES, carelessShare: 0.06 };

/** A simulator on loopback with a fake API behind it and a wall clock that only moves when told. */
export interface Started {
  readonly api: FakeApi;
  readonly apiUrl: string;
  readonly url: string;
  readonly outside: OutsideWorld;
  readonly wall: { nowMs: number };
  readonly folder: string;
  /** Moves wall time and lets what is due by it happen. */
  readonly wait: (seconds: number) => Promise<void>;
  readonly step: (worldId: string, now: string) => Promise<void>;
  readonly post: (path: string, body: unknown) => Promise<Record<string, unknown>>;
  readonly world: (worldId: string) => World;
  readonly close: () => void;
}

export async function start(options: {
  readonly automatic?: boolean; readonly households?: number; readonly now?: string; readonly faults?: Partial<GlobalFaults>;
  readonly folder?: string; readonly seed?: string; readonly phoneLineUrl?: string; readonly orderKey?: KeyObject;
} = {}): Promise<Started> {
  const api = new FakeApi();
  api.worlds.set('w', fakeWorld('w', options.now ?? '2026-11-02T10:00:00Z', options.automatic ?? false, options.households ?? 4));
  const apiUrl = await api.listen();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'simulator-'));
  const file = new StateFile(folder);
  const state = file.load() ?? emptyState({ ...NO_LUCK, ...options.faults });
  const wall = { nowMs: 1_800_000_000_000 };
  const outside: OutsideWorld = {
    state, api: httpApi(apiUrl, 'key'), clock: { nowMs: () => wall.nowMs }, seed: options.seed ?? 'seed', ammReplyAddress: `${apiUrl}/v1/amm/messages`,
    worldSecondsPerWallSecond: 60, smsAuthToken: 'token', exchange: new TelephoneExchange(options.phoneLineUrl ?? 'http://127.0.0.1:9', '+32460000000'), orderKey: options.orderKey ?? null, save: () => { file.save(state); }, saveSoon: () => { file.save(state); }, log: () => undefined,
    journal: noJournal,
  };
  const server = httpServer([...wireRoutes(outside, 'ACtest'), ...controlRoutes(outside), ...pageRoutes(outside)], outside.log);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const post = async (path: string, body: unknown) => {
    const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, ...(await response.json() as Record<string, unknown>) };
  };
  return {
    api, apiUrl, url, outside, wall, folder, post,
    wait: async (seconds) => { wall.nowMs += seconds * 1000; await tickWorlds(outside, wall.nowMs); },
    step: async (worldId, now) => {
      const world = api.worlds.get(worldId);
      if (world !== undefined) world.now = now;
      const answer = await post('/clock', { worldId, now });
      if (answer['status'] !== 200) throw new Error(JSON.stringify(answer));
    },
    world: (worldId) => {
      const world = state.worlds[worldId];
      if (world === undefined) throw new Error(`no world ${worldId}`);
      return world;
    },
    close: () => { server.close(); server.closeAllConnections(); api.close(); rmSync(folder, { recursive: true, force: true }); },
  };
}
