import { parse } from 'csv-parse/sync';
import { createLineSplitter } from '../inbound-bytes/line-splitter.js';
import { createDaySums } from './day-sums.js';
import { fluviusColumnsOf, type FluviusColumns } from './fluvius-columns.js';
import { fluviusRowOf, type FluviusRow } from './fluvius-row.js';
import type { FormatReader, ReaderOutput } from './format-reader.js';
import { decoded } from './register-csv.js';
import { FUTURE_TOLERANCE_MS, ReadingsFault } from './register-reading.js';

const LINE_LENGTH_LIMIT = 1000;
const BATCH_LINES = 1000;

interface NumberedLine {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads the consumption export of the Flemish grid operator (quarter-hours, hours or days) and sums it to supply days.
 * The export gives local time without zone: on the autumn day each clock time between two and three comes twice, and
 * the first of the two is the earlier one.
 */
export function createFluviusCsvReader(output: ReaderOutput, now: number): FormatReader {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const sums = createDaySums();
  const seen = new Map<string, number>();
  let columns: FluviusColumns | null = null;
  let batch: NumberedLine[] = [];

  const take = (cells: readonly string[], line: number): void => {
    const read = fluviusRowOf(cells, columns!);
    if (read.kind === 'refused') return output.reject({ line, ean: read.ean, why: read.why });
    const { row } = read;
    const startsAt = startOf(row, seen);
    const reject = (why: string): void => output.reject({ line, ean: row.ean, why });
    if (startsAt === null) return reject('this clock time does not exist on the day the clock goes forward');
    if (startsAt + row.minutes * 60_000 > now + FUTURE_TOLERANCE_MS) return reject('it is from the future');
    const expectedSlots = row.minutes === 1440 ? 1 : (row.bounds.hours * 60) / row.minutes;
    const outcome = sums.add({ ...row, startsAt, expectedSlots });
    if (outcome === 'conflict') reject('another value for the same register and moment');
    else if (outcome === 'repeated') output.repeated();
    else output.partTaken();
  };
  const flush = (): void => {
    cellsOf(batch).forEach((cells, index) => {
      const { line } = batch[index]!;
      if (cells === null) output.reject({ line, ean: null, why: 'its quotes do not match' });
      else take(cells, line);
    });
    batch = [];
  };
  const lines = createLineSplitter(
    (text, line) => {
      if (columns === null) columns = headerOf(text);
      else if (text !== '') batch.push({ text, line });
      if (batch.length === BATCH_LINES) flush();
    },
    LINE_LENGTH_LIMIT,
    (line) => {
      throw new ReadingsFault(`line ${line} is longer than ${LINE_LENGTH_LIMIT} characters`);
    },
  );
  return {
    write: (bytes) => lines.write(decoded(decoder, bytes)),
    end: () => {
      decoded(decoder, null);
      lines.end();
      flush();
      for (const volume of sums.volumes()) output.dayVolume(volume);
    },
  };
}

function headerOf(text: string): FluviusColumns {
  const columns = fluviusColumnsOf(text.split(';').map((name) => name.replace(/^"|"$/g, '')));
  if ('missing' in columns) throw new ReadingsFault(`the header has no column for ${columns.missing}`);
  return columns;
}

/** Cuts lines into cells together, and one by one only when a stray quote spoils the batch; null for a spoilt line. */
function cellsOf(lines: readonly NumberedLine[]): (readonly string[] | null)[] {
  const options = { delimiter: ';', relax_quotes: true, relax_column_count: true, skip_empty_lines: false };
  const cut = (text: string): string[][] | null => {
    try {
      return parse(text, options);
    } catch {
      return null;
    }
  };
  const together = cut(lines.map(({ text }) => text).join('\n'));
  if (together?.length === lines.length) return together;
  return lines.map(({ text }) => cut(text)?.[0] ?? null);
}

/**
 * Gives the instant at which a slot starts, or null for a clock time that does not exist. In Belgium the clock changes
 * between two and three in the night: back on the day of 25 hours, forward on the day of 23.
 */
function startOf(row: FluviusRow, seen: Map<string, number>): number | null {
  const { bounds, clockMinutes } = row;
  const plain = bounds.startsAt + clockMinutes * 60_000;
  if (bounds.hours === 24 || clockMinutes < 120) return plain;
  const inChange = clockMinutes < 180;
  if (bounds.hours === 23) return inChange ? null : plain - 3_600_000;
  if (!inChange) return plain + 3_600_000;
  const key = [row.ean, row.meterSerial, row.unit, row.register, row.supplyDay, clockMinutes].join(' ');
  const times = seen.get(key) ?? 0;
  seen.set(key, times + 1);
  return times === 0 ? plain : plain + 3_600_000;
}
