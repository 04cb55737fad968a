import { isBankDay } from '../calendar/bank-day.js';
import { addDays, localTime, startOfDay } from '../calendar/supply-day.js';
import { draw, drawInteger } from '../chance/draw.js';
import { daysToBridge } from '../homes/habit.js';
import { dayLoad } from '../homes/load.js';
import type { World } from '../store/state.js';
import { planAt, type OutsideWorld } from './outside-world.js';

const MINUTE_MS = 60_000;
/** A home whose supper hour needs more than this in Wh switches on several large appliances at once. */
const HEAVY_HOUR_WH = 600;

/** Writes the coming supply day in the agenda: its midnight, and in an automatic world what people and offices do. */
export function planDay(outside: OutsideWorld, world: World, day: string): void {
  planAt(world, startOfDay(addDays(day, 1)), { kind: 'midnight', day });
  if (!world.automatic) return;
  planAt(world, localTime(day, '02:10'), { kind: 'readings', day: addDays(day, -1) });
  if (isBankDay(day)) planAt(world, localTime(day, '18:30'), { kind: 'bank_evening', day });
  planHouseholds(outside, world, day);
}

function planHouseholds(outside: OutsideWorld, world: World, day: string): void {
  const openingMs = localTime(day, '08:00');
  const supperStartMs = localTime(day, '18:00');
  for (const home of world.homes) {
    if (home.contractFrom.slice(0, 10) > day) continue;
    const days = daysToBridge(outside.seed, home, day, outside.state.globalFaults.carelessShare);
    const atMs = openingMs + drawInteger(0, 10 * 60, outside.seed, home.ean, day, 'pays') * MINUTE_MS;
    if (days !== null) planAt(world, atMs, { kind: 'look_at_balance', accountId: home.accountId, days });
    if (home.utility !== 'electricity' || draw(outside.seed, home.ean, day, 'cooks') > 0.25) continue;
    if (Math.max(...dayLoad(outside.seed, home, day)) < HEAVY_HOUR_WH) continue;
    const supperMs = supperStartMs + drawInteger(0, 90, outside.seed, home.ean, day, 'supper') * MINUTE_MS;
    planAt(world, supperMs, { kind: 'peak', serial: home.meterSerial });
  }
}
