import type { Instant } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { recordStep } from './notice-rows.js';
import { moveToChannelBelow } from './record-receipt.js';

/**
 * A mail came back: it has not warned anybody, so the next channel is due now. Only while the mail is what stands: a
 * report that is late, or comes twice, changes nothing. False then.
 */
export async function bounceMail(tx: TenantTransaction, noticeId: string, why: string, now: Instant): Promise<boolean> {
  const [notice] = await tx.query<{ account_id: number; provider_id: string | null }>(
    `select account_id, provider_id from notice where notice_id = $1 and channel = 'mail' and state in ('sending', 'sent') for update`, [noticeId]);
  if (notice === undefined) return false;
  const key = { accountId: notice.account_id, noticeId };
  await moveToChannelBelow(tx, key, 'mail', now);
  await recordStep(tx, key, { what: 'not_delivered', channel: 'mail', providerId: notice.provider_id, why }, now);
  return true;
}
