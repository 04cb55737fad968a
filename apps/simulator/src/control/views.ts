import { isoInstant } from '../calendar/supply-day.js';
import { channelOf, habitOf } from '../homes/habit.js';
import type { Home } from '../homes/home.js';
import { isReachable, reportInstant } from '../meters/link.js';
import { supplyOf } from '../meters/meter.js';
import type { Message, World } from '../store/state.js';
import { luckOf, throughMeter, type OutsideWorld } from '../world/outside-world.js';

/** A world as the control API shows it. */
export function worldView(world: World): Readonly<Record<string, unknown>> {
  return {
    worldId: world.id, name: world.name, now: isoInstant(world.nowMs), automatic: world.automatic, homes: world.homes.length,
    agenda: world.agenda.length, outbox: world.outbox.length,
    tenants: world.tenants.map(({ id, name, iban }) => ({ id, name, iban, bank: world.bank[id] ?? null })),
  };
}

/** A home with its meter; keys and other secrets of the tenant stay out. */
export function homeView(outside: OutsideWorld, world: World, home: Home): Readonly<Record<string, unknown>> {
  const meter = world.meters[home.meterSerial];
  return {
    worldId: world.id, accountId: home.accountId, tenantId: home.tenantId, ean: home.ean, reference: home.reference, utility: home.utility,
    customer: home.customer, address: home.address, habit: habitOf(outside.seed, home, outside.state.globalFaults.carelessShare), channel: channelOf(outside.seed, home),
    meter: meter === undefined ? null : {
      serial: meter.serial, supply: supplyOf(meter), position: meter.position, limiterOn: meter.limiterOn, plugged: meter.plugged,
      reachable: isReachable(luckOf(outside, world), meter, throughMeter(world, meter), world.nowMs),
      reportedAt: isoInstant(reportInstant(meter, world.nowMs)), registers: meter.registers, gasThroughSerial: meter.gasThroughSerial,
      readUntilDay: meter.readUntilDay, faults: meter.faults,
    },
  };
}

export function messageView(message: Message): Readonly<Record<string, unknown>> {
  const { id, channel, to, from, subject, text, status, atMs } = message;
  return { id, channel, to, from, subject, text, status, at: isoInstant(atMs) };
}
