import type { BankFileReading, BankTransaction } from './bank-file.js';

/** Takes the plain bytes of a bank file in any split into pieces; nothing is thrown for a bad file. */
export interface BankFileReader {
  readonly write: (bytes: Uint8Array) => void;
  /** What was read, with everything that is wrong with it. The statements hold no movements: those have gone by. */
  readonly end: () => BankFileReading;
}

/** Is given each movement once all its details are there, with the place of its statement in the file from 0. */
export type MovementTaker = (movement: BankTransaction, statement: number) => void;

/** Runs a reader that may throw a fault of its format: after the first one nothing is read any more. */
export function stoppingAtFault(reader: BankFileReader, whyOf: (error: unknown) => string | null): BankFileReader {
  let why: string | null = null;
  const attempt = <Result>(work: () => Result): Result | null => {
    try {
      return work();
    } catch (error) {
      why = whyOf(error);
      if (why === null) throw error;
      return null;
    }
  };
  return {
    write: (bytes) => {
      if (why === null) attempt(() => reader.write(bytes));
    },
    end: () => {
      const reading = why === null ? attempt(() => reader.end()) : null;
      return reading ?? { file: null, problems: [{ verdict: 'reject', why: why ?? '' }] };
    },
  };
}
