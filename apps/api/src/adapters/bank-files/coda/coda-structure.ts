import { CodaFault } from './coda-record.js';
import { codaLinesOf, fieldOf, type CodaLine } from './coda-text.js';

/** The records of one movement or one detail: 21, then what follows it. */
export interface MovementRecords {
  readonly part1: CodaLine;
  readonly part2: CodaLine | null;
  readonly part3: CodaLine | null;
  readonly information: readonly CodaLine[];
}

/** The records of one statement in their places. `end` is null only in an empty statement (0, 1, 9). */
export interface StatementRecords {
  readonly header: CodaLine;
  readonly start: CodaLine;
  readonly movements: readonly MovementRecords[];
  readonly end: CodaLine | null;
  readonly trailer: CodaLine;
  /** Records 1, 2x, 3x and 8, which record 9 counts. */
  readonly counted: number;
}

/** Which records may follow a record (CODA 2.6 section 2: order `0 1 (21 22? 23? (31 32? 33?)*)* 8 4* 9`). */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
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

/**
 * Cuts a CODA file into statements and records and proves their order.
 *
 * @throws CodaFault when a line is not 128 characters long, a record stands in the wrong place or the end is missing
 */
export function codaStatementsOf(bytes: Uint8Array): StatementRecords[] {
  const lines = codaLinesOf(bytes);
  if (lines.length === 0) throw new CodaFault('the file is empty');
  const wrong = lines.find((line) => line.text.length !== 128);
  if (fieldOf(lines[0]!, 1, 5) !== '00000' || fieldOf(lines[0]!, 15, 16) !== '05') throw new CodaFault('not a CODA file');
  if (wrong) throw new CodaFault(`a line of ${wrong.text.length} characters`);
  proveOrder(lines);
  return splitStatements(lines).map(statementOf);
}

function kindOf(line: CodaLine): string {
  const first = fieldOf(line, 1, 1);
  return first === '2' || first === '3' ? fieldOf(line, 1, 2) : first;
}

function proveOrder(lines: readonly CodaLine[]): void {
  lines.slice(1).forEach((line, index) => {
    const before = kindOf(lines[index]!);
    const kind = kindOf(line);
    if (FOLLOWERS[before]?.includes(kind)) return;
    if (kind === '0') throw new CodaFault('truncated: no trailer');
    throw new CodaFault(`line ${line.number}: a record ${kind} cannot follow a record ${before}`);
  });
  if (kindOf(lines.at(-1)!) !== '9') throw new CodaFault('truncated: no trailer');
}

function splitStatements(lines: readonly CodaLine[]): CodaLine[][] {
  const statements: CodaLine[][] = [];
  for (const line of lines) {
    if (kindOf(line) === '0') statements.push([]);
    statements.at(-1)!.push(line);
  }
  return statements;
}

function statementOf(lines: readonly CodaLine[]): StatementRecords {
  const movements: { part1: CodaLine; part2: CodaLine | null; part3: CodaLine | null; information: CodaLine[] }[] = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const current = movements.at(-1);
    if (kind === '21') movements.push({ part1: line, part2: null, part3: null, information: [] });
    else if (kind === '22') current!.part2 = belonging(line, current!.part1);
    else if (kind === '23') current!.part3 = belonging(line, current!.part1);
    else if (kind.startsWith('3')) current!.information.push(line);
  }
  return {
    header: lines[0]!,
    start: lines[1]!,
    movements,
    end: lines.find((line) => kindOf(line) === '8') ?? null,
    trailer: lines.at(-1)!,
    counted: lines.filter((line) => !['0', '4', '9'].includes(kindOf(line))).length,
  };
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
