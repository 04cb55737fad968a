import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/**
 * The second round trip of a euro with typed rows instead of jsonb: most of its time went to taking documents apart, to
 * preparing statements of many parts, and to reading the texts of check constraints once per statement.
 */
export class TypedEntries1000000000055 implements MigrationInterface {
  name = 'TypedEntries1000000000055';

  async up(db: QueryRunner): Promise<void> {
    await db.query(CONSTRAINTS);
    await db.query(TYPES);
    await db.query('drop function post_entry(int, bigint, int, jsonb, jsonb); drop function write_state(bigint, int, jsonb); drop function earlier_claim(int, jsonb)');
    await db.query(EARLIER_CLAIM);
    await db.query(POST_ENTRY);
    await db.query(ACCOUNT_SNAPSHOT);
  }

  down = forwardOnly;
}

/** The same rules as before. A constraint is parsed anew by every statement that writes its table: few and short ones. */
const CONSTRAINTS = `
alter table account_state
  drop constraint account_state_credit_micro_euro_check, drop constraint account_state_debt_supply_micro_euro_check,
  drop constraint account_state_debt_protected_micro_euro_check, drop constraint account_state_debt_old_micro_euro_check,
  drop constraint account_state_debt_returned_micro_euro_check, drop constraint account_state_debt_correction_micro_euro_check,
  drop constraint account_state_credit_state_check, drop constraint account_state_desired_supply_check,
  drop constraint account_state_confirmed_supply_check,
  add constraint no_balance_below_zero check (least(credit_micro_euro, debt_supply_micro_euro, debt_protected_micro_euro, debt_old_micro_euro,
    debt_returned_micro_euro, debt_correction_micro_euro) >= 0),
  add constraint known_credit_state check (credit_state = any ('{in_credit,low,emergency,exhausted}')),
  add constraint known_desired_supply check (desired_supply = any ('{on,limited,off}')),
  add constraint known_confirmed_supply check (confirmed_supply = any ('{on,limited,off,ready,tripped,unknown}'));
alter table journal drop constraint customer_entries_are_numbered,
  add constraint customer_entries_are_numbered check ((least(debit, credit) <= 'debt_correction') = (entry_no is not null));
alter table payment drop constraint payment_state_check,
  add constraint known_payment_state check (state = any ('{booked,suspense,reversed,refused}'));
alter table notice drop constraint notice_state_check,
  add constraint known_notice_state check (state = any ('{due,sending,sent,delivered,undelivered,failed,quarantined,withdrawn}'));`;

/** The rows of an entry as they travel; the application sends their columns in exactly this order. */
const TYPES = `
create type entry_claim as (channel text, external_id text, content_hash bytea, result jsonb, claimed_at timestamptz);
create type entry_state as (
  entry_no int, credit_micro_euro bigint, debt_supply_micro_euro bigint, debt_protected_micro_euro bigint, debt_old_micro_euro bigint,
  debt_returned_micro_euro bigint, debt_correction_micro_euro bigint, debt_supply_at_zero_micro_euro bigint, mean_daily_charge_micro_euro bigint,
  emergency_taken_micro_euro bigint, instalment_micro_euro bigint, repaid_in_month_micro_euro bigint, last_day date, last_read_day date,
  stale_since date, protected_until date, runs_out_on date, payment_under_way_until timestamptz, next_change_at timestamptz,
  next_review_at timestamptz, offtake1 bigint, offtake2 bigint, injection1 bigint, injection2 bigint, instalment_week text, repaid_month text,
  credit_state text, desired_supply text, confirmed_supply text, next_change_supply text, wish_version int, warned_days_left smallint,
  repayment_share_basis_points smallint, lac_decision boolean);
create type entry_journal as (
  entry_no int, debit ledger_account, credit ledger_account, amount_micro_euro bigint, kind text, cause_kind text, cause_id text,
  reverses_journal_id bigint, occurred_at timestamptz, recorded_at timestamptz, wall_at timestamptz, credit_after_micro_euro bigint,
  debt_supply_after_micro_euro bigint, debt_protected_after_micro_euro bigint, debt_old_after_micro_euro bigint,
  debt_returned_after_micro_euro bigint, debt_correction_after_micro_euro bigint);
create type entry_batch as (kind text, id text, booked_on date, recorded_at timestamptz);
create type entry_payment as (
  payment_id uuid, channel text, external_id text, amount_micro_euro bigint, state text, why text, reference_text text, payer_name bytea,
  payer_iban bytea, inbox_id bigint, paid_at timestamptz, recorded_at timestamptz);
create type entry_notice as (
  kind text, dedupe_key text, facts jsonb, is_warning boolean, released boolean, run_id bigint, state text, send_after timestamptz, decided_at timestamptz);
create type entry_due as (due_at timestamptz, kind text, ref text);`;

const EARLIER_CLAIM = `
create function earlier_claim(p_tenant int, p_claims entry_claim[]) returns jsonb language sql stable as $$
  select jsonb_build_object('channel', c.channel, 'result', c.result, 'outcome',
    case when c.content_hash = k.content_hash then 'duplicate' else 'other_content' end)
  from unnest(p_claims) with ordinality k (channel, external_id, content_hash, result, claimed_at, place)
  join claim c on c.tenant_id = p_tenant and c.channel = k.channel and c.external_id = k.external_id
  order by k.place limit 1 $$;`;

/**
 * One call = one transaction: sets the tenant, claims the keys, tests the version, writes state, journal, payment, wish and
 * notices, or nothing. Null when it is booked; the first key that was claimed before gives back what was stored with it.
 * Statements stand in this one body, because each function that is called costs as much as what it writes.
 * Errors: TG001 = the version moved, or somebody claimed a key in this very moment: read again.
 */
const POST_ENTRY = `
create function post_entry(p_tenant int, p_account bigint, p_expected_version int, p_claims entry_claim[], p_state entry_state, p_journal entry_journal[],
  p_batch entry_batch, p_payments entry_payment[], p_notices entry_notice[], p_dues entry_due[], p_wish jsonb, p_attention jsonb) returns jsonb
language plpgsql as $$
declare
  -- An assignment is computed on the spot; "perform" would prepare and run a statement.
  of_tenant text := set_config('tegoed.tenant', p_tenant::text, true);
  earlier jsonb; claimed int; keys int := cardinality(p_claims); v_account bigint := coalesce(p_account, 0);
begin
  -- The account first and keys after it, as a chunk of a file does: with the same payment by both ways nobody waits in a circle.
  if keys > 0 and p_account is not null then perform 1 from account_state where account_id = p_account for no key update; end if;
  -- Of several keys none may be taken before all are known to be free; one alone is simply tried.
  if keys > 1 then
    earlier := earlier_claim(p_tenant, p_claims);
    if earlier is not null then return earlier; end if;
  end if;
  if keys > 0 then
    insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at)
    select p_tenant, k.channel, k.external_id, k.content_hash, k.result, k.claimed_at from unnest(p_claims) k
    order by k.channel, k.external_id on conflict do nothing;
    get diagnostics claimed = row_count;
    if claimed < keys then
      if keys = 1 then earlier := earlier_claim(p_tenant, p_claims); end if;
      if earlier is not null then return earlier; end if;
      raise exception 'the key was claimed meanwhile' using errcode = 'TG001';
    end if;
  end if;
  if p_account is not null then
    -- Everything of the state that an entry may change; the ids of tenant, account and meter never are.
    update account_state set version = p_expected_version + 1,
      entry_no = p_state.entry_no, credit_micro_euro = p_state.credit_micro_euro, debt_supply_micro_euro = p_state.debt_supply_micro_euro,
      debt_protected_micro_euro = p_state.debt_protected_micro_euro, debt_old_micro_euro = p_state.debt_old_micro_euro,
      debt_returned_micro_euro = p_state.debt_returned_micro_euro, debt_correction_micro_euro = p_state.debt_correction_micro_euro,
      debt_supply_at_zero_micro_euro = p_state.debt_supply_at_zero_micro_euro,
      mean_daily_charge_micro_euro = p_state.mean_daily_charge_micro_euro, emergency_taken_micro_euro = p_state.emergency_taken_micro_euro,
      instalment_micro_euro = p_state.instalment_micro_euro, repaid_in_month_micro_euro = p_state.repaid_in_month_micro_euro,
      last_day = p_state.last_day, last_read_day = p_state.last_read_day, stale_since = p_state.stale_since,
      protected_until = p_state.protected_until, runs_out_on = p_state.runs_out_on,
      payment_under_way_until = p_state.payment_under_way_until, next_change_at = p_state.next_change_at,
      next_review_at = p_state.next_review_at, offtake1 = p_state.offtake1, offtake2 = p_state.offtake2, injection1 = p_state.injection1,
      injection2 = p_state.injection2, instalment_week = p_state.instalment_week, repaid_month = p_state.repaid_month,
      credit_state = p_state.credit_state, desired_supply = p_state.desired_supply, confirmed_supply = p_state.confirmed_supply,
      next_change_supply = p_state.next_change_supply, wish_version = p_state.wish_version, warned_days_left = p_state.warned_days_left,
      repayment_share_basis_points = p_state.repayment_share_basis_points, lac_decision = p_state.lac_decision
    where account_id = p_account and version = p_expected_version;
    if not found then raise exception 'the account moved on' using errcode = 'TG001'; end if;
  end if;
  if cardinality(p_journal) > 0 then
    insert into journal (account_id, tenant_id,
      entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, reverses_journal_id, occurred_at, recorded_at, wall_at,
      credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, debt_old_after_micro_euro,
      debt_returned_after_micro_euro, debt_correction_after_micro_euro)
    select v_account, p_tenant,
      j.entry_no, j.debit, j.credit, j.amount_micro_euro, j.kind, j.cause_kind, j.cause_id, j.reverses_journal_id, j.occurred_at,
      j.recorded_at, j.wall_at, j.credit_after_micro_euro, j.debt_supply_after_micro_euro, j.debt_protected_after_micro_euro,
      j.debt_old_after_micro_euro, j.debt_returned_after_micro_euro, j.debt_correction_after_micro_euro
    from unnest(p_journal) j;
    -- One entry has a row or three: summing them up would cost more than the lines that it saves.
    insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
    select p_tenant, p_batch.kind, p_batch.id, l.account, l.debit, l.credit, p_batch.booked_on, p_batch.recorded_at
    from unnest(p_journal) j cross join lateral (values (j.debit, j.amount_micro_euro, 0::bigint), (j.credit, 0::bigint, j.amount_micro_euro)) l (account, debit, credit);
  end if;
  if cardinality(p_payments) > 0 then
    insert into payment (account_id, tenant_id,
      payment_id, channel, external_id, amount_micro_euro, state, why, reference_text, payer_name, payer_iban, inbox_id, paid_at,
      recorded_at)
    select v_account, p_tenant,
      p.payment_id, p.channel, p.external_id, p.amount_micro_euro, p.state, p.why, p.reference_text, p.payer_name, p.payer_iban,
      p.inbox_id, p.paid_at, p.recorded_at
    from unnest(p_payments) p;
  end if;
  if p_wish is not null then perform write_wish(p_tenant, p_account, p_wish); end if;
  if cardinality(p_notices) > 0 then
    insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, run_id, state, send_after, decided_at)
    select p_account, p_tenant, n.kind, n.dedupe_key, n.facts, n.is_warning, n.released, n.run_id, n.state, n.send_after, n.decided_at
    from unnest(p_notices) n on conflict (tenant_id, dedupe_key) do nothing;
  end if;
  if p_attention is not null then perform write_attention(p_tenant, p_account, p_attention); end if;
  if cardinality(p_dues) > 0 then
    insert into due (tenant_id, due_at, kind, ref) select p_tenant, d.due_at, d.kind, coalesce(d.ref, '') from unnest(p_dues) d on conflict do nothing;
  end if;
  return null;
end $$;`;

/** As before, but the tenant is set without a statement of its own. */
const ACCOUNT_SNAPSHOT = `
create or replace function account_snapshot(p_tenant int, p_account bigint, p_lock boolean) returns json
language plpgsql as $$
declare of_tenant text := set_config('tegoed.tenant', p_tenant::text, true);
begin
  if p_lock then perform 1 from account_state where account_id = p_account for update; end if;
  return (
    select to_json(x) from (
      select s.*, c.connection_id, c.person_id, a.reference, a.public_id, a.household_id, lower(c.period) as active_from, upper(c.period) as active_until,
        (select json_agg(json_build_object('account_id', o.account_id, 'month', o.repaid_month, 'micro_euro', o.repaid_in_month_micro_euro))
         from account h join account_state o using (account_id) where h.household_id = a.household_id and h.account_id <> a.account_id) as household_repaid
      from account_state s join account a using (account_id) join contract c using (account_id) where s.account_id = p_account) x);
end $$;`;
