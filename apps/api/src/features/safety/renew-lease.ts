import type { Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

const LEASE_MS = 3_600_000;
const RUN_AT_MOST_MS = 36 * 3_600_000;

/** Why a live supplier has no permission to cut at this moment. */
export type LeaseDoubt = 'no_released_run' | 'run_in_quarantine' | 'books_not_reconciled' | 'release_in_progress' | 'nobody_on_duty';

/**
 * Renews the permission to cut of a live supplier for an hour, or as long as somebody is on duty when that is less: only
 * after a released run of fresh measured data, with books that somebody reconciled, no release of software under way and
 * an operator on duty. A sandbox gets its lease from the released run alone, because nobody lives there.
 */
export async function renewLease(tx: TenantTransaction, now: Instant): Promise<readonly LeaseDoubt[]> {
  const row = await tx.one<{ live: boolean; run: boolean; quarantined: boolean; books: boolean; releasing: boolean; duty: number | null }>(
    `select t.mode = 'live' as live,
       exists (select 1 from daily_run where state = 'released' and finished_at > $3) as run,
       exists (select 1 from daily_run where state in ('quarantined', 'failed', 'ranges', 'fleet_check')) as quarantined,
       exists (select 1 from safety_signal g where g.tenant_id = $1 and g.kind = 'books' and g.value = 'reconciled' and g.valid_until > $2) as books,
       not exists (select 1 from safety_signal g where g.tenant_id = $1 and g.kind = 'release' and g.value = 'none' and g.valid_until > $2) as releasing,
       (select valid_until from safety_signal g where g.tenant_id = $1 and g.kind = 'operator_on_duty' and g.value = 'yes' and g.valid_until > $2) as duty
     from tenant t where t.tenant_id = $1`,
    [tx.tenantId, isoOf(now), isoOf(now - RUN_AT_MOST_MS)],
  );
  if (!row.live) return [];
  const doubts: LeaseDoubt[] = [];
  if (!row.run) doubts.push('no_released_run');
  if (row.quarantined) doubts.push('run_in_quarantine');
  if (!row.books) doubts.push('books_not_reconciled');
  if (row.releasing) doubts.push('release_in_progress');
  if (row.duty === null) doubts.push('nobody_on_duty');
  const until = doubts.length > 0 || row.duty === null ? null : isoOf(Math.min(now + LEASE_MS, row.duty));
  await tx.query('update tenant set cut_lease_until = $2 where tenant_id = $1', [tx.tenantId, until]);
  return doubts;
}
