import type { SupplyDay } from '@tegoed/prepayment-engine';
import type { HouseholdPair } from './message-facts.js';

/** The day until which both figures of a pair are measured: the earlier one; null when either was never measured. */
export function measuredOfBoth({ sooner, later }: HouseholdPair): SupplyDay | null {
  if (sooner.measuredUntil === null || later.measuredUntil === null) return null;
  return sooner.measuredUntil < later.measuredUntil ? sooner.measuredUntil : later.measuredUntil;
}

/** A word at the beginning of a sentence. */
export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
