import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { conflict, forbidden, notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { APPROVAL_EFFECTS, type ApprovalKind } from './approval-effects.js';
import type { Approval, ApprovalDecision } from './approvals.dto.js';

/** A row of table approval. */
export interface ApprovalRow {
  readonly public_id: string;
  readonly kind: ApprovalKind;
  readonly subject: string;
  readonly reason: string;
  readonly asked_by: string;
  readonly asked_by_name: string;
  readonly asked_at: number;
  readonly state: string;
  readonly decided_by_name: string | null;
  readonly decided_at: number | null;
  readonly decision_reason: string | null;
}

/** The second person decides, and what was asked for happens in the same transaction, or nothing. */
export async function decideApproval(tx: TenantTransaction, context: RequestContext, id: string, { decision, reason }: ApprovalDecision, nowMs: number): Promise<Approval> {
  const [asked] = await tx.query<ApprovalRow>('select * from approval where tenant_id = $1 and public_id = $2 for update', [tx.tenantId, id]);
  if (asked === undefined) throw notFound('approval');
  if (asked.state !== 'asked') throw conflict('already_decided', 'This was decided before.');
  if (asked.asked_by === context.actor) throw forbidden('You asked for this yourself: a second person has to decide.');
  const decided = await tx.one<ApprovalRow>(
    `update approval set state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, decision_reason = $7
     where tenant_id = $1 and public_id = $2 returning *`,
    [tx.tenantId, id, decision, context.actor, context.actorName, isoOf(nowMs), reason],
  );
  if (decision === 'approved' && !(await APPROVAL_EFFECTS[asked.kind](tx, asked.subject, nowMs))) throw conflict('nothing_to_do', 'What this was about is over already.');
  await writeAudit(tx, context, { action: 'approval.decided', subject: `approval:${id}`, facts: { kind: asked.kind, decision, reason }, atMs: nowMs });
  return approvalOf(decided);
}

/** An approval as it is answered. */
export function approvalOf(row: ApprovalRow): Approval {
  return {
    id: row.public_id, kind: row.kind, subject: row.subject, reason: row.reason, askedBy: row.asked_by_name, askedAt: isoOf(row.asked_at), state: row.state,
    decidedBy: row.decided_by_name, decidedAt: row.decided_at === null ? null : isoOf(row.decided_at), decisionReason: row.decision_reason,
  };
}
