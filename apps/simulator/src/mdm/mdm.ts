import { addDays } from '../calendar/supply-day.js';
import { draw } from '../chance/draw.js';
import type { Home, Registers } from '../homes/home.js';
import { isReachable, type Luck } from '../meters/link.js';
import type { Meter } from '../meters/meter.js';
import type { Delivery, World } from '../store/state.js';
import { luckOf, note, throughMeter, type OutsideWorld } from '../world/outside-world.js';
import { readingsXml, type DayReading } from './readings-file.js';

/** Readings older than this are given up by the MDM. */
const DAYS_KEPT = 12;

/** Keeps the registers of local midnight as the end of a supply day, and forgets what is too old to be sent. */
export function closeDay(world: World, day: string): void {
  const oldest = addDays(day, -DAYS_KEPT);
  for (const meter of Object.values(world.meters)) {
    const kept = Object.entries(meter.dayRegisters).filter(([known]) => known >= oldest);
    world.meters[meter.serial] = { ...meter, dayRegisters: { ...Object.fromEntries(kept), [day]: meter.registers } };
  }
}

/**
 * The deliveries of one morning: per tenant one file with day `day` and whatever was missing before, then the
 * request to run the day. Meters out of reach are left out and come when they are heard again.
 */
export function readingDeliveries(outside: OutsideWorld, world: World, day: string): readonly Delivery[] {
  const luck = luckOf(outside, world);
  return world.tenants.flatMap((tenant) => {
    const homes = world.homes.filter((home) => home.tenantId === tenant.id);
    const readings = homes.flatMap((home) => readingsOf(luck, world, home, day));
    for (const reading of readings) noteReading(outside, world, reading);
    return [...fileOf(world, tenant.id, day, readings), {
      id: `run ${world.id} ${tenant.id} ${day}`, tenantId: tenant.id, path: '/v1/daily-runs', contentType: 'application/json',
      body: JSON.stringify({ day }), idempotencyKey: `daily-run-${world.id}-${tenant.id}-${day}`,
    }];
  });
}

/** One day of every meter, asked for by hand (stories): nothing is missing, nothing is estimated. */
export function readingsByHand(world: World, tenantId: string, day: string): readonly Delivery[] {
  const readings = world.homes.filter((home) => home.tenantId === tenantId).flatMap((home) => {
    const registers = world.meters[home.meterSerial]?.dayRegisters[day];
    return registers === undefined ? [] : [{ home, day, registers, estimated: false, wrong: false }];
  });
  return fileOf(world, tenantId, day, readings);
}

function fileOf(world: World, tenantId: string, day: string, readings: readonly DayReading[]): readonly Delivery[] {
  if (readings.length === 0) return [];
  return [{
    id: `readings ${world.id} ${tenantId} ${day} ${String(world.nowMs)}`, tenantId, path: '/v1/meter-readings',
    contentType: 'application/xml', body: readingsXml(readings, world.nowMs), idempotencyKey: null,
  }];
}

function readingsOf(luck: Luck, world: World, home: Home, day: string): readonly DayReading[] {
  const meter = world.meters[home.meterSerial];
  if (meter === undefined || isMissing(luck, world, meter, day)) return [];
  const from = meter.readUntilDay;
  const days = Object.keys(meter.dayRegisters).sort().filter((known) => known <= day && (from === null || known > from));
  const estimated = luck.automatic && draw(luck.seed, 'estimated', meter.serial, day) < luck.faults.readingEstimatedShare;
  const wrong = !estimated && luck.automatic && draw(luck.seed, 'wrong', meter.serial, day) < luck.faults.readingCorrectedShare;
  // A day that was estimated or wrong is sent again with its real reading on the next morning.
  world.meters[meter.serial] = { ...meter, readUntilDay: estimated || wrong ? addDays(day, -1) : day };
  return days.flatMap((known) => {
    const registers = meter.dayRegisters[known];
    if (registers === undefined) return [];
    const guess = (estimated || wrong) && known === day;
    return [{ home, day: known, registers: guess ? estimate(meter, day, registers) : registers, estimated: guess && estimated, wrong: guess && wrong }];
  });
}

function noteReading(outside: OutsideWorld, world: World, { home, day, estimated, wrong }: DayReading): void {
  note(outside, world, { kind: 'reading', ean: home.ean, day, quality: estimated ? 'estimated' : wrong ? 'wrong' : 'final', tenantId: home.tenantId });
}

function isMissing(luck: Luck, world: World, meter: Meter, day: string): boolean {
  return !isReachable(luck, meter, throughMeter(world, meter), world.nowMs)
    || (luck.automatic && draw(luck.seed, 'missing', meter.serial, day) < luck.faults.readingMissingShare);
}

// The MDM guesses a little low, so that the real reading never has to go back.
function estimate(meter: Meter, day: string, real: Registers): Registers {
  const before = meter.dayRegisters[addDays(day, -1)];
  if (before === undefined) return real;
  const between = (low: number | null, high: number | null): number | null =>
    low === null || high === null ? high : low + Math.floor(((high - low) * 4) / 5);
  return {
    offtake1: between(before.offtake1, real.offtake1) ?? real.offtake1, offtake2: between(before.offtake2, real.offtake2),
    injection1: between(before.injection1, real.injection1), injection2: between(before.injection2, real.injection2),
  };
}
