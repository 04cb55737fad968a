import { commandPolicy } from '@tegoed/meter-commands';
import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { SupplyDeps } from './supply-deps.js';

/**
 * The meter has proven supply: the clock of the wish that gave it back stops, from the moment of the entry that made the
 * wish, and nobody has to go and look any more.
 */
export async function stopRestoreClock(tx: TenantTransaction, accountId: number, now: Instant): Promise<void> {
  await tx.query(
    `insert into restore_clock (account_id, wish_version, tenant_id, started_at, handed_at, confirmed_at)
     select w.account_id, w.version, w.tenant_id, w.decided_at, k.handed_at, $2
     from account_state s join supply_wish w on w.account_id = s.account_id and w.version = s.wish_version and w.wanted_supply = 'on'
     cross join lateral (select min(k.sent_at) as handed_at from command k
       where k.account_id = w.account_id and k.wish_version = w.version and k.action in ('connect', 'arm', 'unlimit')) k
     where s.account_id = $1 and k.handed_at is not null
     on conflict (account_id, wish_version) do update set
       handed_at = coalesce(restore_clock.handed_at, excluded.handed_at), confirmed_at = coalesce(restore_clock.confirmed_at, excluded.confirmed_at)`,
    [accountId, isoOf(now)],
  );
  await tx.query(`update field_task set done_at = $2, done_by = 'meter' where account_id = $1 and done_at is null and kind not in ('tamper', 'injection', 'night_use')`, [accountId, isoOf(now)]);
}

/**
 * Homes that are to have supply, and half an hour later have no proof of it, go to the work list of the field by
 * themselves, with a mark that compensation is due. An outage of the area is not this: nobody can switch there.
 */
export async function escalateDarkHomes(deps: Pick<SupplyDeps, 'dataSource'>, tenantId: number, now: Instant): Promise<number> {
  const rows = await inTenant(deps.dataSource, tenantId, (tx) =>
    tx.query<{ account_id: number }>(
      `with dark as (
         select w.account_id, w.version, w.decided_at, s.confirmed_supply from supply_wish w join account_state s using (account_id)
         join contract c using (account_id) join connection n using (connection_id)
         where w.tenant_id = $1 and w.state = 'open' and w.wanted_supply = 'on' and w.version = s.wish_version and w.decided_at <= $2
           and s.confirmed_supply not in ('on', 'ready') and c.period @> $4::date
           and not exists (select 1 from field_task f where f.account_id = w.account_id and f.kind = 'paid_but_dark' and f.done_at is null)
           and not exists (select 1 from area_outage o where o.tenant_id = w.tenant_id and o.postcode = n.postcode and o.ended_at is null)
       ), marked as (
         insert into restore_clock (account_id, wish_version, tenant_id, started_at, escalated_at, compensation_due)
         select account_id, version, $1, decided_at, $3, true from dark
         on conflict (account_id, wish_version) do update set escalated_at = excluded.escalated_at, compensation_due = true
       )
       insert into field_task (tenant_id, account_id, kind, facts, opened_at)
       select $1, account_id, 'paid_but_dark', jsonb_build_object('since', decided_at, 'confirmedSupply', confirmed_supply), $3 from dark
       on conflict do nothing returning account_id`,
      [tenantId, isoOf(now - commandPolicy.paidButDarkAfterMs), isoOf(now), supplyDayOf(now)],
    ));
  return rows.length;
}

/** Puts a home on the work list of the field; once per kind while it is open. */
export async function openFieldTask(tx: TenantTransaction, accountId: number, kind: string, facts: object, now: number): Promise<void> {
  await tx.query(`insert into field_task (tenant_id, account_id, kind, facts, opened_at) values ($1, $2, $3, $4, $5) on conflict do nothing`, [
    tx.tenantId, accountId, kind, JSON.stringify(facts), isoOf(now),
  ]);
}
