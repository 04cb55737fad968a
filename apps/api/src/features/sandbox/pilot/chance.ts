import { createHash } from 'node:crypto';

/** A repeatable number in [0, 1) for a list of words: the same words give the same pilot on every machine. */
export function chance(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 2 ** 32;
}

/** A repeatable whole number from `low` to `high`, both included. */
export function wholeBetween(low: number, high: number, ...words: readonly (string | number)[]): number {
  return low + Math.floor(chance(...words) * (high - low + 1));
}

/** A repeatable choice out of a list that is not empty. */
export function oneOf<Choice>(choices: readonly [Choice, ...Choice[]], ...words: readonly (string | number)[]): Choice {
  return choices[Math.floor(chance(...words) * choices.length)] ?? choices[0];
}
