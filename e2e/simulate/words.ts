import type { Violation } from './checker/violation.ts';
import { percentile } from './percentile.ts';

/** A violation as a line for people: the rule, the home, the moment, the facts, and the seed that shows it again. */
export function wordsOf({ invariant, home, atMs, what, facts }: Violation, seed: number): string {
  return `${invariant} violated (seed ${String(seed)}) ${new Date(atMs).toISOString()} home ${home ?? '-'}: ${what} ${JSON.stringify(facts)}`;
}

/** How long those waited who had paid in the dark: middle and last hundredth, or that there was nobody. */
export function paidToOnWords(seconds: readonly number[]): string {
  if (seconds.length === 0) return 'nobody paid in the dark';
  return `${String(seconds.length)} homes paid in the dark, on again after ${String(percentile(seconds, 0.5))} s (p50), ${String(percentile(seconds, 0.99))} s (p99)`;
}
