import type { RegisterReading, RejectedReading, Register } from './register-reading.js';

/** A reading that may be a total over day and night, which only counts when those are absent. */
export interface FoundReading extends RegisterReading {
  readonly total: boolean;
}

/** The readings of one connection or meter that stand together in a file. */
export interface SettledReadings {
  readonly readings: readonly RegisterReading[];
  readonly rejected: readonly RejectedReading[];
  readonly repeated: number;
}

const PARTNERS: Readonly<Record<Register, readonly Register[]>> = {
  offtake1: ['offtake1', 'offtake2'],
  offtake2: ['offtake1', 'offtake2'],
  injection1: ['injection1', 'injection2'],
  injection2: ['injection1', 'injection2'],
  gas: ['gas'],
};

/**
 * Settles readings that stand together: a total beside its own day and night registers is the same energy again and is
 * left out; the same value twice is one; a second, different value for the same register and moment is rejected.
 */
export function settled(found: readonly FoundReading[]): SettledReadings {
  const split = new Set(found.filter((reading) => !reading.total).flatMap((reading) => PARTNERS[reading.register].map((register) => keyOf(reading, register))));
  const kept = new Map<string, RegisterReading>();
  const rejected: RejectedReading[] = [];
  let repeated = 0;
  for (const { total, ...reading } of found) {
    const key = keyOf(reading, reading.register);
    const before = kept.get(key);
    if (total && split.has(key)) repeated += 1;
    else if (before === undefined) kept.set(key, reading);
    else if (before.value === reading.value) repeated += 1;
    else rejected.push({ line: reading.line, ean: reading.ean, why: 'another value for the same register and moment' });
  }
  return { readings: [...kept.values()], rejected, repeated };
}

function keyOf({ meterSerial, readAt }: RegisterReading, register: Register): string {
  return `${meterSerial ?? ''} ${readAt} ${register}`;
}
