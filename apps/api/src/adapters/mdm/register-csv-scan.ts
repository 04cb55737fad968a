import { type EanIndex, nineDigits } from '../postgres/day-run/ean-index.js';
import type { PivotOutcome, ReadingPivot } from '../postgres/day-run/reading-pivot.js';
import type { RegisterSlot } from '../postgres/day-run/stage-block.js';

/** What a scan of register lines found. Lines that were not plain, or of nobody known here, are given back for the careful reader. */
export interface ScanCounts {
  lines: number;
  taken: number;
  sameAgain: number;
  /** More lines are not plain than may be kept: the whole file must be read with care. */
  isOverfull: boolean;
  readonly conflicts: string[];
  readonly otherLines: string[];
}

const SEMICOLON = 0x3b;
const LINE_FEED = 0x0a;
const ZERO = 0x30;
const DAY_AT = 25;
const VALUE_AT = 36;
/** A register value of more digits than this is not plain; the careful reader says why. */
const MOST_DIGITS = 12;
const LISTED_AT_MOST = 1000;
const KEPT_AT_MOST = 100_000;

/** The registers by their OBIS number as it stands in the file, always five characters. */
const SLOTS: ReadonlyMap<string, RegisterSlot> = new Map([
  ['1.8.0', 0], ['1.8.1', 0], ['1.8.2', 1], ['2.8.0', 2], ['2.8.1', 2], ['2.8.2', 3],
]);

/**
 * Reads the plain lines `ean;register;day;wh;quality` of one supply day byte by byte, because there are two of them
 * per home and day. A line of any other shape is not judged here but handed on whole.
 */
export function scanRegisterCsv(bytes: Buffer, day: string, index: EanIndex, pivot: ReadingPivot): ScanCounts {
  const counts: ScanCounts = { lines: 0, taken: 0, sameAgain: 0, isOverfull: false, conflicts: [], otherLines: [] };
  const dayBytes = Buffer.from(`${day};`, 'latin1');
  const totals = new Totals(index.firstAccountId, index.lastAccountId);
  for (let at = 0; at < bytes.length; ) {
    let end = bytes.indexOf(LINE_FEED, at);
    if (end === -1) end = bytes.length;
    if (end > at) {
      counts.lines += 1;
      takeLine(bytes, at, end, dayBytes, index, pivot, totals, counts);
      if (counts.isOverfull) return counts;
    }
    at = end + 1;
  }
  return counts;
}

function takeLine(bytes: Buffer, at: number, end: number, dayBytes: Buffer, index: EanIndex, pivot: ReadingPivot, totals: Totals, counts: ScanCounts): void {
  const slot = plainSlot(bytes, at, end, dayBytes);
  const quality = slot === null ? null : plainQuality(bytes, end);
  const value = quality === null ? -1 : plainValue(bytes, at + VALUE_AT, end - quality.characters - 1);
  if (slot === null || quality === null || value === -1) {
    keep(counts, bytes.toString('latin1', at, end));
    return;
  }
  const accountId = index.find(nineDigits(bytes, at), nineDigits(bytes, at + 9));
  if (accountId === -1) {
    keep(counts, bytes.toString('latin1', at, end));
    return;
  }
  const outcome = putBesideTotals(pivot, totals, accountId, slot, bytes[at + 23] === ZERO, value, quality.estimated);
  if (outcome === 'taken') counts.taken += 1;
  else if (outcome === 'same_again') counts.sameAgain += 1;
  else note(counts.conflicts, bytes.toString('latin1', at, end));
}

function keep(counts: ScanCounts, line: string): void {
  if (counts.otherLines.length === KEPT_AT_MOST) counts.isOverfull = true;
  else counts.otherLines.push(line);
}

/** Which accounts have shown a total (x.8.0), and which their day and night registers, for use and for injection. */
class Totals {
  private readonly seen: Uint8Array;

  constructor(private readonly firstAccountId: number, lastAccountId: number) {
    this.seen = new Uint8Array(Math.max(0, lastAccountId - firstAccountId + 1));
  }

  has(accountId: number, bit: number): boolean {
    return ((this.seen[accountId - this.firstAccountId] as number) & bit) !== 0;
  }

  set(accountId: number, bit: number): void {
    this.seen[accountId - this.firstAccountId] = (this.seen[accountId - this.firstAccountId] as number) | bit;
  }

  clear(accountId: number, bit: number): void {
    this.seen[accountId - this.firstAccountId] = (this.seen[accountId - this.firstAccountId] as number) & ~bit;
  }
}

/** A total beside its own day and night registers is the same energy again: whichever comes first, the two count. */
function putBesideTotals(pivot: ReadingPivot, totals: Totals, accountId: number, slot: RegisterSlot, isTotal: boolean, value: number, estimated: boolean): PivotOutcome {
  const [totalBit, partBit, totalSlot] = slot < 2 ? [1, 2, 0 as const] : [4, 8, 2 as const];
  if (isTotal && totals.has(accountId, partBit)) return 'same_again';
  if (isTotal) totals.set(accountId, totalBit);
  else {
    totals.set(accountId, partBit);
    if (totals.has(accountId, totalBit)) pivot.drop(accountId, totalSlot);
    totals.clear(accountId, totalBit);
  }
  return pivot.put(accountId, slot, value, estimated);
}

function note(list: string[], text: string): void {
  if (list.length < LISTED_AT_MOST) list.push(text);
}

/** The register of a line whose fixed part is in order, else null. */
function plainSlot(bytes: Buffer, at: number, end: number, dayBytes: Buffer): RegisterSlot | null {
  if (end - at < VALUE_AT + 3 || bytes[at + 18] !== SEMICOLON || bytes[at + 24] !== SEMICOLON) return null;
  for (let i = at; i < at + 18; i += 1) if (!isDigit(bytes[i])) return null;
  for (let i = 0; i < dayBytes.length; i += 1) if (bytes[at + DAY_AT + i] !== dayBytes[i]) return null;
  // "1.8.1": the first and last character tell the register apart once the dots and the 8 are there.
  if (bytes[at + 20] !== 0x2e || bytes[at + 21] !== 0x38 || bytes[at + 22] !== 0x2e) return null;
  return SLOTS.get(`${(bytes[at + 19] as number) - ZERO}.8.${(bytes[at + 23] as number) - ZERO}`) ?? null;
}

const MEASURED = Buffer.from(';measured', 'latin1');
const ESTIMATED = Buffer.from(';estimated', 'latin1');

function plainQuality(bytes: Buffer, end: number): { estimated: boolean; characters: number } | null {
  if (endsWith(bytes, end, MEASURED)) return { estimated: false, characters: MEASURED.length - 1 };
  return endsWith(bytes, end, ESTIMATED) ? { estimated: true, characters: ESTIMATED.length - 1 } : null;
}

function endsWith(bytes: Buffer, end: number, suffix: Buffer): boolean {
  for (let i = 0; i < suffix.length; i += 1) if (bytes[end - suffix.length + i] !== suffix[i]) return false;
  return true;
}

function plainValue(bytes: Buffer, from: number, until: number): number {
  if (until <= from || until - from > MOST_DIGITS) return -1;
  let value = 0;
  for (let at = from; at < until; at += 1) {
    if (!isDigit(bytes[at])) return -1;
    value = value * 10 + ((bytes[at] as number) - ZERO);
  }
  return value;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= 0x39;
}
