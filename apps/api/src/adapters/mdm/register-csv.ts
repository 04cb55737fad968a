import { readDigits } from '../inbound-bytes/decimal.js';
import { createLineSplitter } from '../inbound-bytes/line-splitter.js';
import { settled, type FoundReading } from './day-registers.js';
import type { FormatReader, ReaderOutput } from './format-reader.js';
import { FUTURE_TOLERANCE_MS, ReadingsFault, type ReadingQuality, type Register } from './register-reading.js';
import { boundsOfDay } from './supply-day.js';

/** The header of the register file. The value column holds Wh, and dm3 for the gas register. */
export const REGISTER_CSV_HEADER = 'ean;register;day;wh;quality';

const LINE_LENGTH_LIMIT = 200;
/** Rows of one connection that stand together: more than ten years of days on four registers. */
const GROUP_LIMIT = 20_000;

/** OBIS registers of Belgium: 1.8.1 day and 1.8.2 night (the Netherlands the other way), x.8.0 total, 24.2.x gas. */
const REGISTERS: ReadonlyMap<string, { readonly register: Register; readonly total: boolean }> = new Map([
  ['1.8.0', { register: 'offtake1', total: true }],
  ['1.8.1', { register: 'offtake1', total: false }],
  ['1.8.2', { register: 'offtake2', total: false }],
  ['2.8.0', { register: 'injection1', total: true }],
  ['2.8.1', { register: 'injection1', total: false }],
  ['2.8.2', { register: 'injection2', total: false }],
  ['24.2.1', { register: 'gas', total: false }],
  ['24.2.3', { register: 'gas', total: false }],
]);

const QUALITIES: ReadonlyMap<string, ReadingQuality> = new Map([
  ['measured', 'measured'],
  ['estimated', 'estimated'],
  ['edited', 'edited'],
  ['corrected', 'edited'],
]);

/**
 * Reads the register file `ean;register;day;wh;quality`, where `day` is the supply day whose end the register shows.
 * The header line may be absent. Rows of one connection stand together, as a meter data system writes them: a total
 * (x.8.0) counts only when its connection has no day or night row for that day.
 *
 * A quoted or decimal value is refused by design: the format has neither, so a plain split at `;` is exact and keeps
 * pace with a file of millions of rows.
 */
export function createRegisterCsvReader(output: ReaderOutput, now: number): FormatReader {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let group: FoundReading[] = [];
  const flush = (): void => {
    if (group.length > 0) output.settled(settled(group));
    group = [];
  };
  const onLine = (text: string, line: number): void => {
    if (text === '' || (line === 1 && text.trim().toLowerCase() === REGISTER_CSV_HEADER)) return;
    const row = rowOf(text, line, now);
    if (row.kind === 'refused') return output.reject({ line, ean: row.ean, why: row.why });
    if (group.length > 0 && group[0]!.ean !== row.reading.ean) flush();
    group.push(row.reading);
    if (group.length > GROUP_LIMIT) throw new ReadingsFault(`more than ${GROUP_LIMIT} rows of one connection`);
  };
  const lines = createLineSplitter(onLine, LINE_LENGTH_LIMIT, (line) => {
    throw new ReadingsFault(`line ${line} is longer than ${LINE_LENGTH_LIMIT} characters`);
  });
  return {
    write: (bytes) => lines.write(decoded(decoder, bytes)),
    end: () => {
      decoded(decoder, null);
      lines.end();
      flush();
    },
  };
}

/** Decodes UTF-8 strictly, a piece at a time; null asks for what is still held back. */
export function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array | null): string {
  try {
    return bytes === null ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch {
    throw new ReadingsFault('bytes that are not UTF-8');
  }
}

type Row = { readonly kind: 'row'; readonly reading: FoundReading } | { readonly kind: 'refused'; readonly ean: string | null; readonly why: string };

function rowOf(text: string, line: number, now: number): Row {
  const fields = text.split(';');
  const [ean, register, day, written, quality] = fields as [string, string, string, string, string];
  const refused = (why: string): Row => ({ kind: 'refused', ean: /^\d{18}$/.test(ean) ? ean : null, why });
  if (fields.length !== 5) return refused(`${fields.length} columns in place of 5`);
  if (!/^\d{18}$/.test(ean)) return refused('the EAN does not have 18 digits');
  const place = REGISTERS.get(register) ?? REGISTERS.get(register.replace(/^\d-\d:/, '').replace(/\.255$/, ''));
  if (!place) return refused(`register "${register.slice(0, 30)}" is not one that is billed`);
  const bounds = boundsOfDay(day);
  if (!bounds) return refused(`"${day.slice(0, 30)}" is not a day`);
  if (bounds.endsAt > now + FUTURE_TOLERANCE_MS) return refused('it is from the future');
  const value = readDigits(written);
  if (value.kind === 'refused') return refused(written === '' ? 'the value is empty' : `the value ${value.why}`);
  const known = QUALITIES.get(quality.trim().toLowerCase());
  if (!known) return refused(`quality "${quality.slice(0, 30)}" is unknown`);
  return { kind: 'row', reading: { ean, meterSerial: null, ...place, readAt: bounds.endsAt, supplyDay: day, value: value.value, quality: known, line } };
}
