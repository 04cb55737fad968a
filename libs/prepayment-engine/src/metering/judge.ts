import type { Instant, Utility } from '../calendar/index.js';
import { cubicDecimetre, wattHour } from '../money/index.js';
import { energyOfGas } from './gas.js';
import type { DailyConsumption, DayReading, MeterExchange, MeterFacts, Registers, Verdict, VerdictReason } from './reading.js';
import { areRegisterValues, registerUse } from './register-use.js';
import type { NoUse, RegisterUse } from './register-use.js';

/** What came before the day that is judged. */
export interface LastReading {
  readonly registers: Registers | null;
  /** Days since `registers` stood; 1 is the day before. */
  readonly ageDays: number;
  readonly isEstimate: boolean;
}

/** The day that is judged, seen from the meter. */
export interface MeterDay {
  readonly utility: Utility;
  readonly hoursInDay: number;
  readonly now: Instant;
}

/** A verdict, and what was used when the verdict allows to say so. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly consumption: DailyConsumption | null;
}

const FUTURE_TOLERANCE_MS = 300_000;
const MEASURED: Verdict = { kind: 'measured', why: null };
const ESTIMATED: Verdict = { kind: 'estimated', why: null };
const MISSING: Judgement = { verdict: { kind: 'missing', why: null }, consumption: null };

/**
 * Judges the reading of one supply day against the last one. Never throws on what a file may hold, and never makes
 * a consumption it cannot stand for: what is doubtful is held for a person, what cannot be a reading is rejected.
 */
export function judgeReading(
  reading: DayReading | null,
  last: LastReading,
  meter: MeterFacts,
  day: MeterDay,
): Judgement {
  if (reading === null) return MISSING;
  if (reading.readAt !== null && reading.readAt > day.now + FUTURE_TOLERANCE_MS) return rejected('in_the_future');
  if (!areRegisterValues(reading.registers, meter.registerDigits)) return rejected('not_a_register_value');
  if (last.registers === null) return held('no_start_register');
  if (last.ageDays > 1) return held('gap');
  if (day.utility === 'gas' && meter.gasFactor === null) return held('no_gas_factor');
  const use =
    reading.exchange === null
      ? registerUse(last.registers, reading.registers, meter, day.hoursInDay, last.isEstimate)
      : useOverExchange(last.registers, reading.exchange, reading.registers, meter, day.hoursInDay, last.isEstimate);
  if (use.kind === 'held') return held(use.why);
  return { verdict: verdictOf(reading, use), consumption: consumptionOf(use, reading.quality, day.utility, meter) };
}

/** The consumption of a use: gas is converted from its volume, other supply is energy already. */
export function consumptionOf(
  use: RegisterUse,
  quality: 'measured' | 'estimated',
  utility: Utility,
  meter: MeterFacts,
): DailyConsumption {
  const volumeDm3 = utility === 'gas' ? cubicDecimetre(use.offtake1) : null;
  const dayWh =
    volumeDm3 !== null && meter.gasFactor !== null ? energyOfGas(volumeDm3, meter.gasFactor) : wattHour(use.offtake1);
  return {
    quality,
    dayWh,
    nightWh: wattHour(use.offtake2),
    energyWh: wattHour(dayWh + use.offtake2),
    injectionWh: wattHour(use.injection),
    volumeDm3,
    gasFactor: utility === 'gas' ? meter.gasFactor : null,
  };
}

/**
 * What was used over the exchange of a meter: the old one from `last` until it was taken away, and the new one from
 * where it started until `registers`. Held while a part is missing.
 */
export function useOverExchange(
  last: Registers,
  exchange: MeterExchange,
  registers: Registers,
  meter: MeterFacts,
  hours: number,
  lastIsEstimate: boolean,
): RegisterUse | NoUse {
  if (exchange.oldEnd === null || exchange.newStart === null) {
    return { kind: 'held', why: 'exchange_incomplete' };
  }
  const old = registerUse(last, exchange.oldEnd, meter, hours, lastIsEstimate);
  if (old.kind === 'held') return old;
  const fresh = registerUse(exchange.newStart, registers, meter, hours, false);
  if (fresh.kind === 'held') return fresh;
  const use: RegisterUse = {
    kind: 'use',
    offtake1: old.offtake1 + fresh.offtake1,
    offtake2: old.offtake2 + fresh.offtake2,
    injection: old.injection + fresh.injection,
    rolledOver: old.rolledOver || fresh.rolledOver,
  };
  const isTooMuch = (use.offtake1 + use.offtake2) * 24 > meter.maxDailyUse * hours;
  return isTooMuch ? { kind: 'held', why: 'above_connection_capacity' } : use;
}

function verdictOf(reading: DayReading, use: RegisterUse): Verdict {
  if (reading.exchange !== null) return { kind: reading.quality, why: 'exchanged' };
  if (use.rolledOver) return { kind: reading.quality, why: 'rolled_over' };
  return reading.quality === 'measured' ? MEASURED : ESTIMATED;
}

function held(why: VerdictReason): Judgement {
  return { verdict: { kind: 'held', why }, consumption: null };
}

function rejected(why: VerdictReason): Judgement {
  return { verdict: { kind: 'rejected', why }, consumption: null };
}
