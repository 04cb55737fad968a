import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** A number or address that people of several homes gave opens nothing by itself; and calls that are over are forgotten. */
export class SharedNumbers1000000000060 implements MigrationInterface {
  name = 'SharedNumbers1000000000060';

  async up(db: QueryRunner): Promise<void> {
    await db.query(ONE_HOME);
    await db.query(FORGET);
  }

  down = forwardOnly;
}

/** A family at one address may share a telephone; a neighbour or a helper who lent a number must not see another home by it. */
const ONE_HOME = `
create or replace function people_at(p_phone bytea, p_mail bytea) returns table (person_id bigint, phone bytea, mail bytea, language text)
language sql stable security definer set search_path = public as $$
  with found as (
    select p.person_id, p.phone, p.mail, p.language from person p
    where (p.phone_index = p_phone or p.mail_index = p_mail) and exists (select 1 from household h where h.person_id = p.person_id)
  ), homes as (
    select distinct k.postcode, lower(k.street), lower(k.house_number) from found f join contract c using (person_id) join connection k using (connection_id)
    where upper(c.period) is null or upper(c.period) > current_date - 60
  )
  select f.person_id, f.phone, f.mail, f.language from found f
  where (select count(*) from found) = 1 or (select count(*) from homes) <= 1
  order by f.person_id limit 20 $$;`;

/** Contacts and tries of a PIN are of use for two hours and a day; a bounded number goes at a time. */
const FORGET = `
create function forget_phone_contacts(p_before timestamptz) returns int
language plpgsql security definer set search_path = public as $$
declare forgotten int;
begin
  delete from pin_try t using phone_contact c
  where c.contact_sid = t.contact_sid and c.contact_sid in (select o.contact_sid from phone_contact o where o.opened_at < p_before order by o.opened_at limit 500);
  delete from phone_contact where contact_sid in (select o.contact_sid from phone_contact o where o.opened_at < p_before order by o.opened_at limit 500);
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;`;
