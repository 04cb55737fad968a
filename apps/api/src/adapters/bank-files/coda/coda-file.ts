import type { BankFileProblem } from '../bank-file.js';
import { type BankFileReader, type MovementTaker, stoppingAtFault } from '../bank-file-reader.js';
import { CodaFault } from './coda-record.js';
import { type GrowingStatement, growingStatement, type JudgedStatement, proveVersion } from './coda-statement.js';
import { createCodaReader } from './coda-structure.js';
import { fieldOf } from './coda-text.js';

/**
 * Reads a file of Coded Statements of Account (CODA version 2, Febelfin standard 2.6) with one or more statements, in
 * the memory of one movement and its details.
 */
export function codaFileReader(contentSha256: () => string, onMovement: MovementTaker): BankFileReader {
  const judged: JudgedStatement[] = [];
  const saysMore: boolean[] = [];
  let growing: GrowingStatement | null = null;
  const records = createCodaReader({
    start: (header) => {
      proveVersion(header);
      const statement = judged.length;
      growing = growingStatement((movement) => onMovement(movement, statement));
    },
    movement: (movement) => growing!.addMovement(movement),
    finish: (frame) => {
      judged.push(growing!.finish(frame));
      saysMore.push(fieldOf(frame.trailer, 128, 128) === '1');
    },
  });
  const reader: BankFileReader = {
    write: (bytes) => records.write(bytes),
    end: () => {
      records.end();
      const statements = judged.map(({ statement }) => statement);
      const problems = [...judged.flatMap((statement) => statement.problems), ...followerProblems(saysMore)];
      return { file: { format: 'coda', version: '2', contentSha256: contentSha256(), statements }, problems };
    },
  };
  return stoppingAtFault(reader, (error) => (error instanceof CodaFault ? error.why : null));
}

/**
 * Record 9, position 128: 1 says that another statement follows in the file, 2 that this was the last one. Banks that
 * send one statement per file often leave the 1 of the series it was cut from; of several statements the last one may
 * be lost.
 */
function followerProblems(saysMore: readonly boolean[]): BankFileProblem[] {
  return saysMore.flatMap((more, index): BankFileProblem[] => {
    const last = index === saysMore.length - 1;
    if (last && more) {
      const why = 'record 9 says that another statement follows, but the file ends';
      return [{ verdict: saysMore.length === 1 ? 'accept-with-warning' : 'review', why }];
    }
    if (!last && !more) return [{ verdict: 'accept-with-warning', why: 'record 9 says last statement, but another follows' }];
    return [];
  });
}
