import type { Decision, DesiredSupply, NoticeDue } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';

const RANK: Record<DesiredSupply, number> = { off: 0, limited: 1, on: 2 };

/** True when `wanted` gives the home less than `before`. */
export function isLess(before: DesiredSupply, wanted: DesiredSupply): boolean {
  return RANK[wanted] < RANK[before];
}

/**
 * The wish that a decision makes, as the row that is stored. A wish for less supply is born unreleased when a run
 * makes it: only the run's release shows it to a sender. More supply is never held.
 */
export function wishDocument(before: DesiredSupply, decision: Decision, version: number): { less: boolean; document: object } {
  const less = isLess(before, decision.desiredSupply);
  return {
    less,
    document: {
      version,
      wanted_supply: decision.desiredSupply,
      released: !less,
      reasons: decision.reasons,
      not_before: decision.notBefore === null ? null : isoOf(decision.notBefore),
    },
  };
}

/** A due notice as the row that is stored; its key is unique per tenant, so the account is part of it. */
export function noticeDocument(accountId: number, notice: NoticeDue): object {
  return {
    kind: notice.kind,
    dedupe_key: `${accountId}:${notice.dedupeKey}`,
    facts: notice.facts,
    is_warning: notice.isWarning,
    send_after: isoOf(notice.sendAfter),
  };
}
