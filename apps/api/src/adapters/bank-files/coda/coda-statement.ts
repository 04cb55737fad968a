import { readDigits } from '../../inbound-bytes/decimal.js';
import { ibanOf } from '../account-number.js';
import type { BankFileProblem, BankStatement, BankTransaction } from '../bank-file.js';
import { eurosOf } from '../euros.js';
import { withDetails } from './coda-details.js';
import { movementOf } from './coda-movement.js';
import { amountOf, CodaFault, dayOf, numberOf } from './coda-record.js';
import { lineWithLostPart, type MovementRecords, type StatementRecords } from './coda-structure.js';
import { fieldOf, type CodaLine } from './coda-text.js';

/** A statement as read with what is wrong with its sums. */
export interface JudgedStatement {
  readonly statement: BankStatement;
  readonly problems: readonly BankFileProblem[];
}

/**
 * Reads one CODA statement and checks it against itself: the balances, the sums and the count of record 9, and the
 * details against their totals.
 *
 * @throws CodaFault for a record that cannot be read
 */
export function codaStatementOf(records: StatementRecords): JudgedStatement {
  if (fieldOf(records.header, 128, 128) !== '2') throw new CodaFault('only version 2 of CODA is read');
  const flat = records.movements.map((movement, index) => movementOf(movement, index + 1));
  if (!Number.isSafeInteger(flat.reduce((sum, movement) => sum + Math.abs(movement.amountMicroEuro), 0))) {
    throw new CodaFault('the amounts together are too large');
  }
  const { statement, accountDiffers } = frameOf(records);
  const tree = withDetails(flat);
  const problems = [
    ...balanceProblems(records, statement, flat),
    ...trailerProblems(records, flat),
    ...(tree.kind === 'refused' ? [{ verdict: 'reject' as const, why: tree.why }] : []),
    ...records.movements.flatMap(lostPartProblems),
    ...(accountDiffers ? [{ verdict: 'reject' as const, why: 'records 1 and 8 name different accounts' }] : []),
  ];
  return { statement: { ...statement, movements: tree.kind === 'movements' ? tree.movements : flat }, problems };
}

function lostPartProblems(movement: MovementRecords): BankFileProblem[] {
  const line = lineWithLostPart(movement);
  return line === null ? [] : [{ verdict: 'review', why: `line ${line}: the part that it announces is missing` }];
}

function frameOf(records: StatementRecords): { statement: BankStatement; accountDiffers: boolean } {
  const { start, end, header } = records;
  const { account, currency } = accountOf(start);
  const date = (end ? dayOf(end, 58) : null) ?? dayOf(header, 6);
  const statement: BankStatement = {
    format: 'coda',
    accountIban: ibanOf(account) ?? account,
    currency,
    number: numberOf(start, 126, 128, 'the statement number'),
    year: date === null ? null : Number(date.slice(0, 4)),
    date,
    oldBalanceMicroEuro: amountOf(start, 43, 44),
    newBalanceMicroEuro: end ? amountOf(end, 42, 43) : amountOf(start, 43, 44),
    copy: fieldOf(header, 17, 17) === 'D',
    movements: [],
  };
  return { statement, accountDiffers: end !== null && fieldOf(end, 5, 41).trim() !== fieldOf(start, 6, 42).trim() };
}

/** Record 1, position 2: 0 Belgian number, 1 foreign number, 2 Belgian IBAN, 3 foreign IBAN; each with its own places. */
function accountOf(start: CodaLine): { account: string; currency: string } {
  const structure = fieldOf(start, 2, 2);
  switch (structure) {
    case '0':
      return { account: fieldOf(start, 6, 17).trim(), currency: fieldOf(start, 19, 21).trim() };
    case '2':
      return { account: fieldOf(start, 6, 36).trim(), currency: fieldOf(start, 40, 42).trim() };
    case '1':
    case '3':
      return { account: fieldOf(start, 6, 39).trim(), currency: fieldOf(start, 40, 42).trim() };
    default:
      throw new CodaFault(`line ${start.number}: the account structure ${structure} is unknown`);
  }
}

function balanceProblems(records: StatementRecords, statement: BankStatement, flat: readonly BankTransaction[]): BankFileProblem[] {
  const oldBalance = statement.oldBalanceMicroEuro!;
  const newBalance = statement.newBalanceMicroEuro!;
  const difference = oldBalance + sumOf(flat) - newBalance;
  if (difference === 0) return [];
  const separate = fieldOf(records.header, 84, 88).trim() !== '00000' && oldBalance === 0 && newBalance === 0;
  if (separate) return [{ verdict: 'review', why: 'a separate application: movements without balances' }];
  return [{ verdict: 'reject', why: `old balance + movements <> new balance by ${eurosOf(Math.abs(difference))}` }];
}

function sumOf(movements: readonly BankTransaction[]): number {
  return movements.reduce((sum, movement) => sum + (movement.detail === 0 ? movement.amountMicroEuro : 0), 0);
}

/** Record 9: the sums must match; a wrong count alone proves no lost money when sums and balances match. */
function trailerProblems({ trailer, counted }: StatementRecords, flat: readonly BankTransaction[]): BankFileProblem[] {
  const totals = flat.filter((movement) => movement.detail === 0).map((movement) => movement.amountMicroEuro);
  const debit = totals.reduce((sum, amount) => sum + Math.max(0, -amount), 0);
  const credit = totals.reduce((sum, amount) => sum + Math.max(0, amount), 0);
  const said = { debit: unsigned(trailer, 23), credit: unsigned(trailer, 38), count: numberOf(trailer, 17, 22, 'the count') };
  if (said.debit !== debit || said.credit !== credit) return [{ verdict: 'reject', why: 'record 9 sums do not match the movements' }];
  if (said.count === counted) return [];
  return [{ verdict: 'accept-with-warning', why: `record 9 count ${said.count} does not match; sums and balance match` }];
}

/** The sums of record 9 carry no sign; thousandths of a euro become micro-euro. */
function unsigned(line: CodaLine, first: number): number {
  const read = readDigits(`${fieldOf(line, first, first + 14)}000`);
  if (read.kind === 'refused') throw new CodaFault(`line ${line.number}: the sum ${read.why}`);
  return read.value;
}
