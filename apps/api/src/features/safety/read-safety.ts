import type { Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { BreakerTrip, PaidToOn, Safety, Signal } from './safety.dto.js';

const LOOKED_BACK_MS = 30 * 24 * 3_600_000;

/** Everything that stands between the homes of a tenant and a cut, as it is now. */
export async function readSafety(tx: TenantTransaction, now: Instant): Promise<Safety> {
  const row = await tx.one<{ cuts_paused_reason: string | null; cut_lease_until: number | null; quarantined: number; tasks: number }>(
    `select cuts_paused_reason, cut_lease_until, (select count(*)::int from daily_run where state = 'quarantined') as quarantined,
       (select count(*)::int from field_task where done_at is null) as tasks from tenant where tenant_id = $1`,
    [tx.tenantId],
  );
  return {
    cutsPaused: row.cuts_paused_reason !== null,
    pausedBecause: row.cuts_paused_reason,
    leaseUntil: row.cut_lease_until === null ? null : isoOf(row.cut_lease_until),
    quarantinedRuns: row.quarantined,
    breaker: await openTrip(tx),
    signals: await signalsOf(tx, now),
    paidToOn: await paidToOn(tx, now),
    openFieldTasks: row.tasks,
  };
}

async function openTrip(tx: TenantTransaction): Promise<BreakerTrip | null> {
  const rows = await tx.query<{ public_id: string; scope: string; used: number; maximum: number; tripped_at: number }>(
    'select public_id, scope, used, maximum, tripped_at from breaker_trip where tenant_id = $1 and released_at is null',
    [tx.tenantId],
  );
  const trip = rows[0];
  return trip === undefined ? null : { id: trip.public_id, scope: trip.scope, used: trip.used, maximum: trip.maximum, trippedAt: isoOf(trip.tripped_at) };
}

async function signalsOf(tx: TenantTransaction, now: Instant): Promise<Signal[]> {
  const rows = await tx.query<{ kind: string; value: string; valid_until: number; reported_by: string }>(
    'select kind, value, valid_until, reported_by from safety_signal where tenant_id = $1 and valid_until > $2 order by kind',
    [tx.tenantId, isoOf(now)],
  );
  return rows.map((row) => ({ kind: row.kind, value: row.value, validUntil: isoOf(row.valid_until), reportedBy: row.reported_by }));
}

async function paidToOn(tx: TenantTransaction, now: Instant): Promise<PaidToOn> {
  const row = await tx.one<{ restores: number; p50: string | null; p99: string | null; escalated: number; waiting: number }>(
    `select count(*) filter (where confirmed_at is not null)::int as restores, count(*) filter (where compensation_due)::int as escalated,
       ceil(percentile_cont(0.5) within group (order by extract(epoch from confirmed_at - started_at)))::int as p50,
       ceil(percentile_cont(0.99) within group (order by extract(epoch from confirmed_at - started_at)))::int as p99,
       (select count(*)::int from supply_wish w join account_state s using (account_id)
        where w.tenant_id = $1 and w.state = 'open' and w.wanted_supply = 'on' and w.version = s.wish_version and s.confirmed_supply not in ('on', 'ready')) as waiting
     from restore_clock where tenant_id = $1 and started_at > $2`,
    [tx.tenantId, isoOf(now - LOOKED_BACK_MS)],
  );
  return { restores: row.restores, p50Seconds: row.p50 === null ? null : Number(row.p50), p99Seconds: row.p99 === null ? null : Number(row.p99), waiting: row.waiting, escalated: row.escalated };
}
