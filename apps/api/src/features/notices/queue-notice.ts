import type { Instant, NoticeDue } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { noticeDocument } from '../entries/index.js';
import { ringAt } from './notice-rows.js';

/** Writes a notice that follows from no entry of the books, in the transaction of its cause. The same event twice is one notice. */
export async function queueNotice(tx: TenantTransaction, accountId: number, notice: NoticeDue, now: Instant): Promise<void> {
  await tx.query(
    `insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, state, send_after, decided_at)
     select $2, $1, n.kind, n.dedupe_key, n.facts, n.is_warning, true, 'due', n.send_after, $4
     from jsonb_populate_record(null::notice, $3) n
     on conflict (tenant_id, dedupe_key) do nothing`,
    [tx.tenantId, accountId, JSON.stringify(noticeDocument(accountId, notice)), isoOf(now)],
  );
  await ringAt(tx, Math.max(notice.sendAfter, now));
}
