export { postLetters, returnLetter, settlePostedLetters } from './post-letters.js';
export { queueLetter } from './queue-letter.js';
