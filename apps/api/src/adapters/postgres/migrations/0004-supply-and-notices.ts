import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** Wishes, commands, permits, notices, due moments and daily runs. */
export class SupplyAndNotices1000000000004 implements MigrationInterface {
  name = 'SupplyAndNotices1000000000004';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SUPPLY);
    await db.query(NOTICES);
    await db.query(RUNS);
    const policed = ['attention', 'supply_wish', 'command', 'command_step', 'notice', 'due', 'daily_run', 'run_range'];
    for (const table of policed) await policeByTenant(db, table, 'tenant_id');
    await makeAppendOnly(db, 'command_step');
    await grantRows(db, ['command_step'], 'select, insert');
    await grantRows(db, ['attention', 'due'], 'select, insert, update, delete');
    await grantRows(db, ['supply_wish', 'command', 'notice', 'daily_run', 'run_range'], 'select, insert, update');
    await db.query(SCHEDULER);
  }

  down = forwardOnly;
}

const SUPPLY = `
create table supply_wish (
  account_id bigint not null,
  version int not null,
  tenant_id int not null,
  wanted_supply text not null check (wanted_supply in ('on', 'limited', 'off')),
  -- A wish for less supply stays invisible to senders until its run is released.
  released boolean not null,
  run_id bigint,
  state text not null check (state in ('open', 'held', 'satisfied', 'superseded', 'quarantined')),
  reasons jsonb not null,
  not_before timestamptz,
  decided_at timestamptz not null,
  wall_at timestamptz not null,
  primary key (account_id, version)
);
create index open_wish on supply_wish (tenant_id, not_before) where state in ('open', 'held');
create table command (
  command_id uuid not null default uuidv7(),
  account_id bigint not null,
  tenant_id int not null,
  connection_id bigint not null,
  meter_serial text not null,
  wish_version int not null,
  action text not null check (action in ('connect', 'disconnect', 'arm', 'limit', 'unlimit', 'read_state')),
  state text not null check (state in ('requested', 'held', 'queued', 'sending', 'sent', 'accepted', 'confirmed', 'refused',
    'expired', 'superseded', 'unknown', 'unreachable')),
  sequence int not null,
  attempt int not null default 0,
  reads int not null default 0,
  correlation_id uuid not null default gen_random_uuid(),
  gates jsonb,
  answer text,
  last_error text,
  requested_at timestamptz not null,
  not_before timestamptz,
  deadline_at timestamptz not null,
  sent_at timestamptz,
  sent_wall_at timestamptz,
  expires_at timestamptz,
  provable_after timestamptz,
  accepted_at timestamptz,
  confirmed_at timestamptz,
  next_attempt_at timestamptz,
  next_read_at timestamptz,
  is_open boolean not null,
  primary key (account_id, command_id)
);
create unique index command_correlation on command (correlation_id);
create index open_command on command (tenant_id) where is_open;
-- One open order per meter; the newest wish wins by superseding, never by a second order beside the first.
create unique index one_open_order on command (connection_id) where is_open;
create table command_step (
  account_id bigint not null,
  step_id bigint generated always as identity,
  command_id uuid not null,
  tenant_id int not null,
  from_state text,
  to_state text not null,
  event jsonb not null,
  occurred_at timestamptz not null,
  primary key (account_id, step_id)
);
-- Counts cuts per AMM and hour; taken in the transaction that sends. It knows nothing of balances.
create table cut_permit (
  amm text not null,
  hour timestamptz not null,
  used int not null default 0,
  maximum int not null,
  primary key (amm, hour)
);
alter table cut_permit enable row level security; alter table cut_permit force row level security;
create policy counted_by_all on cut_permit to tegoed_app using (true) with check (true);
create policy owner_all on cut_permit to tegoed_owner using (true) with check (true);
grant select, insert, update on cut_permit to tegoed_app;`;

const NOTICES = `
create table notice (
  notice_id uuid not null default uuidv7(),
  account_id bigint not null,
  tenant_id int not null,
  kind text not null,
  dedupe_key text not null,
  facts jsonb not null,
  is_warning boolean not null,
  released boolean not null,
  run_id bigint,
  state text not null check (state in ('due', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'quarantined', 'withdrawn')),
  channel text,
  language text,
  recipient text,
  text text,
  provider_id text,
  attempts int not null default 0,
  send_after timestamptz not null,
  decided_at timestamptz not null,
  sent_at timestamptz,
  delivered_at timestamptz,
  primary key (account_id, notice_id)
);
create unique index notice_once on notice (tenant_id, dedupe_key);
create index notice_to_send on notice (tenant_id, send_after) where state in ('due', 'sending');
create index notice_by_provider on notice (provider_id) where provider_id is not null;
create table due (
  tenant_id int not null,
  due_at timestamptz not null,
  kind text not null,
  ref text not null default '',
  primary key (tenant_id, due_at, kind, ref)
);`;

const RUNS = `
create table daily_run (
  run_id bigint generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null,
  day date not null,
  state text not null check (state in ('ranges', 'fleet_check', 'released', 'quarantined', 'failed')),
  accounts_total int not null default 0,
  why text,
  started_at timestamptz not null,
  started_wall_at timestamptz not null,
  finished_at timestamptz,
  finished_wall_at timestamptz,
  unique (tenant_id, day)
);
create table run_range (
  run_id bigint not null references daily_run,
  range_no int not null,
  tenant_id int not null,
  first_account_id bigint not null,
  last_account_id bigint not null,
  done_at timestamptz,
  counts jsonb,
  primary key (run_id, range_no)
);`;

/** The scheduler may ask for one thing: which tenants have something due, and when. */
const SCHEDULER = `
create policy scheduler_reads on due for select to tegoed_scheduler using (true);
grant select on due to tegoed_scheduler;
create function tenants_to_serve() returns table (tenant_id int, world_id int, world_public_id uuid, offset_ms bigint, automatic boolean, advancing_to timestamptz)
language sql stable security definer set search_path = public as $$
  select t.tenant_id, w.world_id, w.public_id, coalesce(w.offset_ms, 0), coalesce(w.automatic, false), w.advancing_to
  from tenant t left join world w using (world_id) order by t.tenant_id $$;
create function move_world(p_world int, p_offset_ms bigint, p_advancing_to timestamptz, p_step boolean) returns void
language sql security definer set search_path = public as $$
  update world set offset_ms = greatest(offset_ms, p_offset_ms), advancing_to = p_advancing_to,
    steps_done = case when p_step then steps_done + 1 else 0 end
  where world_id = p_world $$;
create function find_command_tenant(p_correlation uuid) returns int
language sql stable security definer set search_path = public as $$
  select tenant_id from command where correlation_id = p_correlation $$;
create function find_meter_tenants(p_serial text, p_on date) returns table (tenant_id int, account_id bigint)
language sql stable security definer set search_path = public as $$
  select c.tenant_id, c.account_id from meter m join meter_placement p using (meter_id) join contract c using (connection_id)
  where m.serial = p_serial and p.placed @> p_on and c.period @> p_on $$;
create function find_notice_tenant(p_provider_id text) returns int
language sql stable security definer set search_path = public as $$
  select tenant_id from notice where provider_id = p_provider_id $$;`;
