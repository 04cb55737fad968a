import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** The two round trips of a euro: read the account's snapshot, then post everything or nothing. */
export class PostEntry1000000000005 implements MigrationInterface {
  name = 'PostEntry1000000000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ACCOUNT_SNAPSHOT);
    await db.query(WRITE_PARTS);
    await db.query(POST_ENTRY);
  }

  down = forwardOnly;
}

/**
 * State, the household's repayments of the month and the facts of the contract, in one read without a lock. Text json,
 * because it is read once and never looked into here; building jsonb of fifty columns costs as much as reading them.
 */
function snapshotOf(condition: string): string {
  return `
  select to_json(x) from (
    select s.*, c.connection_id, c.person_id, a.reference, a.public_id, a.household_id, lower(c.period) as active_from, upper(c.period) as active_until,
      (select json_agg(json_build_object('account_id', o.account_id, 'month', o.repaid_month, 'micro_euro', o.repaid_in_month_micro_euro))
       from account h join account_state o using (account_id) where h.household_id = a.household_id and h.account_id <> a.account_id) as household_repaid
    from account_state s join account a using (account_id) join contract c using (account_id) where ${condition}) x`;
}

const ACCOUNT_SNAPSHOT = `
create function account_snapshot(p_tenant int, p_account bigint, p_lock boolean) returns json
language plpgsql as $$
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  if p_lock then perform 1 from account_state where account_id = p_account for update; end if;
  return (${snapshotOf('s.account_id = p_account')});
end $$;
create function account_snapshots(p_tenant int, p_accounts bigint[], p_lock boolean) returns setof json
language plpgsql rows 500 as $$
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  if p_lock then perform 1 from account_state where account_id = any(p_accounts) order by account_id for update; end if;
  return query ${snapshotOf('s.account_id = any(p_accounts)')};
end $$;`;

/** Small writers shared by the single entry and the chunks of a file; they hold no rule. */
const WRITE_PARTS = `
create function write_wish(p_tenant int, p_account bigint, p_wish jsonb) returns void
language plpgsql as $$
begin
  if p_wish is null then return; end if;
  update supply_wish set state = 'superseded' where account_id = p_account and state in ('open', 'held');
  -- A warning of less supply that has not left yet is wrong once supply is to stay on.
  if p_wish->>'wanted_supply' = 'on' then
    update notice set state = 'withdrawn' where account_id = p_account and state = 'due' and is_warning;
  end if;
  insert into supply_wish (account_id, version, tenant_id, wanted_supply, released, run_id, state, reasons, not_before, decided_at, wall_at)
  select p_account, w.version, p_tenant, w.wanted_supply, w.released, w.run_id, w.state, w.reasons, w.not_before, w.decided_at, w.wall_at
  from jsonb_populate_record(null::supply_wish, p_wish) w;
end $$;
create function write_attention(p_tenant int, p_account bigint, p_attention jsonb) returns void
language plpgsql as $$
begin
  if p_attention is null then return; end if;
  if p_attention->>'kind' is null then delete from attention where account_id = p_account; return; end if;
  insert into attention (account_id, tenant_id, kind, since, runs_out_on)
  values (p_account, p_tenant, p_attention->>'kind', (p_attention->>'since')::timestamptz, (p_attention->>'runs_out_on')::date)
  on conflict (account_id) do update set runs_out_on = excluded.runs_out_on, kind = excluded.kind,
    since = case when attention.kind = excluded.kind then attention.since else excluded.since end;
end $$;
create function write_dues(p_tenant int, p_rows jsonb) returns void
language sql as $$
  insert into due (tenant_id, due_at, kind, ref)
  select p_tenant, d.due_at, d.kind, coalesce(d.ref, '') from jsonb_populate_recordset(null::due, p_rows) d
  on conflict do nothing $$;
-- Everything of the state that an entry may change; the ids of tenant, account and meter never are.
create function write_state(p_account bigint, p_expected_version int, p_state jsonb) returns boolean
language plpgsql as $$
begin
  update account_state s set
    version = p_expected_version + 1, entry_no = n.entry_no,
    credit_micro_euro = n.credit_micro_euro, debt_supply_micro_euro = n.debt_supply_micro_euro,
    debt_protected_micro_euro = n.debt_protected_micro_euro, debt_old_micro_euro = n.debt_old_micro_euro,
    debt_returned_micro_euro = n.debt_returned_micro_euro, debt_correction_micro_euro = n.debt_correction_micro_euro,
    debt_supply_at_zero_micro_euro = n.debt_supply_at_zero_micro_euro, mean_daily_charge_micro_euro = n.mean_daily_charge_micro_euro,
    emergency_taken_micro_euro = n.emergency_taken_micro_euro, instalment_micro_euro = n.instalment_micro_euro,
    repaid_in_month_micro_euro = n.repaid_in_month_micro_euro, last_day = n.last_day, last_read_day = n.last_read_day,
    stale_since = n.stale_since, protected_until = n.protected_until, runs_out_on = n.runs_out_on,
    payment_under_way_until = n.payment_under_way_until, next_change_at = n.next_change_at, next_review_at = n.next_review_at,
    offtake1 = n.offtake1, offtake2 = n.offtake2, injection1 = n.injection1, injection2 = n.injection2,
    instalment_week = n.instalment_week, repaid_month = n.repaid_month, credit_state = n.credit_state,
    desired_supply = n.desired_supply, confirmed_supply = n.confirmed_supply, next_change_supply = n.next_change_supply,
    wish_version = n.wish_version, warned_days_left = n.warned_days_left,
    repayment_share_basis_points = n.repayment_share_basis_points, lac_decision = n.lac_decision
  from jsonb_populate_record(null::account_state, p_state) n
  where s.account_id = p_account and s.version = p_expected_version;
  return found;
end $$;`;

/**
 * One call = one transaction: sets the tenant, claims the keys, tests the version, writes journal, payment, state,
 * wish and notices, or nothing. The first key that was claimed before gives back what was stored with it. Statements
 * stand in this one body, because each function that is called costs as much as what it writes.
 * Errors: TG001 = the version moved, or somebody claimed a key in this very moment: read again.
 */
const POST_ENTRY = `
create function earlier_claim(p_tenant int, p_claims jsonb) returns jsonb language plpgsql as $$
declare earlier jsonb;
begin
  select jsonb_build_object('channel', c.channel, 'result', c.result, 'outcome',
    case when encode(c.content_hash, 'hex') = k.value->>'content_hash' then 'duplicate' else 'other_content' end)
  into earlier
  from jsonb_array_elements(p_claims) with ordinality k (value, place)
  join claim c on c.tenant_id = p_tenant and c.channel = k.value->>'channel' and c.external_id = k.value->>'external_id'
  order by k.place limit 1;
  return earlier;
end $$;
create function post_entry(p_tenant int, p_account bigint, p_expected_version int, p_claims jsonb, p_entry jsonb) returns jsonb
language plpgsql as $$
declare
  earlier jsonb; claimed int; keys int := jsonb_array_length(p_claims); v_account bigint := coalesce(p_account, 0);
  batch jsonb := p_entry->'batch'; recorded timestamptz := (p_entry->'batch'->>'recorded_at')::timestamptz;
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  -- Of several keys none may be taken before all are known to be free; one alone is simply tried.
  if keys > 1 then
    earlier := earlier_claim(p_tenant, p_claims);
    if earlier is not null then return earlier; end if;
  end if;
  if keys > 0 then
    insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at)
    select p_tenant, k.channel, k.external_id, decode(k.content_hash, 'hex'), k.result, k.claimed_at
    from jsonb_to_recordset(p_claims) k (channel text, external_id text, content_hash text, result jsonb, claimed_at timestamptz)
    on conflict do nothing;
    get diagnostics claimed = row_count;
    if claimed < keys then
      if keys = 1 then earlier := earlier_claim(p_tenant, p_claims); end if;
      if earlier is not null then return earlier; end if;
      raise exception 'the key was claimed meanwhile' using errcode = 'TG001';
    end if;
  end if;
  if p_account is not null and not write_state(p_account, p_expected_version, p_entry->'state') then
    raise exception 'the account moved on' using errcode = 'TG001';
  end if;
  with entry as (
    insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id,
      reverses_journal_id, occurred_at, recorded_at, wall_at, credit_after_micro_euro, debt_supply_after_micro_euro,
      debt_protected_after_micro_euro, debt_old_after_micro_euro, debt_returned_after_micro_euro, debt_correction_after_micro_euro)
    select v_account, p_tenant, r.entry_no, r.debit, r.credit, r.amount_micro_euro, r.kind, r.cause_kind, r.cause_id,
      r.reverses_journal_id, r.occurred_at, r.recorded_at, r.wall_at, r.credit_after_micro_euro, r.debt_supply_after_micro_euro,
      r.debt_protected_after_micro_euro, r.debt_old_after_micro_euro, r.debt_returned_after_micro_euro, r.debt_correction_after_micro_euro
    from jsonb_to_recordset(p_entry->'journal') r (entry_no int, debit ledger_account, credit ledger_account, amount_micro_euro bigint, kind text,
      cause_kind text, cause_id text, reverses_journal_id bigint, occurred_at timestamptz, recorded_at timestamptz, wall_at timestamptz,
      credit_after_micro_euro bigint, debt_supply_after_micro_euro bigint, debt_protected_after_micro_euro bigint,
      debt_old_after_micro_euro bigint, debt_returned_after_micro_euro bigint, debt_correction_after_micro_euro bigint)
    returning debit, credit, amount_micro_euro),
  paid as (
    insert into payment (payment_id, account_id, tenant_id, channel, external_id, amount_micro_euro, state, why, reference_text,
      payer_name, payer_iban, inbox_id, paid_at, recorded_at)
    select p.payment_id, v_account, p_tenant, p.channel, p.external_id, p.amount_micro_euro, p.state, p.why, p.reference_text,
      p.payer_name, p.payer_iban, p.inbox_id, p.paid_at, p.recorded_at
    from jsonb_to_recordset(coalesce(p_entry->'payments', '[]')) p (payment_id uuid, channel text, external_id text, amount_micro_euro bigint, state text,
      why text, reference_text text, payer_name bytea, payer_iban bytea, inbox_id bigint, paid_at timestamptz, recorded_at timestamptz))
  insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
  select p_tenant, batch->>'kind', batch->>'id', l.account, sum(l.debit), sum(l.credit), (batch->>'booked_on')::date, recorded
  from entry e cross join lateral (values (e.debit, e.amount_micro_euro, 0::bigint), (e.credit, 0::bigint, e.amount_micro_euro)) l (account, debit, credit)
  group by l.account;
  if p_account is not null then
    if jsonb_typeof(p_entry->'wish') = 'object' then perform write_wish(p_tenant, p_account, p_entry->'wish'); end if;
    if jsonb_array_length(coalesce(p_entry->'notices', '[]')) > 0 then
      insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, run_id, state, send_after, decided_at)
      select p_account, p_tenant, n.kind, n.dedupe_key, n.facts, n.is_warning, n.released, n.run_id, n.state, n.send_after, n.decided_at
      from jsonb_to_recordset(p_entry->'notices') n (kind text, dedupe_key text, facts jsonb, is_warning boolean, released boolean, run_id bigint,
        state text, send_after timestamptz, decided_at timestamptz)
      on conflict (tenant_id, dedupe_key) do nothing;
    end if;
    if jsonb_typeof(p_entry->'attention') = 'object' then perform write_attention(p_tenant, p_account, p_entry->'attention'); end if;
  end if;
  if jsonb_array_length(coalesce(p_entry->'dues', '[]')) > 0 then
    insert into due (tenant_id, due_at, kind, ref)
    select p_tenant, d.due_at, d.kind, coalesce(d.ref, '') from jsonb_to_recordset(p_entry->'dues') d (due_at timestamptz, kind text, ref text)
    on conflict do nothing;
  end if;
  return jsonb_build_object('outcome', 'booked');
end $$;`;
