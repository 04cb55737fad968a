import { XmlFault } from '../inbound-bytes/xml-fault.js';
import { isFluviusHeader } from './fluvius-columns.js';
import { createFluviusCsvReader } from './fluvius-csv.js';
import type { FormatReader, ReaderOutput } from './format-reader.js';
import { createMeterReadingsReader } from './meter-readings-xml.js';
import { otherFormatOf } from './other-formats.js';
import { createRegisterCsvReader, REGISTER_CSV_HEADER } from './register-csv.js';
import { ReadingsFault, type ReadingsFormat, type ReadingsSink, type ReadingsVerdict, type RejectedReading } from './register-reading.js';

/** A reader that takes the bytes of a file in any split into pieces and judges it at the end. */
export interface ReadingsReader {
  readonly write: (bytes: Uint8Array) => void;
  readonly end: () => ReadingsVerdict;
}

interface ReaderOptions {
  /** The present in milliseconds since 1970 UTC: what is later is rejected. */
  readonly now: number;
  readonly sink: ReadingsSink;
  /** Most bytes accepted; unpack before. */
  readonly bytesLimit?: number;
}

const BYTES_LIMIT = 4_000_000_000;
const SNIFFED_BYTES = 1024;
/** So many bad lines before the first good one mean that it is another kind of file. */
const HOPELESS_LINES = 1000;

/**
 * Reads register readings or consumption in any of the three formats, recognised by the first bytes: MeterReadings XML
 * (IEC 61968-9), the register file `ean;register;day;wh;quality`, and the grid operator's consumption export. Only one
 * meter (XML) or connection (register file) is in memory at a time.
 */
export function createReadingsReader({ now, sink, bytesLimit = BYTES_LIMIT }: ReaderOptions): ReadingsReader {
  const tally = createTally(sink);
  let head = new Uint8Array(0);
  let format: ReadingsFormat | null = null;
  let reader: FormatReader | null = null;
  let fault: string | null = null;
  let bytesRead = 0;

  const guarded = (act: () => void): void => {
    if (fault !== null) return;
    try {
      act();
    } catch (error) {
      if (error instanceof XmlFault) fault = error.why;
      else if (error instanceof ReadingsFault) fault = error.why;
      else throw error;
    }
  };
  const start = (): void => {
    format = formatOf(head);
    reader = READERS[format](tally.output, now);
    reader.write(head);
  };
  return {
    write: (bytes) =>
      guarded(() => {
        bytesRead += bytes.length;
        if (bytesRead > bytesLimit) throw new ReadingsFault(`the file is larger than ${Math.floor(bytesLimit / 1_000_000)} MB`);
        if (reader) return reader.write(bytes);
        head = Buffer.concat([head, bytes]);
        if (head.length >= SNIFFED_BYTES) start();
      }),
    end: () => {
      guarded(() => {
        if (!reader) start();
        reader!.end();
      });
      return tally.verdict(format, fault);
    },
  };
}

const READERS: Readonly<Record<ReadingsFormat, (output: ReaderOutput, now: number) => FormatReader>> = {
  'meter-readings-xml': createMeterReadingsReader,
  'register-csv': createRegisterCsvReader,
  'fluvius-csv': createFluviusCsvReader,
};

function formatOf(head: Uint8Array): ReadingsFormat {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'meter-readings-xml';
  const text = Buffer.from(head.subarray(0, SNIFFED_BYTES)).toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (text === '') throw new ReadingsFault('the file is empty');
  if (text.startsWith('<')) return 'meter-readings-xml';
  const firstLine = text.split(/\r|\n/, 1)[0]!;
  if (firstLine.trim().toLowerCase() === REGISTER_CSV_HEADER || /^\d{18};/.test(firstLine)) return 'register-csv';
  if (isFluviusHeader(firstLine)) return 'fluvius-csv';
  throw new ReadingsFault(otherFormatOf(text) ?? 'it is no readings file that is known here');
}

/** Counts what passes and keeps the first reason, so that a file of any length is judged without keeping its lines. */
function createTally(sink: ReadingsSink) {
  let accepted = 0;
  let rejected = 0;
  let repeated = 0;
  let anyTaken = false;
  let firstReject: RejectedReading | null = null;
  let messageId: string | null = null;
  const reject = (line: RejectedReading): void => {
    rejected += 1;
    firstReject ??= line;
    sink.reject(line);
    if (accepted > 0 || anyTaken || rejected < HOPELESS_LINES) return;
    throw new ReadingsFault(`none of the first ${HOPELESS_LINES} lines can be read; ${placeOf(firstReject)}`);
  };
  const output: ReaderOutput = {
    reading: (reading) => {
      accepted += 1;
      sink.reading(reading);
    },
    settled: (group) => {
      group.readings.forEach(output.reading);
      group.rejected.forEach(reject);
      repeated += group.repeated;
    },
    dayVolume: (volume) => {
      accepted += 1;
      sink.dayVolume(volume);
    },
    reject,
    partTaken: () => void (anyTaken = true),
    repeated: () => void (repeated += 1),
    messageId: (id) => void (messageId = id),
  };
  const verdict = (format: ReadingsFormat | null, fault: string | null): ReadingsVerdict => {
    const counts = { format, messageId, accepted, rejected, repeated };
    if (fault !== null) return { verdict: 'reject', why: fault, ...counts };
    if (accepted === 0) {
      const why = firstReject === null ? 'there is no reading in it' : `no line can be taken; ${placeOf(firstReject)}`;
      return { verdict: 'reject', why, ...counts };
    }
    if (rejected === 0 || firstReject === null) return { verdict: 'accept', why: null, ...counts };
    return { verdict: 'accept-with-warning', why: `${rejected} rejected; ${placeOf(firstReject)}`, ...counts };
  };
  return { output, verdict };
}

function placeOf({ line, why }: RejectedReading): string {
  return `line ${line}: ${why}`;
}
