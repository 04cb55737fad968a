import { clockErrorMs, isReachable, reportInstant } from '../meters/link.js';
import type { Meter } from '../meters/meter.js';
import { findMeter, luckOf, note, throughMeter, type OutsideWorld } from '../world/outside-world.js';
import { readBackXml, type MeterError } from './answer.js';
import type { AmmRequest } from './message.js';
import { learnUnknownMeters, worldTime } from './orders.js';

/** Reads the state of the named meters: what the meter itself says, and when it said so. */
export async function readBack(outside: OutsideWorld, request: AmmRequest): Promise<string> {
  await learnUnknownMeters(outside, request.askedSerials);
  const states: { meter: Meter; reportedAtMs: number }[] = [];
  const errors: MeterError[] = [];
  for (const serial of request.askedSerials) {
    const found = findMeter(outside.state, serial);
    if (found === null) {
      errors.push({ code: '2.12', serial, reason: 'unknown meter' });
      continue;
    }
    const { world, meter } = found;
    if (isReachable(luckOf(outside, world), meter, throughMeter(world, meter), world.nowMs)) {
      states.push({ meter, reportedAtMs: reportInstant(meter, world.nowMs) + clockErrorMs(luckOf(outside, world), serial) });
    } else {
      note(outside, world, { kind: 'unreachable', serial });
      errors.push({ code: '2.4', serial, reason: 'meter cannot be reached' });
    }
  }
  return readBackXml(states, errors, request.correlationId, worldTime(outside, request.askedSerials), request.soap);
}
