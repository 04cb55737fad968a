import { ReadingsFault, type DayVolume, type ReadingQuality, type Register } from './register-reading.js';

/** One quarter-hour or hour of one register. */
export interface Slot {
  readonly ean: string | null;
  readonly meterSerial: string | null;
  readonly register: Register;
  readonly unit: 'Wh' | 'dm3';
  readonly supplyDay: string;
  /** Start in milliseconds since 1970 UTC: tells the two hours of the autumn night apart. */
  readonly startsAt: number;
  /** Null is unknown, not zero. */
  readonly value: number | null;
  readonly quality: ReadingQuality;
  readonly factorStatus: 'provisional' | 'final' | null;
  readonly expectedSlots: number;
}

/** What became of a slot: a second, different value for the same moment is a conflict. */
export type SlotOutcome = 'added' | 'repeated' | 'conflict';

/** Adds slots up to supply days. */
export interface DaySums {
  readonly add: (slot: Slot) => SlotOutcome;
  readonly volumes: () => readonly DayVolume[];
}

/** About ten years of quarter-hours on four registers: the bound on memory. */
const SLOTS_LIMIT = 1_500_000;

interface GrowingDay {
  readonly first: Slot;
  readonly values: Map<number, number | null>;
  quality: ReadingQuality;
  provisional: boolean;
}

/** Starts empty sums. Slots may come in any order. */
export function createDaySums(): DaySums {
  const days = new Map<string, GrowingDay>();
  let slots = 0;
  return {
    add: (slot) => {
      const key = [slot.ean, slot.meterSerial, slot.register, slot.unit, slot.supplyDay].join(' ');
      const day = days.get(key) ?? { first: slot, values: new Map(), quality: 'measured', provisional: false };
      days.set(key, day);
      const before = day.values.get(slot.startsAt);
      if (before !== undefined) return before === slot.value ? 'repeated' : 'conflict';
      slots += 1;
      if (slots > SLOTS_LIMIT) throw new ReadingsFault(`more than ${SLOTS_LIMIT} quarter-hours in one file`);
      day.values.set(slot.startsAt, slot.value);
      if (day.quality !== 'estimated' && slot.quality !== 'measured') day.quality = slot.quality;
      day.provisional ||= slot.factorStatus === 'provisional';
      return 'added';
    },
    volumes: () => {
      const slotsByDirection = new Map<string, number>();
      for (const { first, values } of days.values()) {
        slotsByDirection.set(directionOf(first), (slotsByDirection.get(directionOf(first)) ?? 0) + values.size);
      }
      return [...days.values()].map((day) => finished(day, slotsByDirection.get(directionOf(day.first)) ?? 0));
    },
  };
}

function finished(day: GrowingDay, daySlots: number): DayVolume {
  const { ean, meterSerial, register, unit, supplyDay, expectedSlots, factorStatus } = day.first;
  const values = [...day.values.values()];
  const measured = values.filter((value) => value !== null);
  const unknownSlots = values.length - measured.length;
  return {
    ean,
    meterSerial,
    supplyDay,
    register,
    unit,
    volume: measured.length === 0 ? null : measured.reduce((sum, value) => sum + value, 0),
    quality: unknownSlots > 0 ? 'estimated' : day.quality,
    slots: values.length,
    unknownSlots,
    daySlots,
    expectedSlots,
    factorStatus: factorStatus === null && !day.provisional ? null : day.provisional ? 'provisional' : 'final',
  };
}

/** A quarter-hour is in the day or in the night register, so only both together show a whole day. */
function directionOf({ ean, meterSerial, register, unit, supplyDay }: Slot): string {
  return [ean, meterSerial, register.slice(0, 3), unit, supplyDay].join(' ');
}
