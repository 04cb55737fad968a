import { createHash } from 'node:crypto';
import type { BankFile, BankStatement, BankTransaction } from './bank-file.js';

/** One movement of money that may be booked once, with the keys to recognise it again. */
export interface BookableMovement {
  readonly accountIban: string;
  readonly statement: BankStatement;
  readonly transaction: BankTransaction;
  /**
   * Stable name of this movement: the same in every copy of the file. CODA: account, currency, year, statement and
   * place in it (sequence numbers restart). camt: account and the bank's own reference, so that an advice (camt.054)
   * and the statement of the day (camt.053) give the same name.
   */
  readonly identity: string;
  /** SHA-256 of what the movement says. The same identity with another hash is for a person. */
  readonly contentHash: string;
}

/** Gives the movements of money one after another their names, as they come by in the order of the file. */
export interface BookableNamer {
  readonly of: (statement: BankStatement, movement: BankTransaction) => readonly BookableMovement[];
}

/**
 * Names the movements of money: details in place of a total that the bank or the customer made (CODA types 1 and 2, camt
 * batches), nothing that is only announced, and the total itself where the details are a breakdown of costs (CODA type
 * 3). Own costs and payments come along with kind `other`.
 */
export function bookableNamer(): BookableNamer {
  const uses = new Map<string, number>();
  return {
    of: (statement, movement) => {
      if (movement.pending || movement.amountMicroEuro === 0) return [];
      return moneyOf(movement).filter(({ amountMicroEuro }) => amountMicroEuro !== 0).map((transaction) => bookable(statement, transaction, uses));
    },
  };
}

/** All movements of money of a file that is at hand. */
export function bookableMovements(file: BankFile): readonly BookableMovement[] {
  const namer = bookableNamer();
  return file.statements.flatMap((statement) => statement.movements.flatMap((movement) => namer.of(statement, movement)));
}

function moneyOf(movement: BankTransaction): readonly BankTransaction[] {
  const breakdownOfCosts = movement.details.some((detail) => detail.kind === 'detail');
  return movement.details.length === 0 || breakdownOfCosts ? [movement] : movement.details;
}

function bookable(statement: BankStatement, transaction: BankTransaction, uses: Map<string, number>): BookableMovement {
  const coda = statement.format === 'coda';
  const name = coda ? codaName(statement, transaction) : camtName(statement, transaction);
  const use = (uses.get(name) ?? 0) + 1;
  uses.set(name, use);
  return {
    accountIban: statement.accountIban,
    statement,
    transaction,
    identity: use === 1 ? name : `${name}#${use}`,
    contentHash: coda ? fullHash(transaction) : adviceHash(transaction),
  };
}

function codaName({ accountIban, currency, year, number, date }: BankStatement, { ordinal }: BankTransaction): string {
  return ['coda', accountIban, currency, year, number === 0 || number === null ? date : number, ordinal].join(':');
}

function camtName({ accountIban }: BankStatement, transaction: BankTransaction): string {
  const { bankReference, entryReference, transactionId, detail } = transaction;
  if (bankReference !== null) return `camt:${accountIban}:${bankReference}`;
  if (entryReference !== null) return `camt:${accountIban}:${entryReference}/${detail}`;
  if (transactionId !== null) return `camt:${accountIban}:tx:${transactionId}`;
  return `camt:${accountIban}:hash:${fullHash(transaction)}`;
}

function fullHash(transaction: BankTransaction): string {
  const { amountMicroEuro, valueDay, entryDay, code, bankReference, counterpartyIban, counterpartyName, structured, freeText } = transaction;
  return hashOf([amountMicroEuro, valueDay, entryDay, code, bankReference, counterpartyIban, counterpartyName, structured?.type, structured?.value, freeText]);
}

/** An advice may still lack days and names that the statement of the day has; amount and reference never differ. */
function adviceHash({ amountMicroEuro, structured }: BankTransaction): string {
  return hashOf([amountMicroEuro, structured?.value]);
}

function hashOf(fields: readonly (string | number | null | undefined)[]): string {
  return createHash('sha256').update(JSON.stringify(fields.map((field) => field ?? null))).digest('hex');
}
