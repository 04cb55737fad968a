import type pg from 'pg';
import { BinaryRows } from './binary-rows.js';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;
const CAPITAL_N = 0x4e;
const MINUS = 0x2d;
const ZERO = 0x30;
const CHUNK_CHARACTERS = 64 * 1024;

/** Reads everything a `COPY ... TO STDOUT` gives into one buffer; a range is bounded, so this is too. */
export async function copyOut(client: pg.ClientBase, sql: string): Promise<Buffer> {
  return Buffer.concat(await copyOutPieces(client, sql));
}

/** The same as it comes, for what is too large to stand in memory twice. */
export async function copyOutPieces(client: pg.ClientBase, sql: string): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  for await (const piece of client.query(copyTo(sql))) pieces.push(piece as Buffer);
  return pieces;
}

/** Pieces cut anew so that each ends with a line. */
export function* wholeLines(pieces: Iterable<Buffer>): Iterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
  }
}

/** Feeds rows, already in COPY's text form and each ended by a line feed, into `COPY ... FROM STDIN`. */
export async function copyIn(client: pg.ClientBase, sql: string, rows: Iterable<string>): Promise<void> {
  const stream = client.query(copyFrom(sql));
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  let pending = '';
  for (const row of rows) {
    pending += row;
    if (pending.length < CHUNK_CHARACTERS) continue;
    if (!stream.write(Buffer.from(pending, 'utf8'))) await drained(stream, finished);
    pending = '';
  }
  stream.end(Buffer.from(pending, 'utf8'));
  await finished;
}

/** Feeds binary rows into `COPY ... FROM STDIN WITH (FORMAT binary)`; `write` puts one item as one row. */
export async function copyInBinary<Item>(client: pg.ClientBase, sql: string, items: readonly Item[], write: (rows: BinaryRows, item: Item) => void): Promise<void> {
  const stream = client.query(copyFrom(sql));
  const finished = new Promise<void>((resolve, reject) => {
    stream.once('finish', resolve);
    stream.once('error', reject);
  });
  const rows = new BinaryRows();
  for (const item of items) {
    write(rows, item);
    const chunk = rows.fullChunk();
    if (chunk !== null && !stream.write(chunk)) await drained(stream, finished);
  }
  stream.end(rows.lastChunk());
  await finished;
}

function drained(stream: NodeJS.WritableStream, finished: Promise<void>): Promise<void> {
  return Promise.race([new Promise<void>((resolve) => stream.once('drain', resolve)), finished]);
}

/** A text value of COPY's text form: tab, line feed, carriage return and backslash are escaped, null is \N. */
export function copyValue(value: string | null): string {
  if (value === null) return '\\N';
  return value.replace(/[\\\t\n\r]/g, (c) => (c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'));
}

/**
 * Walks over rows in COPY's text form, column by column, without making a string per number:
 * this loop runs for every account every day.
 */
export class CopyRows {
  private position = 0;

  constructor(private readonly bytes: Buffer) {}

  /** True while another row follows. */
  get more(): boolean {
    return this.position < this.bytes.length;
  }

  /** The next column as an integer, or null. Throws on anything but digits, because the query promised integers. */
  integer(): number | null {
    const { bytes } = this;
    let at = this.position;
    let byte = bytes[at] as number;
    if (byte === BACKSLASH && bytes[at + 1] === CAPITAL_N) {
      this.position = at + 3;
      return null;
    }
    const negative = byte === MINUS;
    if (negative) byte = bytes[++at] as number;
    let value = 0;
    while (byte !== TAB && byte !== LINE_FEED) {
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9) throw new Error(`not an integer column at byte ${at}`);
      value = value * 10 + digit;
      byte = bytes[++at] as number;
    }
    this.position = at + 1;
    return negative ? -value : value;
  }

  /** The next column as an integer that is never null. */
  count(): number {
    const value = this.integer();
    if (value === null) throw new Error('null in a column that is never null');
    return value;
  }

  /** The next column as plain text (no escapes are expected in these columns), or null. */
  text(): string | null {
    const { bytes } = this;
    const start = this.position;
    let end = start;
    while (bytes[end] !== TAB && bytes[end] !== LINE_FEED) end += 1;
    this.position = end + 1;
    if (end === start + 2 && bytes[start] === BACKSLASH && bytes[start + 1] === CAPITAL_N) return null;
    return bytes.toString('latin1', start, end);
  }
}
