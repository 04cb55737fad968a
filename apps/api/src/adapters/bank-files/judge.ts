import { createHash } from 'node:crypto';
import { unpacked } from '../inbound-bytes/unpacked.js';
import { isSameIban } from './account-number.js';
import type { BankFile, BankFileProblem, BankStatement, JudgedBankFile } from './bank-file.js';
import { readCamt } from './camt/camt-file.js';
import { readCoda } from './coda/coda-file.js';

/** The largest bank file that is read, packed or not: about 150,000 entries of camt. */
export const BANK_FILE_BYTES_LIMIT = 256_000_000;

const GRAVITY = ['reject', 'review', 'duplicate', 'accept-with-warning'] as const;

interface JudgeOptions {
  /** The accounts that this tenant collects on. A statement of any other account refuses the file. */
  readonly ourIbans: readonly string[];
}

/**
 * Reads a bank file (CODA 2 or camt.052/053/054, plain or gzip) and judges it as a whole, before anything is booked.
 *
 * `accept` and `accept-with-warning` may be booked; `duplicate` is a copy by the bank's own word and may be booked too,
 * because each movement carries an identity; `review` waits for a person; of a rejected file nothing is booked. The
 * parser knows no balances of ours and no earlier files: repeated files and gaps between files are for who books.
 */
export function judgeBankFile(bytes: Uint8Array, { ourIbans }: JudgeOptions): JudgedBankFile {
  const plain = unpacked(bytes, BANK_FILE_BYTES_LIMIT);
  if (plain.kind === 'refused') return judged(null, [{ verdict: 'reject', why: plain.why }]);
  const contentSha256 = createHash('sha256').update(plain.bytes).digest('hex');
  const reading = looksLikeXml(plain.bytes) ? readCamt(plain.bytes, contentSha256) : readCoda(plain.bytes, contentSha256);
  const { file } = reading;
  return judged(file, file ? [...reading.problems, ...ownershipProblems(file, ourIbans), ...seriesProblems(file)] : reading.problems);
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
