import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** What stands between a home and a cut beside the gates, and what looks after those who have paid. */
export class Safety1000000000026 implements MigrationInterface {
  name = 'Safety1000000000026';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SIGNALS);
    await db.query(BREAKERS);
    await db.query(APPROVALS);
    await db.query(PAID_BUT_DARK);
    const tables = ['safety_signal', 'moratorium', 'area_outage', 'supply_counter', 'breaker_trip', 'approval', 'restore_clock', 'field_task'];
    for (const table of tables) await policeByTenant(db, table, 'tenant_id');
    await grantRows(db, ['safety_signal', 'supply_counter', 'breaker_trip', 'approval', 'restore_clock', 'field_task', 'area_outage'], 'select, insert, update');
    await grantRows(db, ['moratorium'], 'select, insert');
  }

  down = forwardOnly;
}

const SIGNALS = `
-- What the world outside says and for how long that holds: weather, channels, somebody on duty. What has run out is unknown.
create table safety_signal (
  tenant_id int not null references tenant,
  kind text not null check (kind in ('weather', 'payment_channels', 'phone', 'operator_on_duty', 'books', 'release')),
  value text not null,
  valid_until timestamptz not null,
  reported_by text not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, kind)
);
create table moratorium (
  public_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  -- Null: every kind of supply.
  utility text check (utility in ('electricity', 'gas', 'exclusive_night')),
  period daterange not null,
  reason text not null,
  author text not null,
  recorded_at timestamptz not null
);
create index moratorium_by_tenant on moratorium (tenant_id);
create table area_outage (
  public_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  postcode text not null,
  began_at timestamptz not null,
  ended_at timestamptz,
  source text not null check (source in ('operator', 'detected')),
  reason text not null
);
create unique index open_outage on area_outage (tenant_id, postcode) where ended_at is null;`;

const BREAKERS = `
-- Orders for less supply that left, per scope and period; locked and counted in the transaction that sends.
create table supply_counter (
  tenant_id int not null references tenant,
  scope text not null,
  starts_at timestamptz not null,
  used int not null default 0,
  primary key (tenant_id, scope, starts_at)
);
create table breaker_trip (
  public_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  scope text not null,
  used int not null,
  maximum int not null,
  tripped_at timestamptz not null,
  released_at timestamptz
);
create unique index open_trip on breaker_trip (tenant_id) where released_at is null;`;

const APPROVALS = `
-- What needs two people: one asks with a reason, another one decides.
create table approval (
  public_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  kind text not null,
  subject text not null,
  reason text not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'approved', 'rejected')),
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  check (state = 'asked' or decided_by <> asked_by)
);
create unique index one_open_approval on approval (tenant_id, kind, subject) where state = 'asked';`;

const PAID_BUT_DARK = `
-- From the entry that gave supply back to the meter's own proof, per home.
create table restore_clock (
  account_id bigint not null,
  wish_version int not null,
  tenant_id int not null references tenant,
  started_at timestamptz not null,
  handed_at timestamptz,
  confirmed_at timestamptz,
  escalated_at timestamptz,
  compensation_due boolean not null default false,
  primary key (account_id, wish_version)
);
create index restore_clock_by_time on restore_clock (tenant_id, started_at);
-- Homes that a person has to go and look at.
create table field_task (
  public_id uuid not null default uuidv7() primary key,
  tenant_id int not null references tenant,
  account_id bigint not null,
  kind text not null check (kind in ('paid_but_dark', 'unreachable', 'no_answer', 'overloaded', 'refused', 'unknown_meter', 'no_confirmation', 'not_moved',
    'deadline', 'tamper', 'injection', 'night_use')),
  facts jsonb not null,
  opened_at timestamptz not null,
  done_at timestamptz,
  done_by text,
  note text
);
create unique index open_field_task on field_task (account_id, kind) where done_at is null;
create index field_task_by_tenant on field_task (tenant_id, opened_at) where done_at is null;`;
