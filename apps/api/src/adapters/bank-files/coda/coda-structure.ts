import { CodaFault } from './coda-record.js';
import { createCodaLineReader, fieldOf, type CodaLine, type CodaLineReader } from './coda-text.js';

/** The records of one movement or one detail: 21, then what follows it. */
export interface MovementRecords {
  readonly part1: CodaLine;
  readonly part2: CodaLine | null;
  readonly part3: CodaLine | null;
}

/** The records around the movements of one statement. `end` is null only in an empty statement (0, 1, 9). */
export interface FrameRecords {
  readonly header: CodaLine;
  readonly start: CodaLine;
  readonly end: CodaLine | null;
  readonly trailer: CodaLine;
  /** Records 1, 2x, 3x and 8, which record 9 counts. */
  readonly counted: number;
}

/** What is told while the records pass by, in the order of the file. */
export interface CodaSink {
  readonly start: (header: CodaLine, start: CodaLine) => void;
  readonly movement: (records: MovementRecords) => void;
  readonly finish: (records: FrameRecords) => void;
}

/** Which records may follow a record (CODA 2.6 section 2: order `0 1 (21 22? 23? (31 32? 33?)*)* 8 4* 9`). */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  '': ['0'],
  '0': ['1'],
  '1': ['21', '8', '9'],
  '21': ['21', '22', '23', '31', '8'],
  '22': ['21', '23', '31', '8'],
  '23': ['21', '31', '8'],
  '31': ['21', '31', '32', '33', '8'],
  '32': ['21', '31', '33', '8'],
  '33': ['21', '31', '8'],
  '8': ['4', '9'],
  '4': ['4', '9'],
  '9': ['0'],
};
const NOT_COUNTED: ReadonlySet<string> = new Set(['0', '4', '9']);

/**
 * Cuts a CODA file into statements and records and proves their order, whatever the pieces it comes in; no more than one
 * movement is held at a time.
 *
 * @throws CodaFault when a line is not 128 characters long, a record stands in the wrong place or the end is missing
 */
export function createCodaReader(sink: CodaSink): CodaLineReader {
  let before = '';
  let frame: { header: CodaLine; start: CodaLine | null; end: CodaLine | null; counted: number } | null = null;
  let movement: { part1: CodaLine; part2: CodaLine | null; part3: CodaLine | null } | null = null;
  const flush = (): void => {
    if (movement) sink.movement(movement);
    movement = null;
  };
  const take = (line: CodaLine, kind: string): void => {
    if (kind === '0') frame = { header: line, start: null, end: null, counted: 0 };
    const current = frame!;
    if (!NOT_COUNTED.has(kind)) current.counted += 1;
    if (kind === '1') sink.start(current.header, (current.start = line));
    else if (kind === '21') {
      flush();
      movement = { part1: line, part2: null, part3: null };
    } else if (kind === '22') movement!.part2 = belonging(line, movement!.part1);
    else if (kind === '23') movement!.part3 = belonging(line, movement!.part1);
    else if (kind === '8') current.end = line;
    else if (kind === '9') {
      flush();
      sink.finish({ header: current.header, start: current.start!, end: current.end, trailer: line, counted: current.counted });
    }
  };
  const lines = createCodaLineReader(
    (line) => {
      if (before === '') proveCoda(line);
      if (line.text.length !== 128) throw new CodaFault(`a line of ${line.text.length} characters`);
      const kind = kindOf(line);
      proveOrder(before, kind, line);
      take(line, kind);
      before = kind;
    },
    (number) => {
      throw new CodaFault(before === '' ? 'not a CODA file' : `line ${number} is much longer than 128 characters`);
    },
  );
  return {
    write: lines.write,
    end: () => {
      lines.end();
      if (before === '') throw new CodaFault('the file is empty');
      if (before !== '9') throw new CodaFault('truncated: no trailer');
    },
  };
}

function kindOf(line: CodaLine): string {
  const first = fieldOf(line, 1, 1);
  return first === '2' || first === '3' ? fieldOf(line, 1, 2) : first;
}

function proveCoda(first: CodaLine): void {
  if (fieldOf(first, 1, 5) !== '00000' || fieldOf(first, 15, 16) !== '05') throw new CodaFault('not a CODA file');
}

function proveOrder(before: string, kind: string, line: CodaLine): void {
  if (FOLLOWERS[before]?.includes(kind)) return;
  if (kind === '0') throw new CodaFault('truncated: no trailer');
  throw new CodaFault(`line ${line.number}: a record ${kind} cannot follow a record ${before}`);
}

/** Parts 2 and 3 repeat the sequence and detail number of part 1; another number means that a line is lost. */
function belonging(line: CodaLine, part1: CodaLine): CodaLine {
  if (fieldOf(line, 3, 10) !== fieldOf(part1, 3, 10)) throw new CodaFault(`line ${line.number}: belongs to another movement`);
  return line;
}

/**
 * Position 126 of a part announces the next one (section 5.5). Gives the line whose announced part is not there: with
 * it a name or a reference is lost that no sum would miss.
 */
export function lineWithLostPart({ part1, part2, part3 }: MovementRecords): number | null {
  if (fieldOf(part1, 126, 126) === '1' && !part2 && !part3) return part1.number;
  return part2 !== null && fieldOf(part2, 126, 126) === '1' && !part3 ? part2.number : null;
}
