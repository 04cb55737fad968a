import { addDays, type Instant, suspicionsOf, type SupplyDay, supplyDayOf, weekday } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';

const DAYS = 14;
const ACCOUNTS_AT_ONCE = 5_000;
const MONDAY = 1;

interface HistoryRow {
  readonly account_id: number;
  readonly has_night: boolean;
  readonly solar: boolean;
  readonly days: { readonly day: number; readonly night: number; readonly injection: number }[];
}

/**
 * Once a week, after the run of a Monday: looks at the last two weeks of every meter and puts what is odd on the work
 * list, once as long as it stands there. Only a task for somebody: no charge and no supply depends on it.
 */
export async function findSuspicions(dataSource: DataSource, tenantId: number, ranDay: SupplyDay, now: Instant): Promise<number> {
  if (weekday(ranDay) !== MONDAY || supplyDayOf(now) <= ranDay) return 0;
  let found = 0;
  for (let after = 0; ; ) {
    const rows = await readHistories(dataSource, tenantId, ranDay, after);
    const tasks = rows.flatMap((row) =>
      suspicionsOf({ hasNightRegister: row.has_night, isInjectionDeclared: row.solar, days: row.days }).map((problem) => ({ account_id: row.account_id, day: ranDay, problem, facts: { days: row.days.length } })));
    await insertTasks(dataSource, tenantId, tasks, now);
    found += tasks.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ACCOUNTS_AT_ONCE) return found;
    after = last.account_id;
  }
}

async function readHistories(dataSource: DataSource, tenantId: number, until: SupplyDay, after: number): Promise<HistoryRow[]> {
  return inTenant(dataSource, tenantId, (tx) =>
    tx.query<HistoryRow>(
      `select s.account_id, s.offtake2 is not null as has_night, n.solar, coalesce(h.days, '[]') as days
       from (select account_id, offtake2 from account_state where account_id > $1 order by account_id limit ${ACCOUNTS_AT_ONCE}) s
       join contract c using (account_id) join connection n using (connection_id)
       left join lateral (select jsonb_agg(jsonb_build_object('day', d.use1, 'night', coalesce(d.use2, 0), 'injection', coalesce(d.injected1, 0))) as days
         from day_charge d where d.account_id = s.account_id and d.day between $2 and $3 and d.seq = 0 and d.quality = 0) h on true
       order by s.account_id`,
      [after, addDays(until, 1 - DAYS), until],
    ));
}

async function insertTasks(dataSource: DataSource, tenantId: number, tasks: readonly object[], now: Instant): Promise<void> {
  if (tasks.length === 0) return;
  await inTenant(dataSource, tenantId, (tx) =>
    tx.query(
      `insert into reading_exception (tenant_id, account_id, day, problem, facts, recorded_at)
       select $1, t.account_id, t.day, t.problem, t.facts, $2 from jsonb_populate_recordset(null::reading_exception, $3) t
       where not exists (select 1 from reading_exception x where x.account_id = t.account_id and x.problem = t.problem and x.state = 'open')`,
      [tenantId, isoOf(now), JSON.stringify(tasks)],
    ));
}
