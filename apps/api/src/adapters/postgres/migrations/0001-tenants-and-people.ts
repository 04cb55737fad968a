import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** Worlds, tenants, people, staff, keys and mandates: who may act, and for whom. */
export class TenantsAndPeople1000000000001 implements MigrationInterface {
  name = 'TenantsAndPeople1000000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create extension if not exists btree_gist`);
    await db.query(TENANTS);
    await db.query(PEOPLE);
    await db.query(STAFF);
    for (const table of ['mandate', 'audit', 'note']) await policeByTenant(db, table, 'tenant_id');
    await db.query(PLATFORM_POLICIES);
    await grantRows(db, ['tenant', 'world', 'ocmw', 'person'], 'select');
    await grantRows(db, ['mandate'], 'select, insert, update');
    await grantRows(db, ['audit', 'note'], 'select, insert');
    await db.query(LOOKUPS);
  }

  down = forwardOnly;
}

const TENANTS = `
create table world (
  world_id int generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  name text not null,
  -- The world's time is the wall's time plus this; only ever moved forward.
  offset_ms bigint not null default 0,
  automatic boolean not null,
  advancing_to timestamptz,
  steps_done int not null default 0
);
create table tenant (
  tenant_id int generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  name text not null,
  kind text not null check (kind in ('social_supplier', 'commercial_supplier')),
  region text not null check (region in ('flanders', 'wallonia', 'brussels')),
  mode text not null check (mode in ('sandbox', 'live')),
  world_id int references world,
  iban text not null unique,
  bic text not null,
  -- Cuts are refused while a person has pressed pause.
  cuts_paused_reason text,
  -- No cut without a lease that somebody or something renewed.
  cut_lease_until timestamptz,
  -- A test clock in a live tenant is impossible by constraint, not by an if.
  constraint live_has_no_world check ((mode = 'live') = (world_id is null))
);
-- Account ids are dense and handed out in blocks, so that a range of ids belongs to one tenant.
create table account_block (
  first_account_id bigint primary key,
  last_account_id bigint not null,
  next_account_id bigint not null,
  tenant_id int not null references tenant
);`;

const PEOPLE = `
create table person (
  person_id bigint generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  -- Encrypted with the data key; searched by the keyed blind indexes below.
  name bytea not null,
  phone bytea,
  mail bytea,
  name_prefix_index bytea[] not null default '{}',
  phone_index bytea,
  mail_index bytea,
  language text not null check (language in ('nl', 'fr', 'de', 'en')),
  recorded_at timestamptz not null
);
create index person_name_prefix on person using gin (name_prefix_index);
create index person_phone on person (phone_index);
create index person_mail on person (mail_index);
create table ocmw (
  ocmw_id int generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  name text not null,
  postcode text not null
);
create table mandate (
  mandate_id bigint generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null references tenant,
  ocmw_id int not null references ocmw,
  person_id bigint not null references person,
  ground text not null check (ground in ('consent', 'law')),
  valid_from date not null,
  valid_until date,
  unique (tenant_id, ocmw_id, person_id, valid_from)
);
create table note (
  note_id uuid primary key default uuidv7(),
  tenant_id int not null references tenant,
  account_id bigint not null,
  text text not null,
  author text not null,
  occurred_at timestamptz not null
);
create index note_by_account on note (account_id, occurred_at);
create table audit (
  audit_id bigint generated always as identity primary key,
  tenant_id int not null references tenant,
  occurred_at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  facts jsonb not null default '{}'
);`;

const STAFF = `
create table staff_user (
  user_id int generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int references tenant,
  ocmw_id int references ocmw,
  role text not null check (role in ('supplier_agent', 'supplier_admin', 'case_worker', 'auditor', 'operator')),
  name text not null,
  email text not null unique,
  password_hash text not null,
  language text not null check (language in ('nl', 'fr', 'de', 'en')),
  check (num_nonnulls(tenant_id, ocmw_id) = 1)
);
create table session (
  token_hash bytea primary key,
  user_id int not null references staff_user,
  expires_at timestamptz not null
);
create table api_key (
  key_hash bytea primary key,
  tenant_id int not null references tenant,
  name text not null,
  scopes text[] not null,
  revoked_at timestamptz
);`;

const PLATFORM_POLICIES = `
alter table tenant enable row level security; alter table tenant force row level security;
create policy own_tenant on tenant to tegoed_app using (tenant_id = current_tenant());
create policy owner_all on tenant to tegoed_owner using (true) with check (true);
create policy scheduler_reads on tenant for select to tegoed_scheduler using (true);
alter table world enable row level security; alter table world force row level security;
create policy own_world on world to tegoed_app using (world_id in (select world_id from tenant));
create policy owner_all on world to tegoed_owner using (true) with check (true);
alter table ocmw enable row level security; alter table ocmw force row level security;
create policy known_to_all on ocmw to tegoed_app using (true);
create policy owner_all on ocmw to tegoed_owner using (true) with check (true);
alter table person enable row level security; alter table person force row level security;
create policy owner_all on person to tegoed_owner using (true) with check (true);
alter table staff_user enable row level security; alter table staff_user force row level security;
create policy owner_all on staff_user to tegoed_owner using (true) with check (true);
alter table session enable row level security; alter table session force row level security;
create policy owner_all on session to tegoed_owner using (true) with check (true);
alter table api_key enable row level security; alter table api_key force row level security;
create policy owner_all on api_key to tegoed_owner using (true) with check (true);
alter table account_block enable row level security; alter table account_block force row level security;
create policy owner_all on account_block to tegoed_owner using (true) with check (true);
grant select (tenant_id, world_id, mode) on tenant to tegoed_scheduler;
grant update (cuts_paused_reason, cut_lease_until) on tenant to tegoed_app;`;

/**
 * Signing in happens before any tenant is known, so these few look-ups run as the owner and give back
 * only what the caller proved to have: a key's hash, a token's hash, a mail address.
 */
const LOOKUPS = `
create function find_api_key(hash bytea) returns table (tenant_id int, name text, scopes text[])
language sql stable security definer set search_path = public as $$
  select k.tenant_id, k.name, k.scopes from api_key k where k.key_hash = hash and k.revoked_at is null $$;
create function find_staff_by_email(address text) returns table (user_id int, password_hash text)
language sql stable security definer set search_path = public as $$
  select u.user_id, u.password_hash from staff_user u where u.email = lower(address) $$;
create function open_session(hash bytea, of_user int, until timestamptz) returns void
language sql security definer set search_path = public as $$
  insert into session (token_hash, user_id, expires_at) values (hash, of_user, until) $$;
create function close_session(hash bytea) returns void
language sql security definer set search_path = public as $$ delete from session where token_hash = hash $$;
create function find_session(hash bytea, wall_now timestamptz)
returns table (user_id int, public_id uuid, role text, name text, email text, language text, tenant_id int, ocmw_id int,
               organisation_id uuid, organisation_name text)
language sql stable security definer set search_path = public as $$
  select u.user_id, u.public_id, u.role, u.name, u.email, u.language, u.tenant_id, u.ocmw_id,
         coalesce(t.public_id, o.public_id), coalesce(t.name, o.name)
  from session s join staff_user u using (user_id)
  left join tenant t on t.tenant_id = u.tenant_id left join ocmw o on o.ocmw_id = u.ocmw_id
  where s.token_hash = hash and s.expires_at > wall_now $$;
create function tenants_of_ocmw(of_ocmw int) returns table (tenant_id int)
language sql stable security definer set search_path = public as $$
  select distinct m.tenant_id from mandate m where m.ocmw_id = of_ocmw $$;
create function world_of_tenant(of_tenant int) returns table (world_id int, offset_ms bigint)
language sql stable security definer set search_path = public as $$
  select w.world_id, w.offset_ms from tenant t join world w using (world_id) where t.tenant_id = of_tenant $$;`;
