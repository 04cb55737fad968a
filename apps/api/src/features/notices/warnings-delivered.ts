import { instant, type Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** Warnings of less supply that have reached a home. */
export interface WarningsDelivered {
  readonly count: number;
  readonly lastDeliveredAt: Instant | null;
}

/**
 * Counts the warnings that reached an account since a moment: an SMS or call counts when its receipt says delivered, a
 * mail when the server took it and it did not come back, a letter when it was not returned in the policy's days. Without one of these nobody may be cut or limited.
 */
export async function warningsDeliveredTo(tx: TenantTransaction, accountId: number, since: Instant): Promise<WarningsDelivered> {
  const row = await tx.one<{ count: number; last_at: number | null }>(
    `select count(*)::int as count, max(coalesce(delivered_at, sent_at)) as last_at from notice
     where account_id = $1 and is_warning and coalesce(delivered_at, sent_at) >= $2
       and (state = 'delivered' or (channel = 'mail' and state = 'sent'))`,
    [accountId, isoOf(since)],
  );
  return { count: row.count, lastDeliveredAt: row.last_at === null ? null : instant(row.last_at) };
}
