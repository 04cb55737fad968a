import { dayOf, hoursOf, isNightRate } from '../calendar/supply-day.js';
import { addUse, registersAfter } from '../homes/use.js';
import type { World } from '../store/state.js';
import { supplyOf, type Meter } from './meter.js';

/**
 * Brings the registers of a meter up to the world's clock. Must run before anything changes its supply, so
 * that each stretch of time is counted under the supply it had. In a story world nobody lives by itself.
 */
export function bringUpToDate(seed: string, world: World, meter: Meter): Meter {
  if (world.nowMs <= meter.usedUntilMs) return meter;
  const home = world.automatic ? world.homes.find((candidate) => candidate.meterSerial === meter.serial) : undefined;
  const registers = home === undefined ? meter.registers
    : registersAfter(seed, home, supplyOf(meter), meter.registers, meter.usedUntilMs, world.nowMs);
  const current = { ...meter, registers, usedUntilMs: world.nowMs };
  world.meters[meter.serial] = current;
  return current;
}

/**
 * Somebody uses an amount at once (Wh or dm3). Nothing flows when supply is off, ready or tripped. Returns
 * what really flowed.
 */
export function useNow(seed: string, world: World, serial: string, amount: number): number {
  const known = world.meters[serial];
  if (known === undefined) return 0;
  const meter = bringUpToDate(seed, world, known);
  if (meter.position !== 1) return 0;
  const day = dayOf(world.nowMs);
  const hour = hoursOf(day).findLast(({ startMs }) => startMs <= world.nowMs)?.localHour ?? 0;
  world.meters[serial] = { ...meter, registers: addUse(meter.registers, amount, isNightRate(day, hour)) };
  return amount;
}
