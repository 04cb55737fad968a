import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** Lets the cuts of the tenant go on after two people agreed. Only a pause that the breaker made ends with it. */
export async function releaseBreaker(tx: TenantTransaction, tripId: string, nowMs: number): Promise<boolean> {
  const released = await tx.query(`update breaker_trip set released_at = $3 where tenant_id = $1 and public_id = $2 and released_at is null returning 1`, [tx.tenantId, tripId, isoOf(nowMs)]);
  if (released.length === 0) return false;
  await tx.query(`update tenant set cuts_paused_reason = null where tenant_id = $1 and cuts_paused_reason like 'breaker: %'`, [tx.tenantId]);
  return true;
}
