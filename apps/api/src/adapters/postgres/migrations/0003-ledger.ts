import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** State, day charges, journal, general ledger, claims and payments: every cent has a row here. */
export class Ledger1000000000003 implements MigrationInterface {
  name = 'Ledger1000000000003';

  async up(db: QueryRunner): Promise<void> {
    await db.query(CHART);
    await db.query(STATE);
    await db.query(DAY_CHARGE);
    await db.query(JOURNAL);
    await db.query(MONEY_IN);
    const policed = ['account_state', 'day_charge', 'journal', 'general_ledger_line', 'claim', 'payment', 'inbox', 'reading_exception', 'supply_history', 'reading_stage'];
    for (const table of policed) await policeByTenant(db, table, 'tenant_id');
    for (const table of ['day_charge', 'journal', 'general_ledger_line', 'claim', 'supply_history']) await makeAppendOnly(db, table);
    await grantRows(db, ['day_charge', 'journal', 'general_ledger_line', 'claim', 'supply_history'], 'select, insert');
    await grantRows(db, ['account_state', 'payment', 'inbox', 'reading_exception'], 'select, insert, update');
    await db.query(PARTITIONS);
    await db.query(LEDGER_LINE);
  }

  down = forwardOnly;
}

/** The closed chart: an unknown account does not insert. Order and names are those of the engine's ledger room. */
const CHART = `
create type ledger_account as enum (
  'credit', 'debt_supply', 'debt_protected', 'debt_old', 'debt_returned', 'debt_correction',
  'bank', 'clearing_stripe', 'clearing_terminal', 'clearing_cash', 'sdd_receivable', 'suspense', 'refund_payable',
  'supplier_payable_energy', 'supplier_payable_network', 'supplier_payable_capacity', 'supplier_payable_fixed',
  'supplier_payable_levies', 'vat', 'grant_receivable_ocmw', 'grant_receivable_dso', 'goodwill', 'rounding');
create function is_customer_account(a ledger_account) returns boolean language sql immutable
as $$ select a <= 'debt_correction'::ledger_account $$;
create function refuse_change_of_fact() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is a fact and is never changed; write a correction that points to it', tg_table_name
    using errcode = 'TG003';
end $$;`;

const STATE = `
-- One narrow row per account and no index but its key, so that each daily update stays on its page (HOT).
-- What moves every day stands together between what seldom moves: the log then holds only that part of the row.
create table account_state (
  account_id bigint primary key,
  tenant_id int not null,
  tariff_id int not null,
  policy_id int not null,
  wish_version int not null,
  meter_model_id smallint not null,
  lac_decision boolean not null,
  debt_supply_micro_euro bigint not null check (debt_supply_micro_euro >= 0),
  debt_protected_micro_euro bigint not null check (debt_protected_micro_euro >= 0),
  debt_old_micro_euro bigint not null check (debt_old_micro_euro >= 0),
  debt_returned_micro_euro bigint not null check (debt_returned_micro_euro >= 0),
  debt_correction_micro_euro bigint not null check (debt_correction_micro_euro >= 0),
  debt_supply_at_zero_micro_euro bigint not null,
  emergency_taken_micro_euro bigint not null,
  instalment_micro_euro bigint not null,
  repaid_in_month_micro_euro bigint not null,
  version int not null,
  entry_no int not null,
  credit_micro_euro bigint not null check (credit_micro_euro >= 0),
  mean_daily_charge_micro_euro bigint not null,
  last_day date,
  last_read_day date,
  offtake1 bigint,
  offtake2 bigint,
  injection1 bigint,
  injection2 bigint,
  next_change_at timestamptz,
  runs_out_on date,
  stale_since date,
  protected_until date,
  payment_under_way_until timestamptz,
  next_review_at timestamptz,
  utility text not null,
  instalment_week text,
  repaid_month text,
  credit_state text not null check (credit_state in ('in_credit', 'low', 'emergency', 'exhausted')),
  desired_supply text not null check (desired_supply in ('on', 'limited', 'off')),
  confirmed_supply text not null check (confirmed_supply in ('on', 'limited', 'off', 'ready', 'tripped', 'unknown')),
  next_change_supply text,
  warned_days_left smallint,
  repayment_share_basis_points smallint
) with (fillfactor = 50);
-- Only accounts that are not plainly in credit; a date is stored, never "days left".
create table attention (
  account_id bigint primary key,
  tenant_id int not null,
  kind text not null,
  since timestamptz not null,
  runs_out_on date
);
create index attention_by_kind on attention (tenant_id, kind, runs_out_on);`;

const DAY_CHARGE = `
-- Day first: with the account first the log per row grew many times within a month. A home has one row per day for ever:
-- the columns stand by falling width, so that none is padded, and what one day costs fits an int (2,147 euro).
create table day_charge (
  account_id bigint not null,
  day date not null,
  tenant_id int not null,
  entry_no int not null,
  tariff_version_id int not null,
  use1 int not null,
  energy_wh int not null,
  energy_micro_euro int not null,
  network_micro_euro int not null,
  capacity_micro_euro int not null,
  fixed_micro_euro int not null,
  levies_micro_euro int not null,
  vat_micro_euro int not null,
  total_micro_euro int not null,
  from_credit_micro_euro int not null,
  to_debt_supply_micro_euro int not null,
  to_debt_protected_micro_euro int not null,
  credit_after_micro_euro bigint not null,
  debt_supply_after_micro_euro bigint not null,
  debt_protected_after_micro_euro bigint not null,
  recorded_at timestamptz not null,
  seq smallint not null,
  quality smallint not null check (quality between 0 and 3),
  run_id int,
  offtake1 bigint, offtake2 bigint, injection1 bigint, injection2 bigint,
  source_id int,
  use2 int, injected1 int, injected2 int,
  old_tariff_version_id int,
  corrects_seq smallint,
  reason text,
  primary key (day, account_id, seq) include (tenant_id),
  constraint total_is_sum_of_components check (total_micro_euro =
    energy_micro_euro::bigint + network_micro_euro + capacity_micro_euro + fixed_micro_euro + levies_micro_euro + vat_micro_euro),
  constraint total_is_split check (total_micro_euro =
    from_credit_micro_euro::bigint + to_debt_supply_micro_euro + to_debt_protected_micro_euro)
) partition by range (day);`;

const JOURNAL = `
create table journal (
  account_id bigint not null,
  journal_id bigint generated always as identity,
  tenant_id int not null,
  -- 1..n without gaps over day_charge and journal of the account; null for entries between house accounts.
  entry_no int,
  debit ledger_account not null,
  credit ledger_account not null,
  amount_micro_euro bigint not null check (amount_micro_euro > 0),
  kind text not null,
  cause_kind text not null,
  cause_id text not null,
  reverses_journal_id bigint,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  wall_at timestamptz not null,
  credit_after_micro_euro bigint,
  debt_supply_after_micro_euro bigint,
  debt_protected_after_micro_euro bigint,
  debt_old_after_micro_euro bigint,
  debt_returned_after_micro_euro bigint,
  debt_correction_after_micro_euro bigint,
  primary key (account_id, journal_id),
  check (debit <> credit),
  constraint customer_entries_are_numbered check ((is_customer_account(debit) or is_customer_account(credit)) = (entry_no is not null))
);
create unique index journal_entry_no on journal (account_id, entry_no);
create index journal_by_cause on journal (tenant_id, cause_kind, cause_id);
create table general_ledger_line (
  tenant_id int not null,
  line_id bigint generated always as identity,
  batch_kind text not null,
  batch_id text not null,
  account ledger_account not null,
  debit_micro_euro bigint not null,
  credit_micro_euro bigint not null,
  booked_on date not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, line_id)
);
create table claim (
  tenant_id int not null,
  channel text not null,
  external_id text not null,
  content_hash bytea not null,
  result jsonb not null,
  claimed_at timestamptz not null,
  primary key (tenant_id, channel, external_id)
);`;

const MONEY_IN = `
create table inbox (
  inbox_id bigint generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null,
  channel text not null,
  content_hash bytea not null,
  -- The raw bytes as they came, compressed.
  raw bytea not null,
  state text not null check (state in ('received', 'accepted', 'booked', 'refused')),
  verdict text,
  why text,
  result jsonb,
  received_at timestamptz not null,
  unique (tenant_id, channel, content_hash)
);
create table payment (
  payment_id uuid not null default uuidv7(),
  -- Money that has no home yet stands on the tenant's suspense, account 0.
  account_id bigint not null,
  tenant_id int not null,
  channel text not null,
  external_id text not null,
  amount_micro_euro bigint not null,
  state text not null check (state in ('booked', 'suspense', 'reversed', 'refused')),
  why text,
  reference_text text,
  payer_name bytea,
  payer_iban bytea,
  inbox_id bigint,
  paid_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (account_id, payment_id)
);
create index payment_by_state on payment (tenant_id, state, recorded_at) where state = 'suspense';
create index payment_by_day on payment (tenant_id, recorded_at);
create index payment_by_external on payment (tenant_id, channel, external_id);
create table reading_exception (
  exception_id bigint generated always as identity primary key,
  tenant_id int not null,
  account_id bigint,
  ean text,
  day date not null,
  problem text not null,
  facts jsonb not null,
  state text not null default 'open' check (state in ('open', 'solved')),
  inbox_id bigint,
  recorded_at timestamptz not null
);
create index reading_exception_by_account on reading_exception (account_id, day);
create table supply_history (
  account_id bigint not null,
  tenant_id int not null,
  confirmed_supply text not null,
  source text not null,
  reported_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (account_id, recorded_at, confirmed_supply)
);
-- Readings of a day on their way into a run: one row per thousand accounts, packed by the application, because a row per
-- account cost more than everything else that happens to a reading. Logged: a crash must not turn a day into a silent one.
create table reading_stage (
  tenant_id int not null,
  day date not null,
  block_no int not null,
  readings bytea not null,
  primary key (tenant_id, day, block_no)
);
-- Counters of meters do not compress; trying costs time.
alter table reading_stage alter column readings set storage external;
grant select, insert, delete, update on reading_stage to tegoed_app;`;

/** The application may not make tables; this function makes the month it needs, policed through the parent only. */
const PARTITIONS = `
create function ensure_month(of_day date) returns void language plpgsql security definer set search_path = public as $$
declare first date := date_trunc('month', of_day)::date; part text := 'day_charge_' || to_char(of_day, 'YYYY_MM');
begin
  if to_regclass(part) is not null then return; end if;
  perform pg_advisory_xact_lock(7002);
  if to_regclass(part) is not null then return; end if;
  execute format('create table %I partition of day_charge for values from (%L) to (%L)', part, first, (first + interval '1 month')::date);
  -- A policy of the parent does not cover a partition that is named directly, so nobody but the owner may name it.
  execute format('alter table %I enable row level security; alter table %I force row level security', part, part);
end $$;`;

/** Everything as plain debit and credit lines; sums to zero per entry and in total. */
const LEDGER_LINE = `
create view ledger_line with (security_invoker = true) as
select j.tenant_id, j.account_id, j.entry_no, j.kind, j.occurred_at::date as day, l.account, l.debit_micro_euro, l.credit_micro_euro
from journal j cross join lateral (values
  (j.debit, j.amount_micro_euro, 0::bigint), (j.credit, 0::bigint, j.amount_micro_euro)) l (account, debit_micro_euro, credit_micro_euro)
union all
select c.tenant_id, c.account_id, c.entry_no, 'day_charge', c.day, l.account::ledger_account,
  greatest(l.amount, 0), greatest(-l.amount, 0)
from day_charge c cross join lateral (values
  ('credit', c.from_credit_micro_euro), ('debt_supply', c.to_debt_supply_micro_euro), ('debt_protected', c.to_debt_protected_micro_euro),
  ('supplier_payable_energy', -c.energy_micro_euro::bigint), ('supplier_payable_network', -c.network_micro_euro::bigint),
  ('supplier_payable_capacity', -c.capacity_micro_euro::bigint), ('supplier_payable_fixed', -c.fixed_micro_euro::bigint),
  ('supplier_payable_levies', -c.levies_micro_euro::bigint), ('vat', -c.vat_micro_euro::bigint)) l (account, amount)
where l.amount <> 0;
grant select on ledger_line to tegoed_app;`;
