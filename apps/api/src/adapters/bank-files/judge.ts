import { createHash } from 'node:crypto';
import { unpacked } from '../inbound-bytes/unpacked.js';
import { isSameIban } from './account-number.js';
import type { BankFile, BankFileProblem, BankStatement, BankTransaction, JudgedBankFile } from './bank-file.js';
import type { BankFileReader, MovementTaker } from './bank-file-reader.js';
import { camtFileReader } from './camt/camt-file.js';
import { codaFileReader } from './coda/coda-file.js';

/** The largest bank file that is read, packed or not: about 150,000 entries of camt. */
export const BANK_FILE_BYTES_LIMIT = 256_000_000;

const GRAVITY = ['reject', 'review', 'duplicate', 'accept-with-warning'] as const;

interface JudgeOptions {
  /** The accounts that this tenant collects on. A statement of any other account refuses the file. */
  readonly ourIbans: readonly string[];
}

/** Judges a bank file piece by piece, in the memory of one movement. */
export interface BankFileJudge {
  /** The plain bytes of the file, in any split. */
  readonly write: (bytes: Uint8Array) => void;
  /** The judgement; the statements of its file hold no movements, because those have gone by. */
  readonly end: () => JudgedBankFile;
}

const PIECE_BYTES = 1 << 16;

/**
 * Judges a bank file (CODA 2 or camt.052/053/054) as a whole, before anything is booked, while its movements go by.
 *
 * `accept` and `accept-with-warning` may be booked; `duplicate` is a copy by the bank's own word and may be booked too,
 * because each movement carries an identity; `review` waits for a person; of a rejected file nothing is booked. The
 * parser knows no balances of ours and no earlier files: repeated files and gaps between files are for who books.
 */
export function createBankFileJudge({ ourIbans }: JudgeOptions, onMovement: MovementTaker): BankFileJudge {
  const hash = createHash('sha256');
  const contentSha256 = (): string => hash.digest('hex');
  let reader: BankFileReader | null = null;
  let bytesRead = 0;
  let tooLarge = false;
  return {
    write: (bytes) => {
      bytesRead += bytes.length;
      tooLarge ||= bytesRead > BANK_FILE_BYTES_LIMIT;
      if (tooLarge || bytes.length === 0) return;
      hash.update(bytes);
      reader ??= looksLikeXml(bytes) ? camtFileReader(contentSha256, onMovement) : codaFileReader(contentSha256, onMovement);
      reader.write(bytes);
    },
    end: () => {
      if (tooLarge) return judged(null, [{ verdict: 'reject', why: `the file is larger than ${BANK_FILE_BYTES_LIMIT / 1_000_000} MB` }]);
      const { file, problems } = (reader ?? codaFileReader(contentSha256, onMovement)).end();
      return judged(file, file ? [...problems, ...ownershipProblems(file, ourIbans), ...seriesProblems(file)] : problems);
    },
  };
}

/** Reads and judges a file that is at hand, plain or gzip, with all its movements: for a person to look at. */
export function judgeBankFile(bytes: Uint8Array, options: JudgeOptions): JudgedBankFile {
  const plain = unpacked(bytes, BANK_FILE_BYTES_LIMIT);
  if (plain.kind === 'refused') return judged(null, [{ verdict: 'reject', why: plain.why }]);
  const movements: BankTransaction[][] = [];
  const judge = createBankFileJudge(options, (movement, statement) => (movements[statement] ??= []).push(movement));
  for (let at = 0; at < plain.bytes.length; at += PIECE_BYTES) judge.write(plain.bytes.subarray(at, at + PIECE_BYTES));
  const outcome = judge.end();
  if (outcome.file === null) return outcome;
  const statements = outcome.file.statements.map((statement, index) => ({ ...statement, movements: movements[index] ?? [] }));
  return { ...outcome, file: { ...outcome.file, statements } };
}

function judged(file: BankFile | null, problems: readonly BankFileProblem[]): JudgedBankFile {
  const gravest = GRAVITY.flatMap((verdict) => problems.filter((problem) => problem.verdict === verdict))[0];
  return { verdict: gravest?.verdict ?? 'accept', why: gravest?.why ?? null, problems, file };
}

function looksLikeXml(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe)) return true;
  return Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/^\xEF\xBB\xBF/, '').trimStart().startsWith('<');
}

function ownershipProblems(file: BankFile, ourIbans: readonly string[]): BankFileProblem[] {
  return file.statements.flatMap((statement): BankFileProblem[] => {
    const { accountIban, currency, copy } = statement;
    const ours = ourIbans.some((iban) => isSameIban(iban, accountIban));
    return [
      ...(ours ? [] : [{ verdict: 'reject' as const, why: `account ${accountIban || 'not given'} is not ours` }]),
      ...(currency === 'EUR' ? [] : [{ verdict: 'reject' as const, why: `currency ${currency || 'not given'}, not EUR` }]),
      ...(copy ? [{ verdict: 'duplicate' as const, why: 'the bank marks it as a copy of an earlier statement' }] : []),
    ];
  });
}

/** Statements of one account in one file follow each other: the balances join and no number comes twice. */
function seriesProblems(file: BankFile): BankFileProblem[] {
  const last = new Map<string, BankStatement>();
  const numbers = new Set<string>();
  return file.statements.flatMap((statement): BankFileProblem[] => {
    const before = last.get(statement.accountIban);
    last.set(statement.accountIban, statement);
    const name = `${statement.accountIban} ${statement.year} ${statement.number}`;
    const repeated = statement.number !== null && statement.number !== 0 && numbers.has(name);
    numbers.add(name);
    if (repeated) return [{ verdict: 'review', why: `statement ${statement.number} comes twice in the file` }];
    const gap = before?.newBalanceMicroEuro != null && statement.oldBalanceMicroEuro !== null && before.newBalanceMicroEuro !== statement.oldBalanceMicroEuro;
    return gap ? [{ verdict: 'accept-with-warning', why: 'a statement is missing between two in the file: the balances do not join' }] : [];
  });
}
