import type { Instant } from '@tegoed/prepayment-engine';
import type { AttentionKind } from '../accounts/index.js';
import type { Urgency } from './cases-answer.js';

const THREE_DAYS_MS = 3 * 86_400_000;

/**
 * How urgent a home on the attention list is for a case worker; null when nobody needs to act. What the meter does
 * goes before what the money will do.
 */
export function urgencyOf(kind: AttentionKind, nextChangeAt: Instant | null, now: Instant): Urgency | null {
  if (kind === 'off_now' || kind === 'limited' || kind === 'ready_to_press') return kind;
  if (nextChangeAt !== null && nextChangeAt - now <= THREE_DAYS_MS) return 'changes_within_3_days';
  return kind === 'low' ? null : 'emergency_credit';
}
