import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** An accepted bank file on its way into the books: its lines, and one call that books five hundred of them. */
export class BankLines1000000000015 implements MigrationInterface {
  name = 'BankLines1000000000015';

  async up(db: QueryRunner): Promise<void> {
    await db.query(LINES);
    for (const table of ['bank_line', 'bank_telling']) await policeByTenant(db, table, 'tenant_id');
    await grantRows(db, ['bank_line'], 'select, insert, delete');
    await grantRows(db, ['bank_telling'], 'select, insert');
    await db.query(WRITE_CHUNK);
    await db.query(POST_ENTRIES);
  }

  down = forwardOnly;
}

const LINES = `
-- The movements of an accepted file that are not in the books yet. A line goes when its movement is booked, in the same
-- transaction: what is left is what a restart has to finish.
create table bank_line (
  tenant_id int not null,
  inbox_id bigint not null,
  line_no int not null,
  -- 0: nobody's account is known, the money goes to suspense.
  account_id bigint not null,
  plan text not null check (plan in ('top_up', 'suspense', 'return')),
  why text,
  payment_id uuid not null,
  external_id text not null,
  content_hash text not null,
  amount_micro_euro bigint not null,
  paid_at timestamptz not null,
  reference_text text,
  payer_name bytea,
  payer_iban bytea,
  return_reason text,
  primary key (inbox_id, line_no)
);
create index bank_line_by_account on bank_line (inbox_id, account_id, line_no);
create index bank_line_by_tenant on bank_line (tenant_id);
-- Who told which movement of money. A bank tells one movement in several formats; what they have in common is the
-- fingerprint, and honest equal payments are its instances 1, 2, 3.
create table bank_telling (
  tenant_id int not null,
  fingerprint bytea not null,
  instance int not null,
  teller text not null,
  identity text not null,
  content_hash text not null,
  bank_reference text,
  end_to_end_id text,
  payer_index bytea,
  primary key (tenant_id, fingerprint, instance, teller, identity)
);
create unique index bank_telling_by_identity on bank_telling (tenant_id, identity, teller);
create index bank_telling_by_payer on bank_telling (tenant_id, payer_index) where payer_index is not null;
create index inbox_to_finish on inbox (tenant_id) where state = 'accepted';`;

const WRITE_CHUNK = `
-- Only what money changes: a payment leaves registers, days and terms alone.
create function write_states(p_rows jsonb) returns void language sql as $$
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
  where s.account_id = n.account_id $$;
create function write_journals(p_tenant int, p_rows jsonb, p_batch jsonb) returns void language sql as $$
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
  group by l.account $$;
create function write_payments(p_tenant int, p_rows jsonb, p_recorded_at timestamptz) returns void language sql as $$
  insert into payment (payment_id, account_id, tenant_id, channel, external_id, amount_micro_euro, state, why, reference_text,
    payer_name, payer_iban, inbox_id, paid_at, recorded_at)
  select p.payment_id, coalesce(p.account_id, 0), p_tenant, p.channel, p.external_id, p.amount_micro_euro, p.state, p.why, p.reference_text,
    p.payer_name, p.payer_iban, p.inbox_id, p.paid_at, p_recorded_at
  from jsonb_to_recordset(p_rows) p (payment_id uuid, account_id bigint, channel text, external_id text, amount_micro_euro bigint, state text, why text,
    reference_text text, payer_name bytea, payer_iban bytea, inbox_id bigint, paid_at timestamptz) $$;
create function write_chunk_notices(p_tenant int, p_rows jsonb, p_recorded_at timestamptz) returns void language sql as $$
  insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, state, send_after, decided_at)
  select n.account_id, p_tenant, n.kind, n.dedupe_key, n.facts, n.is_warning, true, 'due', n.send_after, p_recorded_at
  from jsonb_to_recordset(p_rows) n (account_id bigint, kind text, dedupe_key text, facts jsonb, is_warning boolean, send_after timestamptz)
  on conflict (tenant_id, dedupe_key) do nothing $$;`;

/**
 * One call = one transaction for up to 500 payments: claims, states, journal, payments, notices, wishes, and the lines of
 * the file that are done with, or nothing. It waits for no account: those that somebody else holds, or that moved on,
 * come back as `lost` and nothing is written, so two chunks can never wait for each other in a circle.
 * Errors: TG001 = a key was claimed before: look at the payments one by one.
 */
const POST_ENTRIES = `
create function post_entries(p_tenant int, p_accounts bigint[], p_versions int[], p_chunk jsonb) returns bigint[]
language plpgsql as $$
declare lost bigint[]; claimed int; batch jsonb := p_chunk->'batch'; at timestamptz := (p_chunk->'batch'->>'recorded_at')::timestamptz;
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  with held as (select s.account_id, s.version from account_state s where s.account_id = any(p_accounts) order by s.account_id for update skip locked)
  select array_agg(e.account_id) into lost from unnest(p_accounts, p_versions) e (account_id, version) left join held h using (account_id)
  where h.version is distinct from e.version;
  if lost is not null then return lost; end if;
  insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at)
  select p_tenant, c.channel, c.external_id, decode(c.content_hash, 'hex'), c.result, at
  from jsonb_to_recordset(p_chunk->'claims') c (channel text, external_id text, content_hash text, result jsonb)
  order by c.channel, c.external_id on conflict do nothing;
  get diagnostics claimed = row_count;
  if claimed <> jsonb_array_length(p_chunk->'claims') then raise exception 'a key was claimed before' using errcode = 'TG001'; end if;
  perform write_states(p_chunk->'states');
  perform write_journals(p_tenant, p_chunk->'journal', batch);
  perform write_payments(p_tenant, p_chunk->'payments', at);
  perform write_chunk_notices(p_tenant, p_chunk->'notices', at);
  perform write_wish(p_tenant, (w->>'account_id')::bigint, w) from jsonb_array_elements(p_chunk->'wishes') w;
  perform write_attention(p_tenant, (t->>'account_id')::bigint, t) from jsonb_array_elements(p_chunk->'attention') t;
  perform write_dues(p_tenant, p_chunk->'dues');
  if p_chunk->'lines' is not null then
    delete from bank_line where inbox_id = (p_chunk->'lines'->>'inbox_id')::bigint
      and line_no in (select l::int from jsonb_array_elements_text(p_chunk->'lines'->'line_nos') l);
  end if;
  return null;
end $$;`;
