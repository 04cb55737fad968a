import type { ReadingQuality, Register } from './register-reading.js';

/** What a reading type says about a value, or why it is not taken. */
export type KnownReadingType =
  | {
      readonly kind: 'register' | 'interval';
      readonly register: Register;
      /** A total over day and night. */
      readonly total: boolean;
      /** Decimal places from the written unit down to Wh or dm3. */
      readonly places: number;
      /** Length of an interval in minutes; 0 for a register. */
      readonly minutes: number;
    }
  | { readonly kind: 'refused'; readonly why: string };

const known = new Map<string, KnownReadingType>();

/**
 * Reads the 18 attributes of an IEC 61968-9 ReadingType: 4 accumulation (1, 3 and 9 are registers, 4 is use per
 * interval), 5 flow (1 delivered, 19 injected), 6 commodity (1, 2 electricity, 7 gas), 7 kind (12 energy, 58 volume),
 * 12 time of use (0 total, 1 day, 2 night), 16 power of ten, 17 unit (72 Wh, 42 m3).
 */
export function readingTypeOf(ref: string): KnownReadingType {
  const before = known.get(ref);
  if (before) return before;
  const type = readType(ref);
  if (known.size < 1000) known.set(ref, type);
  return type;
}

function readType(ref: string): KnownReadingType {
  if (!/^-?\d+(\.-?\d+){17}$/.test(ref)) return { kind: 'refused', why: 'its reading type does not have 18 attributes' };
  const attributes = ref.split('.').map((attribute) => Number.parseInt(attribute, 10));
  const [, , period, accumulation, flow, commodity, measured] = attributes as [number, number, number, number, number, number, number];
  const [tou, power, unit] = [attributes[11]!, attributes[15]!, attributes[16]!];
  const interval = accumulation === 4;
  if (!interval && ![1, 3, 9].includes(accumulation)) return { kind: 'refused', why: `accumulation ${accumulation} is neither a register nor use per interval` };
  const place = placeOf({ flow, commodity, measured, tou });
  if (place === null) return { kind: 'refused', why: 'its reading type is not a register that is billed' };
  const places = placesOf(place.register, unit, power);
  if (places === null) return { kind: 'refused', why: `unit ${unit} with power of ten ${power} is not accepted` };
  const minutes = interval ? INTERVAL_MINUTES[period] : 0;
  if (minutes === undefined) return { kind: 'refused', why: `an interval of period ${period} is not accepted` };
  return { kind: interval ? 'interval' : 'register', ...place, places, minutes };
}

/** Attribute 3, the measuring period: 2 is a quarter of an hour, 7 an hour. */
const INTERVAL_MINUTES: Readonly<Record<number, number>> = { 2: 15, 7: 60 };
const GAS_UNITS = new Set([42, 166, 167]);

function placeOf(type: { flow: number; commodity: number; measured: number; tou: number }): { register: Register; total: boolean } | null {
  if (type.commodity === 7) return type.measured === 58 ? { register: 'gas', total: false } : null;
  if ((type.commodity !== 1 && type.commodity !== 2) || type.measured !== 12 || type.tou < 0 || type.tou > 2) return null;
  const night = type.tou === 2;
  if (type.flow === 1) return { register: night ? 'offtake2' : 'offtake1', total: type.tou === 0 };
  if (type.flow === 19) return { register: night ? 'injection2' : 'injection1', total: type.tou === 0 };
  return null;
}

/** Homes are measured in Wh or kWh and in m3 or dm3: any other scale is taken for a mistake by a factor of thousand. */
function placesOf(register: Register, unit: number, power: number): number | null {
  if (register === 'gas') return GAS_UNITS.has(unit) && (power === 0 || power === -3) ? power + 3 : null;
  return unit === 72 && (power === 0 || power === 3) ? power : null;
}

/**
 * Reads `system.category.sub` of a quality (IEC 61968-9): category 8 is estimated and 12 projected, 7 edited; 5, 6 and
 * 10 are doubtful and count as estimated, because nobody is switched on a doubtful value. The worst of several counts.
 */
export function qualityOf(refs: readonly string[]): ReadingQuality {
  const categories = refs.map((ref) => ref.split('.')[1] ?? '');
  if (categories.some((category) => ['5', '6', '8', '10', '12'].includes(category))) return 'estimated';
  return categories.includes('7') ? 'edited' : 'measured';
}
