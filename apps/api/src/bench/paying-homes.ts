import type { SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../adapters/clock/wall-clock.js';
import { type BenchWorld, morningAfter } from './bench-world.js';

/**
 * Between two days the homes pay as homes do, so that every day meets the same share of warnings, wishes and debts; a town
 * in which nobody ever pays would be another town after a month. Laid down as rows, because thousands of payments by their
 * own path would take longer than the days that are measured; neither timed nor counted as the run's bytes.
 */
export async function payBetweenDays({ admin, tenant: { tenantId } }: BenchWorld, day: SupplyDay): Promise<void> {
  await admin.query(PAYING);
  await admin.query(STATES);
  await admin.query(JOURNAL, [tenantId, isoOf(morningAfter(day))]);
  await admin.query(`update supply_wish w set state = 'satisfied' from paying p where w.account_id = p.account_id and w.state in ('open', 'held')`);
  await admin.query('delete from attention a using paying p where a.account_id = p.account_id');
  await admin.query('drop table paying');
}

/** Vacuums what a run leaves behind: between two real runs lies a day in which autovacuum has been there. */
export async function restOfTheDay({ admin }: BenchWorld): Promise<void> {
  for (const table of TOUCHED) await admin.query(`vacuum (analyze) ${table}`);
}

const TOUCHED = ['account_state', 'notice', 'attention', 'supply_wish', 'reading_stage', 'journal', 'claim', 'reading_exception'];

/**
 * One home in a hundred lives in emergency credit and pays when most of it is used; one in twenty pays 20 euro on its last
 * day; all others pay 60 euro before the ladder of warnings begins.
 */
const PAYING = `
create temp table paying as
select account_id, entry_no + 1 as entry_no, debt_supply_micro_euro as debt,
  case when account_id % 100 = 7 then 5000000 when account_id % 20 = 3 then 20000000 else 60000000 end::bigint as to_credit
from account_state
where case when account_id % 100 = 7 then debt_supply_micro_euro > 30000000
  when account_id % 20 = 3 then credit_micro_euro < mean_daily_charge_micro_euro * 3 / 2
  else credit_micro_euro < mean_daily_charge_micro_euro * 10 end`;

const STATES = `
update account_state s set version = s.version + 1, entry_no = s.entry_no + 1 + (p.debt > 0)::int, credit_micro_euro = s.credit_micro_euro + p.to_credit,
  debt_supply_micro_euro = 0, debt_supply_at_zero_micro_euro = 0, emergency_taken_micro_euro = 0, warned_days_left = null,
  credit_state = 'in_credit', desired_supply = 'on', wish_version = s.wish_version + (s.desired_supply <> 'on')::int
from paying p where p.account_id = s.account_id`;

const JOURNAL = `
insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at,
  credit_after_micro_euro, debt_supply_after_micro_euro)
select p.account_id, $1, p.entry_no + part, 'clearing_terminal', case part when 0 then 'credit' else 'debt_supply' end::ledger_account,
  case part when 0 then p.to_credit else p.debt end, 'top_up', 'payment', p.account_id::text, $2, $2, $2, s.credit_micro_euro, 0
from paying p join account_state s using (account_id) cross join generate_series(0, 1) part where part = 0 or p.debt > 0`;
