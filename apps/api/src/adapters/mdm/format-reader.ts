import type { SettledReadings } from './day-registers.js';
import type { DayVolume, RegisterReading, RejectedReading } from './register-reading.js';

/** A reader of one format. Both functions throw ReadingsFault or XmlFault when the file is not read any further. */
export interface FormatReader {
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => void;
}

/** Where the reader of a format reports. */
export interface ReaderOutput {
  readonly reading: (reading: RegisterReading) => void;
  readonly settled: (readings: SettledReadings) => void;
  readonly dayVolume: (volume: DayVolume) => void;
  readonly reject: (rejected: RejectedReading) => void;
  /** A part of a day was understood; the day itself follows at the end. */
  readonly partTaken: () => void;
  readonly repeated: () => void;
  readonly messageId: (messageId: string | null) => void;
}
