import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, makeAppendOnly, policeByTenant } from './row-level-security.js';

/** Doors for staff, keys, OCMWs and customers who have no contract yet. */
export class PeopleDoors1000000000006 implements MigrationInterface {
  name = 'PeopleDoors1000000000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query(CUSTOMERS_WITHOUT_CONTRACT);
    await db.query(STAFF_DOORS);
    await db.query(METER_MODELS);
    await db.query(ENTRY_REASON);
    await db.query(`create index failed_command on command (requested_at) where state in ('refused', 'expired')`);
    await policeByTenant(db, 'entry_reason', 'tenant_id');
    await makeAppendOnly(db, 'entry_reason');
    await grantRows(db, ['entry_reason'], 'select, insert');
  }

  down = forwardOnly;
}

/** A customer is a tenant's from the moment the household exists, which is before the first contract. */
const CUSTOMERS_WITHOUT_CONTRACT = `
create policy by_household on person to tegoed_app using (person_id in (select h.person_id from household h));
create unique index one_household_per_person on household (tenant_id, person_id);`;

/** Staff and keys stand outside row-level security's reach of the application; these doors bind them to the tenant in force. */
const STAFF_DOORS = `
create function register_staff(p_ocmw int, p_role text, p_name text, p_email text, p_password_hash text, p_language text)
returns uuid language sql security definer set search_path = public as $$
  insert into staff_user (tenant_id, ocmw_id, role, name, email, password_hash, language)
  values (case when p_ocmw is null then current_tenant() end, p_ocmw, p_role, p_name, lower(p_email), p_password_hash, p_language)
  returning public_id $$;
create function register_api_key(p_hash bytea, p_name text, p_scopes text[]) returns void
language sql security definer set search_path = public as $$
  insert into api_key (key_hash, tenant_id, name, scopes) values (p_hash, current_tenant(), p_name, p_scopes) $$;
create function revoke_api_key(p_hash bytea, p_at timestamptz) returns void
language sql security definer set search_path = public as $$
  update api_key set revoked_at = p_at where key_hash = p_hash and tenant_id = current_tenant() and revoked_at is null $$;
create function register_ocmw(p_name text, p_postcode text) returns table (ocmw_id int, public_id uuid)
language sql security definer set search_path = public as $$
  insert into ocmw (name, postcode) values (p_name, p_postcode) returning ocmw_id, public_id $$;`;

/** The meters in the field. What a connection can carry in a day follows from its fuse: 63 A, 3 x 25 A, 6 m3/h. */
const METER_MODELS = `
insert into meter_model (meter_model_id, name, utility, register_digits, max_daily_use, has_limiter, reconnect) values
  (1, 'single-phase digital electricity meter', 'electricity', 6, 347760, true, 'closes_at_once'),
  (2, 'three-phase digital electricity meter', 'electricity', 6, 415680, true, 'closes_at_once'),
  (3, 'digital gas meter G4', 'gas', 5, 144000, false, 'arms_only'),
  (4, 'digital meter for exclusive night', 'exclusive_night', 6, 347760, false, 'closes_at_once')
on conflict do nothing`;

/** Why a person moved money by hand, and who: a grant, a correction. The journal names the cause, this tells it. */
const ENTRY_REASON = `
create table entry_reason (
  tenant_id int not null,
  cause_kind text not null,
  cause_id text not null,
  reason text not null,
  author text not null,
  primary key (tenant_id, cause_kind, cause_id)
)`;
