import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** Payments of a chunk may bring the keys of the requests that told them, each with the moment of its request. */
export class GatheredPayments1000000000058 implements MigrationInterface {
  name = 'GatheredPayments1000000000058';

  async up(db: QueryRunner): Promise<void> {
    await db.query(WRITE_CHUNK);
    await db.query(POST_ENTRIES);
  }

  down = forwardOnly;
}

/** The same statements in a language that keeps their plans: planned for each call they cost more than a small chunk is worth. */
const WRITE_CHUNK = `
-- Only what money changes: a payment leaves registers, days and terms alone.
create or replace function write_states(p_rows jsonb) returns void language plpgsql as $$ begin
  update account_state s set
    version = s.version + 1, entry_no = n.entry_no,
    credit_micro_euro = n.credit_micro_euro, debt_supply_micro_euro = n.debt_supply_micro_euro,
    debt_protected_micro_euro = n.debt_protected_micro_euro, debt_old_micro_euro = n.debt_old_micro_euro,
    debt_returned_micro_euro = n.debt_returned_micro_euro, debt_correction_micro_euro = n.debt_correction_micro_euro,
    debt_supply_at_zero_micro_euro = n.debt_supply_at_zero_micro_euro, emergency_taken_micro_euro = n.emergency_taken_micro_euro,
    repaid_in_month_micro_euro = n.repaid_in_month_micro_euro, repaid_month = n.repaid_month, runs_out_on = n.runs_out_on,
    payment_under_way_until = n.payment_under_way_until, next_change_at = n.next_change_at, next_change_supply = n.next_change_supply,
    next_review_at = n.next_review_at, credit_state = n.credit_state, desired_supply = n.desired_supply,
    wish_version = n.wish_version, warned_days_left = n.warned_days_left
  from jsonb_to_recordset(p_rows) n (account_id bigint, entry_no int, credit_micro_euro bigint, debt_supply_micro_euro bigint,
    debt_protected_micro_euro bigint, debt_old_micro_euro bigint, debt_returned_micro_euro bigint, debt_correction_micro_euro bigint,
    debt_supply_at_zero_micro_euro bigint, emergency_taken_micro_euro bigint, repaid_in_month_micro_euro bigint, repaid_month text,
    runs_out_on date, payment_under_way_until timestamptz, next_change_at timestamptz, next_change_supply text,
    next_review_at timestamptz, credit_state text, desired_supply text, wish_version int, warned_days_left smallint)
  where s.account_id = n.account_id; end $$;
create or replace function write_journals(p_tenant int, p_rows jsonb, p_batch jsonb) returns void language plpgsql as $$ begin
  with written as (
    insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at,
      credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, debt_old_after_micro_euro,
      debt_returned_after_micro_euro, debt_correction_after_micro_euro)
    select coalesce(r.account_id, 0), p_tenant, r.entry_no, r.debit, r.credit, r.amount_micro_euro, r.kind, 'payment', r.cause_id, r.occurred_at,
      (p_batch->>'recorded_at')::timestamptz, (p_batch->>'wall_at')::timestamptz, r.credit_after_micro_euro, r.debt_supply_after_micro_euro,
      r.debt_protected_after_micro_euro, r.debt_old_after_micro_euro, r.debt_returned_after_micro_euro, r.debt_correction_after_micro_euro
    from jsonb_to_recordset(p_rows) r (account_id bigint, entry_no int, debit ledger_account, credit ledger_account, amount_micro_euro bigint,
      kind text, cause_id text, occurred_at timestamptz, credit_after_micro_euro bigint, debt_supply_after_micro_euro bigint,
      debt_protected_after_micro_euro bigint, debt_old_after_micro_euro bigint, debt_returned_after_micro_euro bigint, debt_correction_after_micro_euro bigint)
    returning debit, credit, amount_micro_euro)
  insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
  select p_tenant, p_batch->>'kind', p_batch->>'id', l.account, sum(l.debit), sum(l.credit), (p_batch->>'booked_on')::date, (p_batch->>'recorded_at')::timestamptz
  from written w cross join lateral (values (w.debit, w.amount_micro_euro, 0::bigint), (w.credit, 0::bigint, w.amount_micro_euro)) l (account, debit, credit)
  group by l.account; end $$;
create or replace function write_payments(p_tenant int, p_rows jsonb, p_recorded_at timestamptz) returns void language plpgsql as $$ begin
  insert into payment (payment_id, account_id, tenant_id, channel, external_id, amount_micro_euro, state, why, reference_text,
    payer_name, payer_iban, inbox_id, paid_at, recorded_at)
  select p.payment_id, coalesce(p.account_id, 0), p_tenant, p.channel, p.external_id, p.amount_micro_euro, p.state, p.why, p.reference_text,
    p.payer_name, p.payer_iban, p.inbox_id, p.paid_at, p_recorded_at
  from jsonb_to_recordset(p_rows) p (payment_id uuid, account_id bigint, channel text, external_id text, amount_micro_euro bigint, state text, why text,
    reference_text text, payer_name bytea, payer_iban bytea, inbox_id bigint, paid_at timestamptz); end $$;
create or replace function write_chunk_notices(p_tenant int, p_rows jsonb, p_recorded_at timestamptz) returns void language plpgsql as $$ begin
  insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, state, send_after, decided_at)
  select n.account_id, p_tenant, n.kind, n.dedupe_key, n.facts, n.is_warning, true, 'due', n.send_after, p_recorded_at
  from jsonb_to_recordset(p_rows) n (account_id bigint, kind text, dedupe_key text, facts jsonb, is_warning boolean, send_after timestamptz)
  on conflict (tenant_id, dedupe_key) do nothing; end $$;
create or replace function write_dues(p_tenant int, p_rows jsonb) returns void
language plpgsql as $$ begin
  insert into due (tenant_id, due_at, kind, ref)
  select p_tenant, d.due_at, d.kind, coalesce(d.ref, '') from jsonb_populate_recordset(null::due, p_rows) d
  on conflict do nothing; end $$;`;

const POST_ENTRIES = `
create or replace function post_entries(p_tenant int, p_accounts bigint[], p_versions int[], p_chunk jsonb) returns bigint[]
language plpgsql as $$
declare
  of_tenant text := set_config('tegoed.tenant', p_tenant::text, true);
  lost bigint[]; claimed int; batch jsonb := p_chunk->'batch'; at timestamptz := (p_chunk->'batch'->>'recorded_at')::timestamptz;
begin
  with held as (select s.account_id, s.version from account_state s where s.account_id = any(p_accounts) order by s.account_id for update skip locked)
  select array_agg(e.account_id) into lost from unnest(p_accounts, p_versions) e (account_id, version) left join held h using (account_id)
  where h.version is distinct from e.version;
  if lost is not null then return lost; end if;
  insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at)
  select p_tenant, c.channel, c.external_id, c.content_hash, c.result, coalesce(c.claimed_at, at)
  from jsonb_to_recordset(p_chunk->'claims') c (channel text, external_id text, content_hash bytea, result jsonb, claimed_at timestamptz)
  order by c.channel, c.external_id on conflict do nothing;
  get diagnostics claimed = row_count;
  if claimed <> jsonb_array_length(p_chunk->'claims') then raise exception 'a key was claimed before' using errcode = 'TG001'; end if;
  perform write_states(p_chunk->'states');
  perform write_journals(p_tenant, p_chunk->'journal', batch);
  perform write_payments(p_tenant, p_chunk->'payments', at);
  if jsonb_array_length(p_chunk->'notices') > 0 then perform write_chunk_notices(p_tenant, p_chunk->'notices', at); end if;
  perform write_wish(p_tenant, (w->>'account_id')::bigint, w) from jsonb_array_elements(p_chunk->'wishes') w;
  perform write_attention(p_tenant, (t->>'account_id')::bigint, t) from jsonb_array_elements(p_chunk->'attention') t;
  if jsonb_array_length(p_chunk->'dues') > 0 then perform write_dues(p_tenant, p_chunk->'dues'); end if;
  if p_chunk->'lines' is not null then
    delete from bank_line where inbox_id = (p_chunk->'lines'->>'inbox_id')::bigint
      and line_no in (select l::int from jsonb_array_elements_text(p_chunk->'lines'->'line_nos') l);
  end if;
  return null;
end $$;`;
