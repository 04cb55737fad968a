import type { Utility } from '@tegoed/prepayment-engine';
import type { RegisterUse } from './timeline-answer.js';

/** One register at the end of a day and what passed it that day; null is unknown. */
export interface RegisterValue {
  readonly register: 'offtake1' | 'offtake2' | 'injection1' | 'injection2';
  readonly toValue: number | null;
  readonly used: number | null;
}

/**
 * The registers that a meter has, with where each stood when the day began. A register that rolled over would have
 * begun below zero: then its beginning is not told.
 */
export function registerUses(values: readonly RegisterValue[], utility: Utility): RegisterUse[] {
  const unit = utility === 'gas' ? 'dm3' : 'Wh';
  return values
    .filter((value) => value.toValue !== null)
    .map(({ register, toValue, used }) => ({ register, fromValue: beginning(toValue, used), toValue, used, unit }));
}

function beginning(toValue: number | null, used: number | null): number | null {
  if (toValue === null || used === null || toValue < used) return null;
  return toValue - used;
}
