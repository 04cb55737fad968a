import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly, grantRows, policeByTenant } from './row-level-security.js';

/** Who called or texted, how they proved who they are, and what they asked to be done. */
export class Phone1000000000031 implements MigrationInterface {
  name = 'Phone1000000000031';

  async up(db: QueryRunner): Promise<void> {
    await db.query(OF_A_TENANT);
    await db.query(CONTACTS);
    for (const table of ['phone_access', 'contact_preference', 'call_back']) await policeByTenant(db, table, 'tenant_id');
    await grantRows(db, ['phone_access', 'contact_preference', 'call_back'], 'select, insert, update');
    await db.query(CONTACT_POLICIES);
    await db.query(CONTACT_DOORS);
    await db.query(PIN_DOORS);
    await db.query(LANGUAGE_DOOR);
  }

  down = forwardOnly;
}

const OF_A_TENANT = `
create table phone_access (
  tenant_id int not null references tenant,
  person_id bigint not null references person,
  -- argon2id over the keyed PIN: neither this row nor the key alone gives the PIN away.
  pin_hash text not null,
  -- The customer asked to hear the days left without a PIN when calling from the known number.
  balance_without_pin boolean not null,
  changed_at timestamptz not null,
  primary key (tenant_id, person_id)
);
create table contact_preference (
  tenant_id int not null references tenant,
  person_id bigint not null references person,
  -- False after STOP. Messages about safety and supply are sent all the same.
  optional_messages boolean not null,
  changed_at timestamptz not null,
  primary key (tenant_id, person_id)
);
create table call_back (
  call_back_id uuid primary key default uuidv7(),
  tenant_id int not null references tenant,
  person_id bigint not null references person,
  number bytea not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  done_by text
);
create index open_call_back on call_back (tenant_id, asked_at) where done_at is null;`;

/** A contact begins before any tenant is known, so these stand outside tenants and are reached through the doors below. */
const CONTACTS = `
create table phone_contact (
  -- Twilio's CallSid or MessageSid.
  contact_sid text primary key,
  channel text not null check (channel in ('call', 'sms')),
  caller bytea,
  tenant_id int references tenant,
  person_id bigint references person,
  -- How the customer was found: by the number that calls, or by the typed connection.
  known_by text check (known_by in ('number', 'connection')),
  opened_at timestamptz not null,
  identified_at timestamptz
);
create index phone_contact_by_age on phone_contact (opened_at);
create table pin_try (
  contact_sid text not null references phone_contact,
  step int not null,
  subject text not null,
  accepted boolean not null default false,
  tried_at timestamptz not null,
  primary key (contact_sid, step)
);
create index wrong_pin_by_subject on pin_try (subject, tried_at) where not accepted;
create index wrong_pin_by_time on pin_try (tried_at) where not accepted;
-- People type the last thirteen digits that stand on the meter.
create index connection_by_last_digits on connection (right(ean, 13));`;

const CONTACT_POLICIES = `
alter table phone_contact enable row level security; alter table phone_contact force row level security;
create policy owner_all on phone_contact to tegoed_owner using (true) with check (true);
alter table pin_try enable row level security; alter table pin_try force row level security;
create policy owner_all on pin_try to tegoed_owner using (true) with check (true);`;

const CONTACT_DOORS = `
-- Opens a contact, or finds it again: a repeated webhook is the same contact. A number that several customers share knows nobody.
create function open_phone_contact(p_sid text, p_channel text, p_index bytea, p_caller bytea, p_at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare found_tenant int; found_person bigint; matches int;
begin
  select count(*), min(h.tenant_id), min(h.person_id) into matches, found_tenant, found_person
  from person p join household h using (person_id) where p.phone_index = p_index;
  if matches <> 1 then found_tenant := null; found_person := null; end if;
  insert into phone_contact (contact_sid, channel, caller, tenant_id, person_id, known_by, opened_at)
  values (p_sid, p_channel, p_caller, found_tenant, found_person, case when found_person is not null then 'number' end, p_at)
  on conflict do nothing;
end $$;
create function find_phone_contact(p_sid text, p_since timestamptz)
returns table (tenant_id int, person_id bigint, known_by text, channel text, caller bytea, identified boolean, language text, balance_without_pin boolean)
language sql stable security definer set search_path = public as $$
  select c.tenant_id, c.person_id, c.known_by, c.channel, c.caller, c.identified_at is not null, p.language, coalesce(a.balance_without_pin, false)
  from phone_contact c left join person p using (person_id) left join phone_access a using (tenant_id, person_id)
  where c.contact_sid = p_sid and c.opened_at > p_since $$;
-- The caller typed digits of a connection. What is proven for another customer falls away.
create function name_phone_connection(p_sid text, p_digits text, p_at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare found_tenant int; found_person bigint; matches int;
begin
  select count(*), min(c.tenant_id), min(c.person_id) into matches, found_tenant, found_person
  from connection k join contract c using (connection_id) join tenant t on t.tenant_id = c.tenant_id left join world w using (world_id)
  where right(k.ean, 13) = p_digits
    and c.period @> ((p_at + coalesce(w.offset_ms, 0) * interval '1 millisecond') at time zone 'Europe/Brussels')::date;
  if matches <> 1 then found_tenant := null; found_person := null; end if;
  update phone_contact set tenant_id = found_tenant, person_id = found_person, known_by = case when found_person is not null then 'connection' end,
    identified_at = case when person_id is not distinct from found_person then identified_at end
  where contact_sid = p_sid;
end $$;`;

const PIN_DOORS = `
-- Reserves a try before the PIN is looked at, so that many calls at once cannot try more than one after another could.
create function begin_pin_try(p_sid text, p_step int, p_at timestamptz, p_per_call int, p_per_customer int, p_overall int) returns text
language plpgsql security definer set search_path = public as $$
declare who text; earlier boolean;
begin
  select accepted into earlier from pin_try where contact_sid = p_sid and step = p_step;
  if found then return case when earlier then 'accepted' else 'refused' end; end if;
  select coalesce('person ' || person_id, 'nobody') into who from phone_contact where contact_sid = p_sid;
  perform pg_advisory_xact_lock(hashtextextended('pin ' || who, 0));
  if (select count(*) from pin_try where contact_sid = p_sid and not accepted) >= p_per_call then return 'too_many'; end if;
  if who <> 'nobody' and (select count(*) from pin_try where subject = who and not accepted and tried_at > p_at - interval '1 day') >= p_per_customer
    then return 'too_many'; end if;
  if (select count(*) from pin_try where not accepted and tried_at > p_at - interval '1 hour') >= p_overall then return 'too_many'; end if;
  insert into pin_try (contact_sid, step, subject, tried_at) values (p_sid, p_step, who, p_at) on conflict do nothing;
  if not found then return 'refused'; end if;
  return 'go';
end $$;
create function accept_pin_try(p_sid text, p_step int, p_at timestamptz) returns void
language sql security definer set search_path = public as $$
  update pin_try set accepted = true where contact_sid = p_sid and step = p_step;
  update phone_contact set identified_at = p_at where contact_sid = p_sid $$;`;

/** People stand outside tenants; the tenant in force may only change the language of a customer of its own. */
const LANGUAGE_DOOR = `
create function set_person_language(p_person bigint, p_language text) returns void
language sql security definer set search_path = public as $$
  update person set language = p_language
  where person_id = p_person and exists (select 1 from household h where h.person_id = p_person and h.tenant_id = current_tenant()) $$;`;
