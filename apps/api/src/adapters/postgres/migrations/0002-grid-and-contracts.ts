import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** The grid registry stands outside tenants; contracts and accounts bind it to a tenant and a person. */
export class GridAndContracts1000000000002 implements MigrationInterface {
  name = 'GridAndContracts1000000000002';

  async up(db: QueryRunner): Promise<void> {
    await db.query(GRID);
    await db.query(CONTRACTS);
    await db.query(TERMS);
    for (const table of ['household', 'contract', 'account', 'tariff', 'tariff_version', 'tariff_assignment', 'policy_assignment'])
      await policeByTenant(db, table, 'tenant_id');
    await db.query(GRID_POLICIES);
    await grantRows(db, ['connection', 'meter', 'meter_placement', 'meter_model', 'supply_state'], 'select');
    await grantRows(db, ['household', 'account', 'tariff', 'tariff_version'], 'select, insert');
    await grantRows(db, ['contract', 'tariff_assignment', 'policy_assignment'], 'select, insert, update');
    await grantRows(db, ['policy', 'gas_factor'], 'select, insert');
    await db.query(GRID_FUNCTIONS);
  }

  down = forwardOnly;
}

const GRID = `
create table meter_model (
  meter_model_id smallint primary key,
  name text not null,
  utility text not null check (utility in ('electricity', 'gas', 'exclusive_night')),
  register_digits smallint not null,
  -- What the connection can carry in a day, in Wh or dm3: a use above it is held, never charged.
  max_daily_use int not null,
  has_limiter boolean not null,
  reconnect text not null check (reconnect in ('closes_at_once', 'arms_only'))
);
create table connection (
  connection_id bigint generated always as identity primary key,
  ean text not null unique check (ean ~ '^[0-9]{18}$'),
  utility text not null check (utility in ('electricity', 'gas', 'exclusive_night')),
  street text not null,
  house_number text not null,
  postcode text not null,
  town text not null,
  gas_station text,
  solar boolean not null default false
);
create index connection_by_last_13 on connection (right(ean, 13));
create table meter (
  meter_id bigint generated always as identity primary key,
  serial text not null unique,
  meter_model_id smallint not null references meter_model
);
create table meter_placement (
  meter_id bigint not null references meter,
  connection_id bigint not null references connection,
  -- A gas meter speaks through the electricity meter of the same home.
  speaks_through_meter_id bigint references meter,
  placed daterange not null,
  primary key (connection_id, meter_id),
  exclude using gist (connection_id with =, placed with &&),
  exclude using gist (meter_id with =, placed with &&)
);
-- The last proof of what the meter really does. UNKNOWN until a read-back newer than the last order's expiry.
create table supply_state (
  connection_id bigint primary key references connection,
  confirmed_supply text not null check (confirmed_supply in ('on', 'limited', 'off', 'ready', 'tripped', 'unknown')),
  confirmed_at timestamptz,
  last_known_supply text not null,
  -- When the meter last answered anything: it must be able to come back before it may be cut.
  meter_seen_at timestamptz,
  last_sequence int not null default 0,
  last_action text,
  last_sent_at timestamptz,
  last_order_expires_at timestamptz
);`;

const CONTRACTS = `
create table household (
  household_id bigint generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null references tenant,
  person_id bigint not null references person
);
create table account (
  account_id bigint primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null references tenant,
  household_id bigint not null references household,
  -- One permanent structured reference, never given out again.
  reference text not null unique check (reference ~ '^[0-9]{12}$'),
  opened_at timestamptz not null
);
create index account_by_household on account (household_id);
create table contract (
  account_id bigint primary key references account,
  tenant_id int not null references tenant,
  connection_id bigint not null references connection,
  person_id bigint not null references person,
  legal_ground text not null,
  period daterange not null,
  -- Periods of one connection never overlap, whoever the supplier is.
  constraint one_contract_at_a_time exclude using gist (connection_id with =, period with &&)
);
create index contract_by_person on contract (person_id);`;

const TERMS = `
create table tariff (
  tariff_id int generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  tenant_id int not null references tenant,
  name text not null,
  utility text not null,
  unique (tenant_id, name)
);
create table tariff_version (
  tariff_version_id int generated always as identity primary key,
  tenant_id int not null references tenant,
  tariff_id int not null references tariff,
  valid daterange not null,
  vat_basis_points int not null check (vat_basis_points between 0 and 10000),
  -- [{component, unit, priceHundredThousandthEuro}]
  components jsonb not null,
  recorded_at timestamptz not null,
  exclude using gist (tariff_id with =, valid with &&)
);
create table policy (
  policy_id int generated always as identity primary key,
  public_id uuid not null default uuidv7() unique,
  -- Null for the layer of the law, which is the platform's and the same for all tenants.
  tenant_id int references tenant,
  layer text not null check (layer in ('law', 'house')),
  name text not null,
  region text not null,
  valid daterange not null,
  version int not null,
  document jsonb not null,
  recorded_at timestamptz not null,
  check ((layer = 'law') = (tenant_id is null))
);
create table gas_factor (
  gas_station text not null,
  month date not null,
  version int not null,
  -- Wh in one dm3, times 10,000.
  wh_per_dm3_e4 int not null,
  status text not null check (status in ('provisional', 'final')),
  primary key (gas_station, month, version)
);
create table tariff_assignment (
  tenant_id int not null, account_id bigint not null references account, tariff_id int not null references tariff,
  valid daterange not null, reason text not null, recorded_at timestamptz not null,
  primary key (account_id, valid)
);
create table policy_assignment (
  tenant_id int not null, account_id bigint not null references account, policy_id int not null references policy,
  valid daterange not null, reason text not null, recorded_at timestamptz not null,
  primary key (account_id, valid)
);`;

const GRID_POLICIES = ['connection', 'meter', 'meter_placement', 'meter_model', 'supply_state', 'gas_factor', 'policy']
  .map((table) => `
    alter table ${table} enable row level security; alter table ${table} force row level security;
    create policy owner_all on ${table} to tegoed_owner using (true) with check (true);`)
  .join('') + `
-- A tenant sees a connection, its meters and its state only through a contract of its own.
create policy by_contract on connection to tegoed_app using (connection_id in (select c.connection_id from contract c));
create policy by_contract on supply_state to tegoed_app using (connection_id in (select c.connection_id from contract c));
create policy by_contract on meter_placement to tegoed_app using (connection_id in (select c.connection_id from contract c));
create policy by_contract on meter to tegoed_app using (meter_id in (select p.meter_id from meter_placement p));
create policy known_to_all on meter_model to tegoed_app using (true);
create policy known_to_all on gas_factor to tegoed_app using (true) with check (true);
create policy law_or_own on policy to tegoed_app
  using (tenant_id is null or tenant_id = (select current_tenant())) with check (tenant_id = (select current_tenant()));
create policy by_contract on person to tegoed_app using (person_id in (select c.person_id from contract c));`;

/** The doors to what stands outside tenants; each does one thing and runs as the owner. */
const GRID_FUNCTIONS = `
create function register_person(p_name bytea, p_phone bytea, p_mail bytea, p_prefixes bytea[], p_phone_index bytea,
  p_mail_index bytea, p_language text, p_at timestamptz) returns table (person_id bigint, public_id uuid)
language sql security definer set search_path = public as $$
  insert into person (name, phone, mail, name_prefix_index, phone_index, mail_index, language, recorded_at)
  values (p_name, p_phone, p_mail, p_prefixes, p_phone_index, p_mail_index, p_language, p_at)
  returning person_id, public_id $$;
create function register_connection(p_ean text, p_utility text, p_street text, p_house_number text, p_postcode text,
  p_town text, p_gas_station text, p_solar boolean) returns bigint
language plpgsql security definer set search_path = public as $$
declare id bigint;
begin
  insert into connection (ean, utility, street, house_number, postcode, town, gas_station, solar)
  values (p_ean, p_utility, p_street, p_house_number, p_postcode, p_town, p_gas_station, p_solar)
  on conflict (ean) do nothing returning connection_id into id;
  if id is null then select connection_id into id from connection where ean = p_ean; end if;
  insert into supply_state (connection_id, confirmed_supply, last_known_supply) values (id, 'unknown', 'unknown')
  on conflict do nothing;
  return id;
end $$;
create function place_meter(p_serial text, p_model smallint, p_connection bigint, p_from date, p_through_serial text)
returns void language plpgsql security definer set search_path = public as $$
declare id bigint;
begin
  insert into meter (serial, meter_model_id) values (p_serial, p_model) on conflict (serial) do nothing;
  select meter_id into id from meter where serial = p_serial;
  insert into meter_placement (meter_id, connection_id, speaks_through_meter_id, placed)
  values (id, p_connection, (select meter_id from meter where serial = p_through_serial), daterange(p_from, null))
  on conflict do nothing;
end $$;
-- All connections of the tenant in force on a day, for the daily run: one join instead of a policy per row. Tenant and
-- day are written into the text, because only then does the planner see how many rows they are.
create function tenant_connections(p_day date) returns table (ean text, account_id bigint)
language plpgsql stable security definer set search_path = public as $$
begin
  return query execute format('select n.ean, c.account_id from contract c join connection n using (connection_id)
    where c.tenant_id = %s and c.period @> %L::date', current_tenant(), p_day);
end $$;
create function next_account_id(for_tenant int) returns bigint
language plpgsql security definer set search_path = public as $$
declare id bigint; block constant bigint := 100000;
begin
  perform pg_advisory_xact_lock(7001);
  update account_block set next_account_id = next_account_id + 1
  where first_account_id = (select first_account_id from account_block
    where tenant_id = for_tenant and next_account_id <= last_account_id order by first_account_id limit 1)
  returning next_account_id - 1 into id;
  if id is not null then return id; end if;
  select coalesce(max(last_account_id), 0) + 1 into id from account_block;
  insert into account_block values (id, id + block - 1, id + 1, for_tenant);
  return id;
end $$;
-- The confirmed side of a meter changes only for the tenant that has the active contract on it.
create function holds_contract(p_connection bigint) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select 1 from contract where connection_id = p_connection and tenant_id = current_tenant()) $$;
create function confirm_supply(p_connection bigint, p_supply text, p_at timestamptz, p_seen_at timestamptz) returns void
language sql security definer set search_path = public as $$
  update supply_state set confirmed_supply = p_supply, confirmed_at = p_at,
    last_known_supply = case when p_supply = 'unknown' then last_known_supply else p_supply end,
    meter_seen_at = greatest(meter_seen_at, p_seen_at)
  where connection_id = p_connection and holds_contract(p_connection) $$;
create function record_sending(p_connection bigint, p_action text, p_sequence int, p_sent_at timestamptz, p_may_act_until timestamptz) returns void
language sql security definer set search_path = public as $$
  update supply_state set confirmed_supply = 'unknown', last_action = p_action, last_sequence = p_sequence,
    last_sent_at = p_sent_at, last_order_expires_at = p_may_act_until
  where connection_id = p_connection and last_sequence < p_sequence and holds_contract(p_connection) $$;`;
