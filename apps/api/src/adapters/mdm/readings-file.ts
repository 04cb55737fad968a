import { unpacked } from '../inbound-bytes/unpacked.js';
import { createReadingsReader } from './readings-reader.js';
import type { DayVolume, ReadingsVerdict, RegisterReading, RejectedReading } from './register-reading.js';

/** The largest file that is held whole in memory; longer ones go through `createReadingsReader` piece by piece. */
export const READINGS_FILE_BYTES_LIMIT = 256_000_000;
const REJECTED_KEPT = 10_000;

/** A whole file of readings. Of a rejected file nothing is kept. */
export interface ReadingsFile extends ReadingsVerdict {
  readonly readings: readonly RegisterReading[];
  readonly dayVolumes: readonly DayVolume[];
  /** The first ten thousand; `rejected` counts all of them. */
  readonly rejects: readonly RejectedReading[];
}

/** Reads a file of readings (plain or gzip) at once. `now` is in milliseconds since 1970 UTC. */
export function readReadingsFile(bytes: Uint8Array, { now }: { readonly now: number }): ReadingsFile {
  const readings: RegisterReading[] = [];
  const dayVolumes: DayVolume[] = [];
  const rejects: RejectedReading[] = [];
  const plain = unpacked(bytes, READINGS_FILE_BYTES_LIMIT);
  if (plain.kind === 'refused') {
    return { verdict: 'reject', why: plain.why, format: null, messageId: null, accepted: 0, rejected: 0, repeated: 0, readings, dayVolumes, rejects };
  }
  const reader = createReadingsReader({
    now,
    sink: {
      reading: (reading) => void readings.push(reading),
      dayVolume: (volume) => void dayVolumes.push(volume),
      reject: (rejected) => void (rejects.length < REJECTED_KEPT && rejects.push(rejected)),
    },
  });
  for (let at = 0; at < plain.bytes.length; at += 1 << 16) reader.write(plain.bytes.subarray(at, at + (1 << 16)));
  const verdict = reader.end();
  return verdict.verdict === 'reject' ? { ...verdict, readings: [], dayVolumes: [], rejects } : { ...verdict, readings, dayVolumes, rejects };
}
