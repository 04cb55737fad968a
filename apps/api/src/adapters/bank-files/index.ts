export type {
  BankFile,
  BankFileFormat,
  BankFileProblem,
  BankFileVerdict,
  BankStatement,
  BankTransaction,
  BankTransactionKind,
  JudgedBankFile,
  StructuredCommunication,
} from './bank-file.js';
export { bookableMovements, type BookableMovement, type CrossFormatHints } from './bookable.js';
export { BANK_FILE_BYTES_LIMIT, judgeBankFile } from './judge.js';
export { eurosOf } from './euros.js';
