import { readDigits } from '../../inbound-bytes/decimal.js';
import { ibanOf } from '../account-number.js';
import type { BankFileProblem, BankStatement, BankTransaction } from '../bank-file.js';
import { eurosOf } from '../euros.js';
import { withDetails } from './coda-details.js';
import { movementOf } from './coda-movement.js';
import { amountOf, CodaFault, dayOf, numberOf } from './coda-record.js';
import { lineWithLostPart, type FrameRecords, type MovementRecords } from './coda-structure.js';
import { fieldOf, type CodaLine } from './coda-text.js';

/** A statement as read, without its movements, and what is wrong with it. */
export interface JudgedStatement {
  readonly statement: BankStatement;
  readonly problems: readonly BankFileProblem[];
}

/** One statement while its records pass by: keeps the sums and the movement whose details may still come. */
export interface GrowingStatement {
  readonly addMovement: (records: MovementRecords) => void;
  readonly finish: (records: FrameRecords) => JudgedStatement;
}

/** More problems of one kind than a person reads are counted, not kept. */
const PROBLEMS_KEPT = 50;

/**
 * Reads one CODA statement as it comes by and checks it against itself: the balances, the sums and the count of record
 * 9, and the details against their totals. A movement is handed on once all its details are there.
 *
 * @throws CodaFault for a record that cannot be read
 */
export function growingStatement(onMovement: (movement: BankTransaction) => void): GrowingStatement {
  const problems: BankFileProblem[] = [];
  const sums = { debit: 0, credit: 0, all: 0 };
  let group: BankTransaction[] = [];
  let ordinal = 0;
  const note = (verdict: BankFileProblem['verdict'], why: string): void => {
    if (problems.length < PROBLEMS_KEPT) problems.push({ verdict, why });
  };
  const flush = (): void => {
    const tree = withDetails(group);
    if (tree.kind === 'refused') note('reject', tree.why);
    for (const movement of tree.kind === 'movements' ? tree.movements : group) onMovement(movement);
    group = [];
  };
  return {
    addMovement: (records) => {
      const movement = movementOf(records, (ordinal += 1));
      if (movement.detail === 0) {
        if (group.length > 0) flush();
        addTo(sums, movement.amountMicroEuro);
      }
      sums.all += Math.abs(movement.amountMicroEuro);
      if (!Number.isSafeInteger(sums.all)) throw new CodaFault('the amounts together are too large');
      group.push(movement);
      const lost = lineWithLostPart(records);
      if (lost !== null) note('review', `line ${lost}: the part that it announces is missing`);
    },
    finish: (records) => {
      flush();
      const { statement, accountDiffers } = frameOf(records);
      const differs = accountDiffers ? [{ verdict: 'reject' as const, why: 'records 1 and 8 name different accounts' }] : [];
      return { statement, problems: [...balanceProblems(records, statement, sums), ...trailerProblems(records, sums), ...problems, ...differs] };
    },
  };
}

interface Sums {
  debit: number;
  credit: number;
}

function addTo(sums: Sums, amountMicroEuro: number): void {
  if (amountMicroEuro < 0) sums.debit -= amountMicroEuro;
  else sums.credit += amountMicroEuro;
}

/** Version 2 is the only one that banks send; another one has its fields in other places. */
export function proveVersion(header: CodaLine): void {
  if (fieldOf(header, 128, 128) !== '2') throw new CodaFault('only version 2 of CODA is read');
}

function frameOf(records: FrameRecords): { statement: BankStatement; accountDiffers: boolean } {
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

function balanceProblems({ header }: FrameRecords, statement: BankStatement, sums: Sums): BankFileProblem[] {
  const oldBalance = statement.oldBalanceMicroEuro!;
  const newBalance = statement.newBalanceMicroEuro!;
  const difference = oldBalance + sums.credit - sums.debit - newBalance;
  if (difference === 0) return [];
  const separate = fieldOf(header, 84, 88).trim() !== '00000' && oldBalance === 0 && newBalance === 0;
  if (separate) return [{ verdict: 'review', why: 'a separate application: movements without balances' }];
  return [{ verdict: 'reject', why: `old balance + movements <> new balance by ${eurosOf(Math.abs(difference))}` }];
}

/** Record 9: the sums must match; a wrong count alone proves no lost money when sums and balances match. */
function trailerProblems({ trailer, counted }: FrameRecords, sums: Sums): BankFileProblem[] {
  const said = { debit: unsigned(trailer, 23), credit: unsigned(trailer, 38), count: numberOf(trailer, 17, 22, 'the count') };
  if (said.debit !== sums.debit || said.credit !== sums.credit) return [{ verdict: 'reject', why: 'record 9 sums do not match the movements' }];
  if (said.count === counted) return [];
  return [{ verdict: 'accept-with-warning', why: `record 9 count ${said.count} does not match; sums and balance match` }];
}

/** The sums of record 9 carry no sign; thousandths of a euro become micro-euro. */
function unsigned(line: CodaLine, first: number): number {
  const read = readDigits(`${fieldOf(line, first, first + 14)}000`);
  if (read.kind === 'refused') throw new CodaFault(`line ${line.number}: the sum ${read.why}`);
  return read.value;
}
