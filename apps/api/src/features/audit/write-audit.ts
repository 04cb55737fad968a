import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { RequestContext } from '../../http/request-context.js';

/** What can be looked at or changed, as the audit names it. */
export type AuditAction =
  | 'account.read' | 'account.explained' | 'customer.read' | 'customer.registered' | 'contract.opened' | 'note.written'
  | 'mandate.given' | 'tariff.added' | 'policy.added' | 'staff.registered' | 'api_key.issued' | 'api_key.revoked'
  | 'cases.read' | 'grant.given' | 'cuts.paused' | 'cuts.resumed'
  | 'emergency_credit.requested' | 'breaker.tripped' | 'breaker.released' | 'approval.asked' | 'approval.decided'
  | 'safety.signalled' | 'supply.restored' | 'moratorium.decided' | 'outage.reported' | 'outage.ended' | 'field_task.done' | 'amm_answer.refused'
  | 'phone_access.changed' | 'phone.identified' | 'call_back.asked' | 'call_back.read' | 'call_back.done' | 'contact_preference.changed' | 'payment_link.sent'
  | 'reading_exception.decided' | 'meter_exchange.recorded' | 'gas_factor.published' | 'price_book.proposed' | 'price_book.decided' | 'tariff.assigned'
  | 'counter_payment.taken' | 'counter_reversal.asked' | 'counter_reversal.approved'
  | 'refund.asked' | 'refund.decided' | 'refund_file.made' | 'refund_file.read' | 'payment.moved' | 'credit.moved'
  | 'daily_run.released' | 'payment.assigned' | 'payment.announced' | 'suspense.read';

/**
 * Writes who looked at or changed what, in the transaction of the act itself. `subject` is `<kind>:<id>`; facts hold
 * ids and amounts, never names. Rows are inserted unchained; a sealer chains them afterwards.
 */
export async function writeAudit(
  tx: TenantTransaction,
  context: Pick<RequestContext, 'actor'>,
  act: { readonly action: AuditAction; readonly subject: string; readonly facts?: Readonly<Record<string, unknown>>; readonly atMs: number },
): Promise<void> {
  await tx.query(
    'insert into audit (tenant_id, occurred_at, actor, action, subject, facts) values ($1, $2, $3, $4, $5, $6)',
    [tx.tenantId, isoOf(act.atMs), context.actor, act.action, act.subject, JSON.stringify(act.facts ?? {})],
  );
}
