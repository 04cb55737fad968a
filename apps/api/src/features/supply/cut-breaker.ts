import { askBreaker, type BreakerUse, type BreakerVerdict } from '@tegoed/meter-commands';
import { type Instant, type Policy, startOfDay, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { writeAudit } from '../audit/index.js';

const HOUR_MS = 3_600_000;

/** Where an order for less supply is counted: a scope of the supplier, and when its period began. */
interface Counter {
  readonly scope: string;
  readonly startsAt: string;
}

/**
 * Asks the breaker of the supplier for one more order that takes supply, and counts it, in the transaction that sends. At
 * the first limit that is full nothing is counted: all cuts of the supplier stop, and two people have to release them.
 */
export async function passCutBreaker(tx: TenantTransaction, connectionId: number, policy: Policy, now: Instant): Promise<boolean> {
  const { postcode } = await tx.one<{ postcode: string }>('select postcode from connection where connection_id = $1', [connectionId]);
  const counters = countersAt(postcode, now);
  const verdict = askBreaker(await useOf(tx, counters), policy.general);
  if (verdict.kind === 'open') {
    await trip(tx, verdict, now);
    return false;
  }
  await tx.query('update supply_counter set used = used + 1 where tenant_id = $1 and (scope, starts_at) in (select * from unnest($2::text[], $3::timestamptz[]))', [
    tx.tenantId, counters.map(({ scope }) => scope), counters.map(({ startsAt }) => startsAt),
  ]);
  return true;
}

function countersAt(postcode: string, now: Instant): readonly [Counter, Counter, Counter] {
  const day = isoOf(startOfDay(supplyDayOf(now)));
  return [
    { scope: 'day', startsAt: day },
    { scope: 'hour', startsAt: isoOf(now - (now % HOUR_MS)) },
    { scope: `postcode ${postcode}`, startsAt: day },
  ];
}

/** Reads the counters with their rows locked, in one order for everybody, so that two orders never share one place. */
async function useOf(tx: TenantTransaction, counters: readonly [Counter, Counter, Counter]): Promise<BreakerUse> {
  const scopes = counters.map(({ scope }) => scope);
  const starts = counters.map(({ startsAt }) => startsAt);
  await tx.query('insert into supply_counter (tenant_id, scope, starts_at) select $1, s, at from unnest($2::text[], $3::timestamptz[]) c (s, at) on conflict do nothing', [
    tx.tenantId, scopes, starts,
  ]);
  const rows = await tx.query<{ scope: string; used: number }>(
    `select scope, used from supply_counter where tenant_id = $1 and (scope, starts_at) in (select * from unnest($2::text[], $3::timestamptz[])) order by scope for update`,
    [tx.tenantId, scopes, starts],
  );
  const usedIn = (counter: Counter): number => rows.find(({ scope }) => scope === counter.scope)?.used ?? 0;
  const [day, hour, postcode] = counters;
  return { thisHour: usedIn(hour), today: usedIn(day), todayInPostcode: usedIn(postcode), fleetSize: await fleetSize(tx) };
}

/** Homes as the last released run counted them; a count of all is too dear for each order. */
async function fleetSize(tx: TenantTransaction): Promise<number> {
  const rows = await tx.query<{ accounts_total: number }>(`select accounts_total from daily_run where state = 'released' order by day desc limit 1`);
  if (rows[0] !== undefined) return rows[0].accounts_total;
  return (await tx.one<{ homes: number }>('select count(*)::int as homes from account_state')).homes;
}

/** All cuts of the supplier pause, in the same breath in which the order is refused. */
async function trip(tx: TenantTransaction, { scope, used, maximum }: BreakerVerdict & { kind: 'open' }, now: Instant): Promise<void> {
  await tx.query(`insert into breaker_trip (tenant_id, scope, used, maximum, tripped_at) values ($1, $2, $3, $4, $5) on conflict do nothing`, [tx.tenantId, scope, used, maximum, isoOf(now)]);
  await tx.query('update tenant set cuts_paused_reason = coalesce(cuts_paused_reason, $2) where tenant_id = $1', [tx.tenantId, `breaker: ${scope}, ${used} of ${maximum}`]);
  await writeAudit(tx, { actor: 'breaker' }, { action: 'breaker.tripped', subject: `tenant:${tx.tenantId}`, facts: { scope, used, maximum }, atMs: now });
}
