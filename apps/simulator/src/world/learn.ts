import { HOUR_MS, addDays, dayOf, instantMs, startOfDay } from '../calendar/supply-day.js';
import type { HomesOfWorld } from '../api/api.js';
import type { Home, Registers } from '../homes/home.js';
import { NO_FAULTS, type Meter } from '../meters/meter.js';
import type { World } from '../store/state.js';
import { planAt, type OutsideWorld } from './outside-world.js';

/**
 * Asks the API for the homes of a world and adds what is new. Known meters keep their own state: the outside
 * world is what it is, whatever the books say. Returns null when the API does not know the world.
 */
export async function learnWorld(outside: OutsideWorld, worldId: string | null): Promise<World | null> {
  const found = await outside.api.homes(worldId);
  if (found === null) return null;
  const world = outside.state.worlds[found.worldId] ?? newWorld(found);
  outside.state.worlds[world.id] = world;
  world.automatic = found.automatic;
  world.tenants = found.tenants;
  world.homes = found.homes.map(({ home }) => home);
  for (const { home, registers } of found.homes) {
    world.meters[home.meterSerial] ??= newMeter(home, registers, world.nowMs);
  }
  if (world.name === world.id) await learnName(outside, world);
  return world;
}

// The name never changes, so it is asked for once.
async function learnName(outside: OutsideWorld, world: World): Promise<void> {
  const clock = await outside.api.clock(world.id);
  if (clock !== null && clock.name !== '') world.name = clock.name;
}

function newWorld(found: HomesOfWorld): World {
  const nowMs = instantMs(found.now);
  const world: World = {
    id: found.worldId, name: found.worldId, nowMs, automatic: found.automatic, tenants: [], homes: [], meters: {},
    agenda: [], bank: {}, orders: {}, outbox: [], delivered: [], messages: [], nextAgendaNumber: 1,
  };
  const tomorrow = addDays(dayOf(nowMs), 1);
  planAt(world, startOfDay(tomorrow), { kind: 'midnight', day: dayOf(nowMs) });
  return world;
}

// A home begins to use energy at the start of its contract, or today when it already ran before we looked.
function newMeter(home: Home, registers: Registers, nowMs: number): Meter {
  const start = Math.max(startOfDay(home.contractFrom.slice(0, 10)), startOfDay(dayOf(nowMs)));
  return {
    serial: home.meterSerial, utility: home.utility, gasThroughSerial: home.gasThroughSerial, position: 1, limiterOn: false,
    plugged: true, registers, usedUntilMs: start, reportedAtMs: nowMs - HOUR_MS, ordersReceived: 0, lastOrderId: null,
    dayRegisters: { [addDays(dayOf(start), -1)]: registers }, readUntilDay: addDays(dayOf(start), -1), faults: NO_FAULTS,
  };
}
