import type { LetterText } from '../wording/index.js';

/** A letter with its address, ready to be laid out. */
export interface PrintedLetter {
  /** Printed small, so that a letter that comes back can be found. */
  readonly letterId: string;
  /** Name, street and town, one line each. */
  readonly addressLines: readonly string[];
  readonly text: LetterText;
  readonly madeAtMs: number;
}

/** Lays a letter out on paper. */
export interface LetterPrinter {
  print(letter: PrintedLetter): Promise<Buffer>;
}
