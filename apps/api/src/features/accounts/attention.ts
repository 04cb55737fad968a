import type { AccountState, Instant, SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';

/** Why an account is on the list of people who may need help; the most urgent that applies. */
export type AttentionKind = 'off_now' | 'ready_to_press' | 'limited' | 'exhausted' | 'emergency_credit' | 'low';

/** An account before and after an entry. */
export interface AttentionChange {
  readonly accountId: number;
  readonly before: AccountState;
  readonly runsOutBefore: SupplyDay | null;
  readonly after: AccountState;
  readonly runsOutAfter: SupplyDay | null;
}

/** Null for an account that is plainly in credit and on. */
export function attentionKindOf(state: AccountState): AttentionKind | null {
  if (state.confirmedSupply === 'off') return 'off_now';
  if (state.confirmedSupply === 'ready' || state.confirmedSupply === 'tripped') return 'ready_to_press';
  if (state.confirmedSupply === 'limited') return 'limited';
  if (state.creditState === 'exhausted') return 'exhausted';
  if (state.creditState === 'emergency') return 'emergency_credit';
  return state.creditState === 'low' ? 'low' : null;
}

/**
 * The row to write on the attention list, with `kind` null when the account leaves it; null when nothing changes.
 * A date is kept, never "days left", so that the list needs no daily rewrite.
 */
export function attentionOf(change: AttentionChange, now: Instant): { kind: AttentionKind | null; since: string; runs_out_on: SupplyDay | null } | null {
  const before = attentionKindOf(change.before);
  const after = attentionKindOf(change.after);
  if (before === after && (after === null || change.runsOutBefore === change.runsOutAfter)) return null;
  return { kind: after, since: isoOf(now), runs_out_on: change.runsOutAfter };
}
