import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** What becomes known of a day after it was settled: registers, exchanges of meters, and the work of computing it again. */
export class KnownRegisters1000000000010 implements MigrationInterface {
  name = 'KnownRegisters1000000000010';

  async up(db: QueryRunner): Promise<void> {
    await db.query(FACTS);
    await db.query(REQUESTS);
    for (const table of ['register_fact', 'exchange_part', 'rerate_request']) await policeByTenant(db, table, 'tenant_id');
    for (const table of ['register_fact', 'exchange_part']) await makeAppendOnly(db, table);
    await grantRows(db, ['register_fact', 'exchange_part'], 'select, insert');
    await grantRows(db, ['rerate_request'], 'select, insert, update');
    await db.query(EXCEPTIONS);
    await db.query(SET_ASIDE);
    await db.query(POLICY_VALUE);
  }

  down = forwardOnly;
}

const FACTS = `
-- Registers at the end of a day that did not come in time for its run, that correct it, or that a person accepted.
-- The newest version of a day counts; without one, the registers in the day's first charge do.
create table register_fact (
  account_id bigint not null,
  day date not null,
  version int not null,
  tenant_id int not null,
  quality smallint not null check (quality between 0 and 1),
  offtake1 bigint not null, offtake2 bigint, injection1 bigint, injection2 bigint,
  source_id bigint,
  accepted_by text,
  reason text,
  recorded_at timestamptz not null,
  primary key (account_id, day, version)
);
-- The two halves of an exchange of meters, in whatever order they come; the newest version of a half counts.
create table exchange_part (
  account_id bigint not null,
  day date not null,
  part text not null check (part in ('old_end', 'new_start')),
  version int not null,
  tenant_id int not null,
  meter_serial text,
  offtake1 bigint not null, offtake2 bigint, injection1 bigint, injection2 bigint,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (account_id, day, part, version)
);`;

const REQUESTS = `
-- Settled days that must be computed again, and what came of it.
create table rerate_request (
  request_id bigint generated always as identity primary key,
  tenant_id int not null,
  account_id bigint not null,
  first_day date not null,
  cause text not null,
  state text not null default 'open' check (state in ('open', 'done', 'failed')),
  why text,
  difference_micro_euro bigint,
  set_aside_micro_euro bigint,
  requested_by text not null,
  requested_at timestamptz not null,
  done_at timestamptz
);
create index rerate_request_open on rerate_request (tenant_id, request_id) where state = 'open';
create index rerate_request_by_account on rerate_request (account_id, requested_at);`;

const EXCEPTIONS = `
alter table reading_exception drop constraint reading_exception_state_check;
alter table reading_exception
  add constraint reading_exception_state_check check (state in ('open', 'solved', 'accepted', 'rejected')),
  add column decided_by text, add column decided_at timestamptz, add column decision_reason text;
create index reading_exception_open on reading_exception (tenant_id, exception_id) where state = 'open';`;

/** Null where nothing was set aside, so that an ordinary day's charge is not a byte longer. */
const SET_ASIDE = `
alter table day_charge add column to_debt_correction_micro_euro bigint, add column debt_correction_after_micro_euro bigint;
alter table day_charge drop constraint total_is_split;
alter table day_charge add constraint total_is_split check (total_micro_euro =
  from_credit_micro_euro + to_debt_supply_micro_euro + to_debt_protected_micro_euro + coalesce(to_debt_correction_micro_euro, 0));
create or replace view ledger_line with (security_invoker = true) as
select j.tenant_id, j.account_id, j.entry_no, j.kind, j.occurred_at::date as day, l.account, l.debit_micro_euro, l.credit_micro_euro
from journal j cross join lateral (values
  (j.debit, j.amount_micro_euro, 0::bigint), (j.credit, 0::bigint, j.amount_micro_euro)) l (account, debit_micro_euro, credit_micro_euro)
union all
select c.tenant_id, c.account_id, c.entry_no, 'day_charge', c.day, l.account::ledger_account,
  greatest(l.amount, 0), greatest(-l.amount, 0)
from day_charge c cross join lateral (values
  ('credit', c.from_credit_micro_euro), ('debt_supply', c.to_debt_supply_micro_euro), ('debt_protected', c.to_debt_protected_micro_euro),
  ('debt_correction', c.to_debt_correction_micro_euro),
  ('supplier_payable_energy', -c.energy_micro_euro::bigint), ('supplier_payable_network', -c.network_micro_euro::bigint),
  ('supplier_payable_capacity', -c.capacity_micro_euro::bigint), ('supplier_payable_fixed', -c.fixed_micro_euro::bigint),
  ('supplier_payable_levies', -c.levies_micro_euro::bigint), ('vat', -c.vat_micro_euro::bigint)) l (account, amount)
where l.amount <> 0;`;

/** Policies that were stored before the value existed get the shipped one. */
const POLICY_VALUE = `
update policy set document = jsonb_set(document, '{general,correctionAtOnceMicroEuro}', '25000000')
where document ? 'general' and not document->'general' ? 'correctionAtOnceMicroEuro';`;
