/** The formats of bank statements that are read. */
export type BankFileFormat = 'coda' | 'camt.052' | 'camt.053' | 'camt.054';

/** One file of a bank with everything in it, before anyone decides what to book. */
export interface BankFile {
  readonly format: BankFileFormat;
  /** The version of the format: `2` for CODA, `08` for camt.053.001.08. */
  readonly version: string;
  readonly contentSha256: string;
  readonly statements: readonly BankStatement[];
}

/** One statement of one account. Amounts are integers of micro-euro, days are `YYYY-MM-DD`. */
export interface BankStatement {
  readonly format: BankFileFormat;
  /** The IBAN of the account, or the account as the bank writes it when that is no IBAN. */
  readonly accountIban: string;
  readonly currency: string;
  /** The number of the statement within its year; null when the bank gives none. */
  readonly number: number | null;
  readonly year: number | null;
  /** The day of the new balance. */
  readonly date: string | null;
  readonly oldBalanceMicroEuro: number | null;
  readonly newBalanceMicroEuro: number | null;
  /** The bank says that it sent this statement before. */
  readonly copy: boolean;
  readonly movements: readonly BankTransaction[];
}

/**
 * What a movement is to us: `credit` brings money, `correction` is the bank undoing an entry of its own (follow the
 * sign), `return` takes back money that came in, `payout_return` brings back money that we paid out, `detail` explains
 * another movement, `other` is everything else (costs, our own payments).
 */
export type BankTransactionKind = 'credit' | 'correction' | 'return' | 'payout_return' | 'detail' | 'other';

/** A communication with an agreed form: CODA types (101, 102, 100, 127 ...), in camt `BBA` and `RF`. */
export interface StructuredCommunication {
  readonly type: string;
  readonly value: string;
}

/** One movement of a statement, or one detail of a movement. */
export interface BankTransaction {
  /** Place among the movement records of the statement, details included, counted from 1. */
  readonly ordinal: number;
  readonly sequence: number;
  readonly detail: number;
  readonly bankReference: string | null;
  readonly entryReference: string | null;
  readonly transactionId: string | null;
  readonly endToEndId: string | null;
  /** Positive on our account, negative off it. */
  readonly amountMicroEuro: number;
  readonly valueDay: string | null;
  readonly entryDay: string | null;
  /** CODA: eight digits type, family, transaction, category. camt: domain, family and sub-family joined by `/`. */
  readonly code: string;
  readonly counterpartyIban: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyBic: string | null;
  readonly structured: StructuredCommunication | null;
  /** Free communication; national register numbers are masked. */
  readonly freeText: string | null;
  /** Why the reference is not to be trusted, for instance two different ones; null when there is nothing against it. */
  readonly referenceDoubt: string | null;
  readonly kind: BankTransactionKind;
  readonly returnType: string | null;
  readonly returnReason: string | null;
  /** Announced or for information only: no money yet, never booked. */
  readonly pending: boolean;
  /** The parts of a total. They add up to it and are never booked beside it. */
  readonly details: readonly BankTransaction[];
}

/** What is to be done with a file. Only `accept`, `accept-with-warning` and `duplicate` may be booked. */
export type BankFileVerdict = 'accept' | 'accept-with-warning' | 'review' | 'reject' | 'duplicate';

/** One thing that is wrong with a file, and how far it goes. */
export interface BankFileProblem {
  readonly verdict: Exclude<BankFileVerdict, 'accept'>;
  readonly why: string;
}

/** A file as read, with all that was found wrong; `file` is null when nothing of it can be read. */
export interface BankFileReading {
  readonly file: BankFile | null;
  readonly problems: readonly BankFileProblem[];
}

/** The judgement: `why` is the gravest problem in words for a person, `problems` lists every one. */
export interface JudgedBankFile {
  readonly verdict: BankFileVerdict;
  readonly why: string | null;
  readonly problems: readonly BankFileProblem[];
  readonly file: BankFile | null;
}
