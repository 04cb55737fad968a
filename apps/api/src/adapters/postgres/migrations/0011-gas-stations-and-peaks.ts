import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** Gas factors per receiving station, and the month's highest quarter-hours behind the capacity charge. */
export class GasStationsAndPeaks1000000000011 implements MigrationInterface {
  name = 'GasStationsAndPeaks1000000000011';

  async up(db: QueryRunner): Promise<void> {
    await db.query(STATIONS);
    await db.query(PEAKS);
    await policeByTenant(db, 'month_peak', 'tenant_id');
    await grantRows(db, ['month_peak'], 'select, insert, update');
    await grantRows(db, ['gas_station'], 'select');
    await db.query(FUNCTIONS);
    await db.query(BACKFILL);
  }

  down = forwardOnly;
}

const STATIONS = `
-- A receiving station by a small number, so that an account's row can name it in two bytes.
create table gas_station (
  gas_station_id smallint generated always as identity primary key,
  code text not null unique
);
alter table gas_station enable row level security; alter table gas_station force row level security;
create policy owner_all on gas_station to tegoed_owner using (true) with check (true);
create policy known_to_all on gas_station to tegoed_app using (true);
alter table gas_factor add column recorded_at timestamptz not null default '2000-01-01T00:00:00Z';
alter table account_state add column gas_station_id smallint, add column capacity_peak_w int;`;

const PEAKS = `
-- The highest quarter-hour of a month in watt, as far as quarter-hours are known.
create table month_peak (
  account_id bigint not null,
  month date not null,
  tenant_id int not null,
  peak_w int not null check (peak_w >= 0),
  recorded_at timestamptz not null,
  primary key (account_id, month)
);`;

const FUNCTIONS = `
create function gas_station_id_of(p_code text) returns smallint
language plpgsql security definer set search_path = public as $$
declare id smallint;
begin
  if p_code is null then return null; end if;
  select gas_station_id into id from gas_station where code = p_code;
  if id is not null then return id; end if;
  insert into gas_station (code) values (p_code) on conflict (code) do nothing;
  select gas_station_id into id from gas_station where code = p_code;
  return id;
end $$;
-- A published factor concerns all suppliers behind the station: their settled days of the month are computed again.
create function publish_gas_factor(p_code text, p_month date, p_wh_per_dm3_e4 int, p_status text, p_by text, p_at timestamptz)
returns table (version int, accounts bigint)
language plpgsql security definer set search_path = public as $$
declare next_version int; station smallint := gas_station_id_of(p_code); touched bigint;
begin
  perform pg_advisory_xact_lock(7010);
  select coalesce(max(f.version), 0) + 1 into next_version from gas_factor f where f.gas_station = p_code and f.month = p_month;
  insert into gas_factor (gas_station, month, version, wh_per_dm3_e4, status, recorded_at)
  values (p_code, p_month, next_version, p_wh_per_dm3_e4, p_status, p_at);
  insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at)
  select s.tenant_id, s.account_id, p_month, 'gas_factor', p_by, p_at
  from account_state s where s.gas_station_id = station and s.last_day >= p_month;
  get diagnostics touched = row_count;
  return query select next_version, touched;
end $$;
revoke insert on gas_factor from tegoed_app;
create function open_gas_factor(p_code text, p_month date, p_wh_per_dm3_e4 int, p_status text) returns void
language sql security definer set search_path = public as $$
  insert into gas_factor (gas_station, month, version, wh_per_dm3_e4, status) values (p_code, p_month, 1, p_wh_per_dm3_e4, p_status)
  on conflict do nothing $$;`;

const BACKFILL = `
insert into gas_station (code) select distinct gas_station from connection where gas_station is not null
  union select gas_station from gas_factor on conflict do nothing;
update account_state s set gas_station_id = g.gas_station_id
from contract c join connection n using (connection_id) join gas_station g on g.code = n.gas_station where c.account_id = s.account_id;`;
