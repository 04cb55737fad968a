/**
 * A repeatable number in [0, 1) for a list of words: the same words always give the same number.
 *
 * Everything that looks like luck in the simulated world (weather, habits, faults) is drawn here, so
 * that one seed is one world and a run that failed can be played again.
 */
export function draw(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = words.join('|');
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (mixBits(hash) >>> 0) / 0x1_0000_0000;
}

/** A repeatable integer from `low` to `high`, both included. */
export function drawInteger(low: number, high: number, ...words: readonly (string | number)[]): number {
  return low + Math.floor(draw(...words) * (high - low + 1));
}

/** One repeatable choice out of a list that is not empty. */
export function drawOne<T>(choices: readonly [T, ...T[]], ...words: readonly (string | number)[]): T {
  return choices[Math.floor(draw(...words) * choices.length)] ?? choices[0];
}

// FNV-1a alone leaves neighbouring words with neighbouring numbers, so the bits are mixed once more.
function mixBits(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
