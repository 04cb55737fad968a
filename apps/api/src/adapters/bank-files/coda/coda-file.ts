import type { BankFile, BankFileProblem, BankFileReading } from '../bank-file.js';
import { CodaFault } from './coda-record.js';
import { codaStatementOf } from './coda-statement.js';
import { codaStatementsOf, type StatementRecords } from './coda-structure.js';
import { fieldOf } from './coda-text.js';

/**
 * Reads a file of Coded Statements of Account (CODA version 2, Febelfin standard 2.6) with one or more statements.
 * Nothing is thrown for a bad file: the problems say what is wrong.
 */
export function readCoda(bytes: Uint8Array, contentSha256: string): BankFileReading {
  try {
    const records = codaStatementsOf(bytes);
    const judged = records.map(codaStatementOf);
    const file: BankFile = { format: 'coda', version: '2', contentSha256, statements: judged.map(({ statement }) => statement) };
    return { file, problems: [...judged.flatMap(({ problems }) => problems), ...followerProblems(records)] };
  } catch (error) {
    if (error instanceof CodaFault) return { file: null, problems: [{ verdict: 'reject', why: error.why }] };
    throw error;
  }
}

/** Record 9, position 128: 1 says that another statement follows in the file, 2 that this was the last one. */
function followerProblems(records: readonly StatementRecords[]): BankFileProblem[] {
  return records.flatMap(({ trailer }, index): BankFileProblem[] => {
    const last = index === records.length - 1;
    const saysMore = fieldOf(trailer, 128, 128) === '1';
    if (last && saysMore) return [{ verdict: 'review', why: 'record 9 says that another statement follows, but the file ends' }];
    if (!last && !saysMore) return [{ verdict: 'accept-with-warning', why: 'record 9 says last statement, but another follows' }];
    return [];
  });
}
