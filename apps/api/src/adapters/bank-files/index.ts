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
export { bookableMovements, bookableNamer, type BookableMovement, type BookableNamer } from './bookable.js';
export { BANK_FILE_BYTES_LIMIT, type BankFileJudge, createBankFileJudge, judgeBankFile } from './judge.js';
export { eurosOf } from './euros.js';
