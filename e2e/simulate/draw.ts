/** A repeatable number in [0, 1) for a list of words: one seed is one population and one plan of faults. */
export function draw(...words: readonly (string | number)[]): number {
  let state = 0x9e3779b9;
  for (const character of words.join('|')) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x85ebca6b);
    state ^= state >>> 13;
  }
  state = Math.imul(state ^ (state >>> 16), 0xc2b2ae35);
  return ((state ^ (state >>> 15)) >>> 0) / 0x1_0000_0000;
}

/** A repeatable whole number from `low` to `high`, both included. */
export function drawWhole(low: number, high: number, ...words: readonly (string | number)[]): number {
  return low + Math.floor(draw(...words) * (high - low + 1));
}

/** A repeatable choice out of a list that is not empty. */
export function drawOne<Choice>(choices: readonly Choice[], ...words: readonly (string | number)[]): Choice {
  return choices[drawWhole(0, choices.length - 1, ...words)] as Choice;
}
