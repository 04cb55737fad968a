import { createHash } from 'node:crypto';
import type { Channel } from '@tegoed/prepayment-engine';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** Kind of the due moments at which the tenant's notices are looked at again. */
export const NOTICES_DUE = 'notices';

/** Which notice. */
export interface NoticeKey {
  readonly accountId: number;
  readonly noticeId: string;
}

/** One thing that happened to a message: the proof that is kept of it. */
export interface NoticeStep {
  readonly what: 'sent' | 'delivered' | 'not_delivered' | 'silent' | 'posted' | 'returned' | 'dropped';
  readonly channel: Channel | null;
  readonly providerId?: string | null;
  readonly why?: string;
  /** The words that went out; kept as a hash beside the text that the notice shows. */
  readonly text?: string | null;
  readonly costMicroEuro?: number;
}

/** Has the tenant's notices looked at again at this moment of the tenant's time. */
export async function ringAt(tx: TenantTransaction, atMs: number): Promise<void> {
  await tx.query(`insert into due (tenant_id, due_at, kind) values ($1, $2, $3) on conflict do nothing`, [tx.tenantId, isoOf(atMs), NOTICES_DUE]);
}

/** Keeps what happened to a message: the notice itself only shows where it stands now. */
export async function recordStep(tx: TenantTransaction, key: NoticeKey, step: NoticeStep, nowMs: number): Promise<void> {
  const hash = step.text == null ? null : createHash('sha256').update(step.text).digest();
  await tx.query(
    `insert into notice_step (account_id, notice_id, tenant_id, what, channel, provider_id, why, text_hash, cost_micro_euro, occurred_at, wall_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [key.accountId, key.noticeId, tx.tenantId, step.what, step.channel, step.providerId ?? null, step.why ?? null, hash, step.costMicroEuro ?? 0, isoOf(nowMs), isoOf(wallNowMs())],
  );
}

/** The message has arrived. False when it has not been sent, or has arrived before. */
export async function markDelivered(tx: TenantTransaction, key: NoticeKey, step: Pick<NoticeStep, 'channel' | 'providerId' | 'why'>, nowMs: number): Promise<boolean> {
  const rows = await tx.query(
    `update notice set state = 'delivered', delivered_at = $3, sent_at = coalesce(sent_at, $3)
     where account_id = $1 and notice_id = $2 and state in ('sending', 'sent') returning notice_id`,
    [key.accountId, key.noticeId, isoOf(nowMs)],
  );
  if (rows.length === 0) return false;
  await recordStep(tx, key, { what: 'delivered', ...step }, nowMs);
  await moveFollower(tx, key.noticeId);
  return true;
}

/**
 * A notice that goes together with another stands where that one stands. When the message must go once more, the two
 * are taken apart: the next look puts together what is still true then.
 */
export async function moveFollower(tx: TenantTransaction, leadId: string): Promise<void> {
  await tx.query(
    `update notice f set state = l.state, channel = l.channel, language = l.language, recipient = l.recipient, text = l.text, attempts = l.attempts,
       send_after = l.send_after, sent_at = l.sent_at, delivered_at = l.delivered_at, carried_by = case when l.state <> 'due' then l.notice_id end
     from notice l where f.carried_by = $1 and l.notice_id = $1 and f.state not in ('delivered', 'withdrawn')`,
    [leadId],
  );
}
