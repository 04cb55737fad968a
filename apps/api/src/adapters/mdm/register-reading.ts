/** The registers that are billed. Total and day are 1, night is 2; gas has one. */
export type Register = 'offtake1' | 'offtake2' | 'injection1' | 'injection2' | 'gas';

/** How sure a value is. Nobody is cut off or limited on a value that is not measured. */
export type ReadingQuality = 'measured' | 'estimated' | 'edited';

/** What a register stood at when a supply day ended. */
export interface RegisterReading {
  /** The 18 digits of the connection; null when the message names the meter only. */
  readonly ean: string | null;
  readonly meterSerial: string | null;
  readonly register: Register;
  /** The instant of the reading in milliseconds since 1970 UTC. */
  readonly readAt: number;
  /** The civil day (Europe/Brussels) that ends at this reading, at local midnight. */
  readonly supplyDay: string;
  /** Whole Wh for electricity, whole dm3 for gas. */
  readonly value: number;
  readonly quality: ReadingQuality;
  readonly line: number;
}

/** What was used in one supply day, summed from quarter-hours or hours. */
export interface DayVolume {
  readonly ean: string | null;
  readonly meterSerial: string | null;
  readonly supplyDay: string;
  readonly register: Register;
  /** Gas comes as volume (dm3) and, by the zone's calorific value, as energy (Wh). */
  readonly unit: 'Wh' | 'dm3';
  /** The sum of what is known; null when nothing is. */
  readonly volume: number | null;
  readonly quality: ReadingQuality;
  /** Slots of this register, and how many of them have no value (which is not zero). */
  readonly slots: number;
  readonly unknownSlots: number;
  /** Slots of all registers of this direction together; the day is whole when they are the expected ones. */
  readonly daySlots: number;
  /** Slots of the whole day: 96 quarter-hours, 92 and 100 on the days the clock changes. */
  readonly expectedSlots: number;
  /** Whether the calorific value behind gas energy is final; null when it does not apply. */
  readonly factorStatus: 'provisional' | 'final' | null;
}

/** A line or element that was not taken, for the reject list. */
export interface RejectedReading {
  readonly line: number;
  readonly ean: string | null;
  readonly why: string;
}

/** Where a reader puts what it finds, in the file's order. */
export interface ReadingsSink {
  readonly reading: (reading: RegisterReading) => void;
  readonly dayVolume: (volume: DayVolume) => void;
  readonly reject: (rejected: RejectedReading) => void;
}

/** The formats that are read. */
export type ReadingsFormat = 'meter-readings-xml' | 'register-csv' | 'fluvius-csv';

/**
 * The judgement on a whole file, known only at its end. What was handed out before stays provisional: of a rejected
 * file nothing may be kept. `accept-with-warning` means that single lines were rejected.
 */
export interface ReadingsVerdict {
  readonly verdict: 'accept' | 'accept-with-warning' | 'reject';
  readonly why: string | null;
  readonly format: ReadingsFormat | null;
  /** The MessageID of the message, the key against the same message twice; null when the format has none. */
  readonly messageId: string | null;
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that say nothing new: the same value again, or a total beside its day and night registers. */
  readonly repeated: number;
}

/** A reason not to read a file any further. Caught at the reader's edge and told in words. */
export class ReadingsFault extends Error {
  constructor(readonly why: string) {
    super(why);
    this.name = 'ReadingsFault';
  }
}

/** Nothing is measured later than this after `now`: more is a wrong clock. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000;
