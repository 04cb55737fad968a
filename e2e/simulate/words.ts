import type { Violation } from './checker/violation.ts';

/** A violation as a line for people: the rule, the home, the moment, the facts, and the seed that shows it again. */
export function wordsOf({ invariant, home, atMs, what, facts }: Violation, seed: number): string {
  return `${invariant} violated (seed ${String(seed)}) ${new Date(atMs).toISOString()} home ${home ?? '-'}: ${what} ${JSON.stringify(facts)}`;
}
