import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** Doors through which a sandbox makes worlds and tenants of its own. None of them can make or see a live tenant. */
export class SandboxDoors1000000000007 implements MigrationInterface {
  name = 'SandboxDoors1000000000007';

  async up(db: QueryRunner): Promise<void> {
    await db.query(WORLDS);
    await db.query(TENANTS);
    await db.query(NUMBERS);
  }

  down = forwardOnly;
}

const WORLDS = `
create function make_world(p_name text, p_offset_ms bigint, p_automatic boolean) returns table (world_id int, public_id uuid)
language sql security definer set search_path = public as $$
  insert into world (name, offset_ms, automatic) values (p_name, p_offset_ms, p_automatic) returning world_id, public_id $$;
create function sandbox_worlds() returns table (world_id int, public_id uuid, name text, offset_ms bigint, automatic boolean,
  advancing_to timestamptz, steps_done int)
language sql stable security definer set search_path = public as $$
  select w.world_id, w.public_id, w.name, w.offset_ms, w.automatic, w.advancing_to, w.steps_done from world w order by w.world_id $$;
-- False when the clock is moving already: two askers never pull at one clock.
create function ask_world_to_advance(p_world int, p_target timestamptz) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  update world set advancing_to = p_target, steps_done = 0 where world_id = p_world and advancing_to is null;
  return found;
end $$;`;

/** A tenant in a world is a sandbox tenant by the constraint of its table; no row when the account number is taken. */
const TENANTS = `
create function make_sandbox_tenant(p_world int, p_name text, p_kind text, p_region text, p_iban text, p_bic text)
returns table (tenant_id int, public_id uuid)
language sql security definer set search_path = public as $$
  insert into tenant (name, kind, region, mode, world_id, iban, bic) values (p_name, p_kind, p_region, 'sandbox', p_world, p_iban, p_bic)
  on conflict (iban) do nothing returning tenant_id, public_id $$;
create function world_tenants(p_world int) returns table (tenant_id int, public_id uuid, name text, kind text, region text, iban text, bic text)
language sql stable security definer set search_path = public as $$
  select t.tenant_id, t.public_id, t.name, t.kind, t.region, t.iban, t.bic from tenant t
  where t.world_id = p_world and t.mode = 'sandbox' order by t.tenant_id $$;
create function find_sandbox_tenant(p_public_id uuid) returns table (tenant_id int, public_id uuid, world_id int, region text)
language sql stable security definer set search_path = public as $$
  select t.tenant_id, t.public_id, t.world_id, t.region from tenant t where t.public_id = p_public_id and t.mode = 'sandbox' $$;`;

/** One counter behind every made-up connection, meter and account number, so that no two sandboxes meet. */
const NUMBERS = `
create sequence sandbox_number start 1000000 maxvalue 99999999;
create function next_sandbox_number() returns bigint
language sql security definer set search_path = public as $$ select nextval('sandbox_number') $$;`;
