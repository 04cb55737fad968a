import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** Customers sign in with a code that is sent to them. Codes and sessions stand outside tenants, as people do. */
export class CustomerAccess1000000000021 implements MigrationInterface {
  name = 'CustomerAccess1000000000021';

  async up(db: QueryRunner): Promise<void> {
    await db.query(TABLES);
    for (const table of ['sign_in_code', 'customer_session']) {
      await db.query(`
        alter table ${table} enable row level security; alter table ${table} force row level security;
        create policy owner_all on ${table} to tegoed_owner using (true) with check (true);`);
    }
    await db.query(DOORS);
  }

  down = forwardOnly;
}

const TABLES = `
create table sign_in_code (
  code_id bigint generated always as identity primary key,
  -- Keyed index of the phone number or mail address; the same row is written for one that nobody has.
  contact_index bytea not null,
  code_hash bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  used_at timestamptz
);
create index sign_in_code_by_contact on sign_in_code (contact_index, made_at);
create table customer_session (
  token_hash bytea primary key,
  person_ids bigint[] not null,
  opened_at timestamptz not null,
  expires_at timestamptz not null
);`;

/**
 * The application may make a code, try one, and open or find a session; it can read neither codes nor sessions of
 * others. A code opens one session, within its time and within five tries; the newest one counts.
 */
const DOORS = `
create function make_sign_in_code(p_contact bytea, p_code_hash bytea, p_now timestamptz, p_expires timestamptz, p_window_from timestamptz, p_most int)
returns boolean language plpgsql security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(p_contact, 'hex'), 21));
  if (select count(*) from sign_in_code where contact_index = p_contact and made_at > p_window_from) >= p_most then return false; end if;
  delete from sign_in_code where made_at < p_now - interval '1 day';
  insert into sign_in_code (contact_index, code_hash, made_at, expires_at) values (p_contact, p_code_hash, p_now, p_expires);
  return true;
end $$;
create function try_sign_in_code(p_contact bytea, p_code_hash bytea, p_now timestamptz, p_most_tries int)
returns boolean language plpgsql security definer set search_path = public as $$
declare newest sign_in_code;
begin
  select * into newest from sign_in_code where contact_index = p_contact order by code_id desc limit 1 for update;
  if not found or newest.used_at is not null or newest.expires_at <= p_now or newest.tries >= p_most_tries then return false; end if;
  update sign_in_code set tries = tries + 1,
    used_at = case when code_hash = p_code_hash then p_now end
  where code_id = newest.code_id;
  return newest.code_hash = p_code_hash;
end $$;
create function people_at(p_phone bytea, p_mail bytea) returns table (person_id bigint, phone bytea, mail bytea, language text)
language sql stable security definer set search_path = public as $$
  select p.person_id, p.phone, p.mail, p.language from person p
  where (p.phone_index = p_phone or p.mail_index = p_mail) and exists (select 1 from household h where h.person_id = p.person_id)
  order by p.person_id limit 20 $$;
create function open_customer_session(p_hash bytea, p_people bigint[], p_now timestamptz, p_until timestamptz) returns void
language sql security definer set search_path = public as $$
  insert into customer_session (token_hash, person_ids, opened_at, expires_at) values (p_hash, p_people, p_now, p_until) $$;
create function close_customer_session(p_hash bytea) returns void
language sql security definer set search_path = public as $$ delete from customer_session where token_hash = p_hash $$;
create function find_customer_session(p_hash bytea, p_now timestamptz) returns table (person_ids bigint[])
language sql stable security definer set search_path = public as $$
  select person_ids from customer_session where token_hash = p_hash and expires_at > p_now $$;
-- The accounts whose contract runs, or ended not long ago, of the people of one session.
create function accounts_of_people(p_people bigint[]) returns table (tenant_id int, account_id bigint, public_id uuid, person_id bigint)
language sql stable security definer set search_path = public as $$
  select a.tenant_id, a.account_id, a.public_id, c.person_id from contract c join account a using (account_id)
  where c.person_id = any(p_people) and (upper(c.period) is null or upper(c.period) > current_date - 60)
  order by c.account_id $$;`;
