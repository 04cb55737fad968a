export { postLetters, returnLetter, settlePostedLetters } from './post-letters.js';
export { filesOfBatch, lettersOfBatch, listBatches } from './print-batch.js';
export type { LetterPrinter, PrintedLetter } from './printed-letter.js';
export { queueLetter } from './queue-letter.js';
