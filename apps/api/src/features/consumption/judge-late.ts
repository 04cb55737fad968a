import type { Registers, SupplyDay } from '@tegoed/prepayment-engine';

/** A reading of a day that is settled already, as far as its file told. */
export interface LateReading {
  readonly accountId: number;
  readonly day: SupplyDay;
  readonly isMeasured: boolean;
  /** The sender marked it as put right. */
  readonly isCorrection: boolean;
  readonly registers: Partial<Registers>;
}

/** What is known of the day: 0 measured, 1 estimated. */
export type KnownRegisters = { readonly [Name in keyof Registers]: number | null } & { readonly quality: number };

/** What a late reading is beside what is known. */
export type JudgedLate =
  | { readonly kind: 'same' | 'incomplete'; readonly reading: LateReading }
  | { readonly kind: 'fact'; readonly reading: LateReading; readonly registers: Registers; readonly isMeasured: boolean }
  | { readonly kind: 'conflict'; readonly reading: LateReading; readonly registers: Registers; readonly known: KnownRegisters; readonly isMeasured: boolean };

/**
 * Weighs a late reading: the same values say nothing new; an estimate never replaces a measured value; a measured value
 * replaces an estimate; another measured value replaces a measured one only when its sender marks it as a correction,
 * and otherwise waits for a person. A register that the reading does not name stays as it is known.
 */
export function judgeLate(reading: LateReading, known: KnownRegisters | null): JudgedLate {
  const registers = merged(reading, known);
  if (registers === null) return { kind: 'incomplete', reading };
  const { isMeasured, isCorrection } = reading;
  if (known === null) return { kind: 'fact', reading, registers, isMeasured };
  const isKnownMeasured = known.quality === 0;
  const isSame = NAMES.every((name) => registers[name] === known[name]);
  if (isSame && (isKnownMeasured || !isMeasured)) return { kind: 'same', reading };
  if (isCorrection) return { kind: 'fact', reading, registers, isMeasured };
  if (isKnownMeasured && !isMeasured) return { kind: 'same', reading };
  if (isKnownMeasured) return { kind: 'conflict', reading, registers, known, isMeasured };
  return { kind: 'fact', reading, registers, isMeasured };
}

const NAMES = ['offtake1', 'offtake2', 'injection1', 'injection2'] as const;

function merged({ registers }: LateReading, known: KnownRegisters | null): Registers | null {
  const offtake1 = registers.offtake1 ?? known?.offtake1 ?? null;
  if (offtake1 === null) return null;
  const other = (name: 'offtake2' | 'injection1' | 'injection2'): number | null => registers[name] ?? known?.[name] ?? null;
  return { offtake1, offtake2: other('offtake2'), injection1: other('injection1'), injection2: other('injection2') };
}
