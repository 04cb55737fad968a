import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { Channel } from './channel-ladder.js';

/** Kind of the due moments at which the tenant's notices are looked at again. */
export const NOTICES_DUE = 'notices';

/** Which notice. */
export interface NoticeKey {
  readonly accountId: number;
  readonly noticeId: string;
}

/** Has the tenant's notices looked at again at this moment of the tenant's time. */
export async function ringAt(tx: TenantTransaction, atMs: number): Promise<void> {
  await tx.query(`insert into due (tenant_id, due_at, kind) values ($1, $2, $3) on conflict do nothing`, [tx.tenantId, isoOf(atMs), NOTICES_DUE]);
}

/** Keeps why a channel did not work: the notice itself only shows where it stands now. */
export async function recordFailure(tx: TenantTransaction, key: NoticeKey, channel: Channel, why: string, nowMs: number): Promise<void> {
  await tx.query(
    `insert into audit (tenant_id, occurred_at, actor, action, subject, facts) values ($1, $2, 'notices', 'notice.not_delivered', $3, $4)`,
    [tx.tenantId, isoOf(nowMs), `notice:${key.noticeId}`, JSON.stringify({ accountId: key.accountId, channel, why })],
  );
}

/** The message has arrived. Does nothing when it has not been sent or has arrived before. */
export async function markDelivered(tx: TenantTransaction, key: NoticeKey, nowMs: number): Promise<void> {
  await tx.query(
    `update notice set state = 'delivered', delivered_at = $3, sent_at = coalesce(sent_at, $3)
     where account_id = $1 and notice_id = $2 and state in ('sending', 'sent')`,
    [key.accountId, key.noticeId, isoOf(nowMs)],
  );
}
