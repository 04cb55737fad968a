import { childrenOf, elementAt, textAt, type XmlElement } from '../../inbound-bytes/xml-element.js';
import { microEuroOf } from '../euros.js';
import { ibanOf } from '../account-number.js';
import type { BankFileFormat, BankFileProblem, BankStatement, BankTransaction } from '../bank-file.js';
import { camtEntryOf } from './camt-entry.js';
import { camtAmountOf, camtDayOf, CamtFault, directionOf } from './camt-fields.js';

/** The sums of a set of entries, as the summary of a bank tells them. */
interface EntrySums {
  credits: number;
  debits: number;
  creditMicroEuro: number;
  debitMicroEuro: number;
}

/** One `Stmt`, `Rpt` or `Ntfctn` as its parts come by. Entries are read at once and handed on, so none stays as XML. */
export interface CamtStatementParts {
  readonly frame: XmlElement[];
  readonly balances: CamtBalance[];
  readonly all: EntrySums;
  readonly booked: EntrySums;
  readonly problems: BankFileProblem[];
  readonly currencies: Set<string>;
  readonly onMovement: (movement: BankTransaction) => void;
}

interface CamtBalance {
  readonly code: string;
  readonly amountMicroEuro: number;
  readonly day: string | null;
}

/** More problems than a person reads are not kept. */
const PROBLEMS_KEPT = 50;

/** Starts a statement. */
export function emptyStatementParts(onMovement: (movement: BankTransaction) => void): CamtStatementParts {
  return { frame: [], balances: [], all: noEntries(), booked: noEntries(), problems: [], currencies: new Set(), onMovement };
}

/** Takes one child of the statement in. */
export function addStatementPart(parts: CamtStatementParts, element: XmlElement): void {
  if (element.name === 'Ntry') {
    const { transaction, currency, countsInBalance, problems } = camtEntryOf(element, parts.all.credits + parts.all.debits + 1);
    addEntry(parts.all, transaction.amountMicroEuro);
    if (parts.problems.length < PROBLEMS_KEPT) parts.problems.push(...problems);
    if (countsInBalance) {
      addEntry(parts.booked, transaction.amountMicroEuro);
      parts.currencies.add(currency);
    }
    parts.onMovement(transaction);
  } else if (element.name === 'Bal') addBalance(parts, element);
  else parts.frame.push(element);
}

function noEntries(): EntrySums {
  return { credits: 0, debits: 0, creditMicroEuro: 0, debitMicroEuro: 0 };
}

function addEntry(sums: EntrySums, amountMicroEuro: number): void {
  if (amountMicroEuro < 0) {
    sums.debits += 1;
    sums.debitMicroEuro -= amountMicroEuro;
  } else {
    sums.credits += 1;
    sums.creditMicroEuro += amountMicroEuro;
  }
  if (!Number.isSafeInteger(sums.creditMicroEuro) || !Number.isSafeInteger(sums.debitMicroEuro)) throw new CamtFault('the amounts together are too large');
}

const BOOKED_BALANCES = new Set(['OPBD', 'PRCD', 'CLBD']);

function addBalance(parts: CamtStatementParts, element: XmlElement): void {
  const code = textAt(element, 'Tp', 'CdOrPrtry', 'Cd') ?? '';
  if (!BOOKED_BALANCES.has(code)) return;
  const { amountMicroEuro, currency } = camtAmountOf(elementAt(element, 'Amt'), element);
  const direction = directionOf(element);
  if (direction === null) parts.problems.push({ verdict: 'review', why: `balance ${code} does not say whether it is credit or debit` });
  parts.currencies.add(currency);
  parts.balances.push({ code, amountMicroEuro: (direction ?? 1) * amountMicroEuro, day: camtDayOf(element, 'Dt') });
}

/** Finishes a statement and checks it against itself: balances, summary, currency. */
export function finishedStatement(parts: CamtStatementParts, format: BankFileFormat): { statement: BankStatement; problems: BankFileProblem[] } {
  const root: XmlElement = { name: '', attributes: new Map(), children: parts.frame, text: '', line: 0 };
  const account = textAt(root, 'Acct', 'Id', 'IBAN') ?? textAt(root, 'Acct', 'Id', 'Othr', 'Id') ?? '';
  const balanceOf = (...codes: readonly string[]) => codes.flatMap((code) => parts.balances.filter((balance) => balance.code === code))[0] ?? null;
  const opening = balanceOf('OPBD', 'PRCD');
  const closing = balanceOf('CLBD');
  const number = textAt(root, 'ElctrncSeqNb') ?? textAt(root, 'LglSeqNb');
  const date = closing?.day ?? textAt(root, 'CreDtTm')?.slice(0, 10) ?? null;
  const statement: BankStatement = {
    format,
    accountIban: ibanOf(account) ?? account,
    currency: textAt(root, 'Acct', 'Ccy') ?? [...parts.currencies][0] ?? 'EUR',
    number: number !== null && /^\d{1,9}$/.test(number) ? Number(number) : null,
    year: date === null ? null : Number(date.slice(0, 4)),
    date,
    oldBalanceMicroEuro: opening?.amountMicroEuro ?? null,
    newBalanceMicroEuro: closing?.amountMicroEuro ?? null,
    copy: textAt(root, 'CpyDplctInd') !== null,
    movements: [],
  };
  const problems = [
    ...parts.problems,
    ...currencyProblems(parts, statement),
    ...balanceProblems(statement, parts.booked),
    ...summaryProblems(elementAt(root, 'TxsSummry'), parts),
  ];
  return { statement, problems };
}

function currencyProblems(parts: CamtStatementParts, statement: BankStatement): BankFileProblem[] {
  const foreign = [statement.currency, ...parts.currencies].find((currency) => currency !== 'EUR');
  return foreign === undefined ? [] : [{ verdict: 'reject', why: `currency ${foreign || 'not given'}, not EUR` }];
}

/** Only camt.053 is a whole day with balances; 052 and 054 tell of single entries. */
function balanceProblems({ format, oldBalanceMicroEuro, newBalanceMicroEuro }: BankStatement, booked: EntrySums): BankFileProblem[] {
  if (format !== 'camt.053') return [];
  if (oldBalanceMicroEuro === null || newBalanceMicroEuro === null) return [{ verdict: 'review', why: 'no opening and closing balance to check against' }];
  const closes = oldBalanceMicroEuro + booked.creditMicroEuro - booked.debitMicroEuro === newBalanceMicroEuro;
  return closes ? [] : [{ verdict: 'reject', why: 'balance' }];
}

/** `TxsSummry` may count booked entries or all of them; a sum that fits neither means that entries are lost. */
function summaryProblems(summary: XmlElement | undefined, { all, booked }: CamtStatementParts): BankFileProblem[] {
  const sides = [
    { name: 'TtlCdtNtries', counts: [booked.credits, all.credits], sums: [booked.creditMicroEuro, all.creditMicroEuro] },
    { name: 'TtlDbtNtries', counts: [booked.debits, all.debits], sums: [booked.debitMicroEuro, all.debitMicroEuro] },
    { name: 'TtlNtries', counts: [booked.credits + booked.debits, all.credits + all.debits], sums: null },
  ];
  return sides.flatMap(({ name, counts, sums }): BankFileProblem[] => {
    const stated = childrenOf(summary, name)[0];
    const count = textAt(stated, 'NbOfNtries');
    const sum = sums === null ? null : textAt(stated, 'Sum');
    if (sum !== null && sums !== null && !sums.some((amount) => isSum(sum, amount))) return [{ verdict: 'reject', why: 'the summary of the bank does not match its entries' }];
    if (count !== null && !counts.some((counted) => counted === Number(count))) return [{ verdict: 'review', why: 'the bank counts other entries than it lists' }];
    return [];
  });
}

function isSum(written: string, amountMicroEuro: number): boolean {
  const read = microEuroOf(written);
  return read.kind === 'value' && read.value === amountMicroEuro;
}
