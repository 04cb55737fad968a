import { childrenOf, elementAt, textAt, type XmlElement } from '../../inbound-bytes/xml-element.js';
import { microEuroOf } from '../euros.js';
import { ibanOf } from '../account-number.js';
import type { BankFileFormat, BankFileProblem, BankStatement, BankTransaction } from '../bank-file.js';
import { camtEntryOf } from './camt-entry.js';
import { camtAmountOf, camtDayOf, directionOf } from './camt-fields.js';

/** The parts of one `Stmt`, `Rpt` or `Ntfctn` as they come by. Entries are read at once, so none stays as XML. */
export interface CamtStatementParts {
  readonly frame: XmlElement[];
  readonly balances: CamtBalance[];
  readonly movements: BankTransaction[];
  readonly booked: BankTransaction[];
  readonly problems: BankFileProblem[];
  readonly currencies: Set<string>;
}

interface CamtBalance {
  readonly code: string;
  readonly amountMicroEuro: number;
  readonly day: string | null;
}

/** Starts a statement. */
export function emptyStatementParts(): CamtStatementParts {
  return { frame: [], balances: [], movements: [], booked: [], problems: [], currencies: new Set() };
}

/** Takes one child of the statement in. */
export function addStatementPart(parts: CamtStatementParts, element: XmlElement): void {
  if (element.name === 'Ntry') {
    const { transaction, currency, countsInBalance, problems } = camtEntryOf(element, parts.movements.length + 1);
    parts.movements.push(transaction);
    parts.problems.push(...problems);
    if (!countsInBalance) return;
    parts.booked.push(transaction);
    parts.currencies.add(currency);
  } else if (element.name === 'Bal') addBalance(parts, element);
  else parts.frame.push(element);
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
    movements: parts.movements,
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
function balanceProblems({ format, oldBalanceMicroEuro, newBalanceMicroEuro }: BankStatement, booked: readonly BankTransaction[]): BankFileProblem[] {
  if (format !== 'camt.053') return [];
  if (oldBalanceMicroEuro === null || newBalanceMicroEuro === null) return [{ verdict: 'review', why: 'no opening and closing balance to check against' }];
  const moved = booked.reduce((sum, movement) => sum + movement.amountMicroEuro, 0);
  return oldBalanceMicroEuro + moved === newBalanceMicroEuro ? [] : [{ verdict: 'reject', why: 'balance' }];
}

/** `TxsSummry` may count booked entries or all of them; a sum that fits neither means that entries are lost. */
function summaryProblems(summary: XmlElement | undefined, { movements, booked }: CamtStatementParts): BankFileProblem[] {
  const credit = (all: readonly BankTransaction[]) => all.filter((movement) => movement.amountMicroEuro > 0);
  const debit = (all: readonly BankTransaction[]) => all.filter((movement) => movement.amountMicroEuro < 0);
  const sides = [
    { name: 'TtlCdtNtries', sets: [credit(booked), credit(movements)] },
    { name: 'TtlDbtNtries', sets: [debit(booked), debit(movements)] },
    { name: 'TtlNtries', sets: [booked, movements] },
  ];
  return sides.flatMap(({ name, sets }): BankFileProblem[] => {
    const stated = childrenOf(summary, name)[0];
    const count = textAt(stated, 'NbOfNtries');
    const sum = name === 'TtlNtries' ? null : textAt(stated, 'Sum');
    if (sum !== null && !sets.some((set) => isSum(sum, set))) return [{ verdict: 'reject', why: 'the summary of the bank does not match its entries' }];
    if (count !== null && !sets.some((set) => set.length === Number(count))) return [{ verdict: 'review', why: 'the bank counts other entries than it lists' }];
    return [];
  });
}

function isSum(written: string, movements: readonly BankTransaction[]): boolean {
  const read = microEuroOf(written);
  return read.kind === 'value' && read.value === Math.abs(movements.reduce((sum, movement) => sum + movement.amountMicroEuro, 0));
}
