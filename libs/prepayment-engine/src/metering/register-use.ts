import type { MeterFacts, Registers, VerdictReason } from './reading.js';

const SUBUNITS_PER_UNIT = 1000;
const REGISTERS = ['offtake1', 'offtake2', 'injection1', 'injection2'] as const;

/** What each register of the meter moved: Wh, or dm3 for gas. */
export interface RegisterUse {
  readonly kind: 'use';
  readonly offtake1: number;
  readonly offtake2: number;
  readonly injection: number;
  readonly rolledOver: boolean;
}

/** Registers from which no use can be told. */
export interface NoUse {
  readonly kind: 'held';
  readonly why: VerdictReason;
}

/** True when every register is an integer of zero or more and of at most the meter's digits. */
export function areRegisterValues(registers: Registers, registerDigits: number): boolean {
  const end = registerModulus(registerDigits);
  for (const name of REGISTERS) {
    const value = registers[name];
    if (value === null) continue;
    if (!Number.isSafeInteger(value) || value < 0 || value >= end) return false;
  }
  return true;
}

/**
 * What a meter measured between two readings of it over `hours` hours.
 * A lower register counts as a roll-over only between two measured readings and only when the use this gives is
 * within what the connection can carry; a reading after an estimate is never taken for one. More than the
 * connection can carry holds.
 */
export function registerUse(
  before: Registers,
  after: Registers,
  meter: MeterFacts,
  hours: number,
  beforeIsEstimate: boolean,
): RegisterUse | NoUse {
  if ((before.offtake2 === null) !== (after.offtake2 === null)) return { kind: 'held', why: 'register_set_changed' };
  const span: Span = { end: registerModulus(meter.registerDigits), most: meter.maxDailyUse * hours, beforeIsEstimate };
  const offtake1 = moved(before.offtake1, after.offtake1, span);
  const offtake2 = moved(before.offtake2, after.offtake2, span);
  const injection1 = moved(before.injection1, after.injection1, span);
  const injection2 = moved(before.injection2, after.injection2, span);
  if (offtake1 < 0 || offtake2 < 0 || injection1 < 0 || injection2 < 0) {
    return { kind: 'held', why: beforeIsEstimate ? 'below_estimate' : 'lower_than_last' };
  }
  if ((offtake1 + offtake2) * 24 > span.most || (injection1 + injection2) * 24 > span.most) {
    return { kind: 'held', why: 'above_connection_capacity' };
  }
  return {
    kind: 'use',
    offtake1,
    offtake2,
    injection: injection1 + injection2,
    rolledOver: after.offtake1 < before.offtake1 || (after.offtake2 ?? 0) < (before.offtake2 ?? 0),
  };
}

interface Span {
  readonly end: number;
  /** The most the connection can carry in 24 hours, times the hours: compared with the use times 24. */
  readonly most: number;
  readonly beforeIsEstimate: boolean;
}

// The use of one register; negative when it is lower than before and that cannot be a roll-over.
// A register that newly appears (an injection register after solar panels were reported) starts at its own value.
function moved(before: number | null, after: number | null, span: Span): number {
  if (before === null || after === null) return 0;
  const difference = after - before;
  if (difference >= 0 || span.beforeIsEstimate) return difference;
  const overTheEnd = difference + span.end;
  return overTheEnd * 24 <= span.most ? overTheEnd : difference;
}

// A power is slow enough to be seen in a run over a million meters, so the few that occur are kept.
const MODULUS_OF_DIGITS = Array.from({ length: 10 }, (_, digits) => 10 ** digits * SUBUNITS_PER_UNIT);

function registerModulus(digits: number): number {
  const modulus = MODULUS_OF_DIGITS[digits];
  if (modulus === undefined) throw new RangeError(`no meter has ${digits} digits`);
  return modulus;
}
