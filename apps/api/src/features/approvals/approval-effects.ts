import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { releaseBreaker } from '../safety/index.js';

/** What happens when the second person agrees, in the transaction of the decision. False: there is nothing to do any more. */
export type ApprovalEffect = (tx: TenantTransaction, subject: string, nowMs: number) => Promise<boolean>;

/** What needs two people. The subject of each kind is the id of what it is about. */
export const APPROVAL_EFFECTS = {
  /** Subject: the open trip of the breaker. */
  breaker_release: releaseBreaker,
} as const satisfies Record<string, ApprovalEffect>;

export type ApprovalKind = keyof typeof APPROVAL_EFFECTS;
export const APPROVAL_KINDS = Object.keys(APPROVAL_EFFECTS) as readonly ApprovalKind[];
