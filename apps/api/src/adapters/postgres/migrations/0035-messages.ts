import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** The proof of each message, letters and their batches, household warnings, and what people want to be told. */
export class Messages1000000000035 implements MigrationInterface {
  name = 'Messages1000000000035';

  async up(db: QueryRunner): Promise<void> {
    await db.query(NOTICES);
    await db.query(LETTERS);
    await db.query(PREFERENCES);
    for (const table of ['notice_step', 'letter', 'letter_batch', 'notice_preference']) await policeByTenant(db, table, 'tenant_id');
    await makeAppendOnly(db, 'notice_step');
    await grantRows(db, ['notice_step', 'letter_batch'], 'select, insert');
    await grantRows(db, ['letter', 'notice_preference'], 'select, insert, update');
    await db.query(LOOKUPS);
  }

  down = forwardOnly;
}

const NOTICES = `
-- A warning about electricity and one about gas of the same home go as one message: the second follows the first.
alter table notice add column carried_by uuid;
create index notice_carried on notice (carried_by) where carried_by is not null;
-- What no receipt has come for: looked at again until it is delivered or goes by the next channel.
create index notice_unconfirmed on notice (tenant_id, sent_at) where state = 'sent' and channel in ('sms', 'call');
create table notice_step (
  account_id bigint not null,
  step_id bigint generated always as identity,
  notice_id uuid not null,
  tenant_id int not null,
  what text not null check (what in ('sent', 'delivered', 'not_delivered', 'silent', 'posted', 'returned', 'dropped')),
  channel text,
  provider_id text,
  why text,
  -- SHA-256 of the words that went out.
  text_hash bytea,
  cost_micro_euro bigint not null default 0,
  occurred_at timestamptz not null,
  wall_at timestamptz not null,
  primary key (account_id, step_id)
);
create index notice_step_by_notice on notice_step (notice_id);
create index notice_step_by_provider on notice_step (provider_id) where provider_id is not null;`;

const LETTERS = `
create table letter_batch (
  batch_id uuid primary key default uuidv7(),
  tenant_id int not null references tenant,
  letters int not null,
  made_at timestamptz not null,
  wall_at timestamptz not null
);
-- The words only: name and address are put on when the batch is printed.
create table letter (
  account_id bigint not null,
  letter_id uuid not null default uuidv7(),
  notice_id uuid not null,
  tenant_id int not null,
  content jsonb not null,
  state text not null check (state in ('waiting', 'posted', 'delivered', 'returned', 'cancelled')),
  batch_id uuid,
  made_at timestamptz not null,
  posted_at timestamptz,
  primary key (account_id, letter_id)
);
create unique index letter_of_notice on letter (notice_id) where state <> 'cancelled';
create index letter_open on letter (tenant_id, state) where state in ('waiting', 'posted');
create index letter_by_batch on letter (batch_id) where batch_id is not null;`;

const PREFERENCES = `
-- When a person wants to be reminded beside the ladder.
create table notice_preference (
  account_id bigint primary key,
  tenant_id int not null,
  warn_days_left smallint check (warn_days_left between 1 and 60),
  warn_below_micro_euro bigint check (warn_below_micro_euro > 0),
  is_reminded boolean not null default false
);
create index notice_preference_watched on notice_preference (tenant_id) where warn_days_left is not null or warn_below_micro_euro is not null;`;

const LOOKUPS = `
create or replace function find_notice_tenant(p_provider_id text) returns int
language sql stable security definer set search_path = public as $$
  select tenant_id from notice where provider_id = p_provider_id
  union all select tenant_id from notice_step where provider_id = p_provider_id limit 1 $$;`;
