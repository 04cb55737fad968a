import { findReferences, recogniseReference } from '@tegoed/prepayment-engine';
import {
  bookableMovements,
  eurosOf,
  judgeBankFile,
  type BankFile,
  type BankStatement,
  type BankTransaction,
  type JudgedBankFile,
} from '../adapters/bank-files/index.js';

/** A plain JSON object as `tegoed inspect --json` prints it. */
export type InspectedFile = Readonly<Record<string, unknown>> & { readonly verdict: string };

/** Parses and judges a bank file without booking anything. */
export function inspectBank(bytes: Uint8Array, options: { readonly ourIbans: readonly string[] }): InspectedFile {
  const judged = judgeBankFile(bytes, options);
  const { file } = judged;
  if (file === null) return frameOf(judged);
  return { ...frameOf(judged), format: file.format, version: file.version, ...(file.format === 'coda' ? codaView(file) : camtView(file)) };
}

function frameOf({ verdict, why, problems }: JudgedBankFile) {
  return { verdict, ...(why === null ? {} : { why, problems }) };
}

function codaView(file: BankFile) {
  const free = file.statements.flatMap(({ movements }) => movements).filter((movement) => movement.freeText !== null);
  return {
    statements: file.statements.map(statementView),
    references_recoverable_from_free_text: free.map((movement) => referenceOf(movement)),
  };
}

function statementView(statement: BankStatement) {
  return {
    account: statement.accountIban,
    currency: statement.currency,
    statement_no: statement.number,
    date: statement.date,
    old: moneyOrNull(statement.oldBalanceMicroEuro),
    new: moneyOrNull(statement.newBalanceMicroEuro),
    movements: statement.movements.flatMap(withDetails).map(movementView),
  };
}

function withDetails(movement: BankTransaction): BankTransaction[] {
  return [movement, ...movement.details.flatMap(withDetails)];
}

function movementView(movement: BankTransaction) {
  const { structured } = movement;
  return {
    seq: movement.sequence,
    detail: movement.detail,
    amount: eurosOf(movement.amountMicroEuro),
    value_date: movement.valueDay,
    entry_date: movement.entryDay,
    code: movement.code,
    kind: movement.kind,
    counts_in_balance: movement.detail === 0 && !movement.pending,
    counterparty_iban: movement.counterpartyIban,
    counterparty_name: movement.counterpartyName,
    bic: movement.counterpartyBic,
    ...(structured ? { structured_type: structured.type, structured: structured.value } : { free: movement.freeText }),
    ...(movement.returnType === null ? {} : { r_transaction: movement.returnType }),
    ...(movement.returnReason === null ? {} : { r_reason: movement.returnReason }),
  };
}

function camtView(file: BankFile) {
  const money = bookableMovements(file).filter(({ transaction }) => transaction.kind !== 'other');
  return {
    credits: money.map(({ transaction }) => ({
      amount: eurosOf(Math.abs(transaction.amountMicroEuro)),
      reference: referenceOf(transaction),
      sign: transaction.amountMicroEuro < 0 ? '-' : '+',
      kind: transaction.kind,
      ...(transaction.referenceDoubt === null ? {} : { doubt: transaction.referenceDoubt }),
    })),
    pending: file.statements.flatMap(({ movements }) => movements).filter((movement) => movement.pending).length,
    statements: file.statements.map(({ accountIban, currency, number, date, oldBalanceMicroEuro, newBalanceMicroEuro, movements }) => ({
      account: accountIban,
      currency,
      statement_no: number,
      date,
      old: moneyOrNull(oldBalanceMicroEuro),
      new: moneyOrNull(newBalanceMicroEuro),
      entries: movements.length,
    })),
  };
}

/** The reference a movement would be matched on: the structured one, else the surest one in the free text. */
function referenceOf({ structured, freeText }: BankTransaction): string | null {
  const stated = recogniseReference(structured === null ? '' : structured.value);
  const found = stated.kind === 'none' ? findReferences(freeText ?? '')[0] : stated;
  if (found === undefined) return null;
  return found.kind === 'iso11649' ? found.value : found.digits;
}

function moneyOrNull(amountMicroEuro: number | null): string | null {
  return amountMicroEuro === null ? null : eurosOf(amountMicroEuro);
}
