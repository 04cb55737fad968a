import type { Instant, NoticeDue } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { noticeDocument } from '../entries/index.js';
import { ringAt } from './notice-rows.js';

/** Writes a notice that follows from no entry of the books, in the transaction of its cause. The same event twice is one notice. */
export async function queueNotice(tx: TenantTransaction, accountId: number, notice: NoticeDue, now: Instant): Promise<void> {
  const document = { ...noticeDocument(accountId, notice), released: true, state: 'due', decided_at: isoOf(now) };
  await tx.query('select write_notices($1, $2, $3)', [tx.tenantId, accountId, JSON.stringify([document])]);
  await ringAt(tx, Math.max(notice.sendAfter, now));
}
