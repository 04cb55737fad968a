import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** The door through which a tenant hangs another meter on a connection of its own. */
export class ExchangeDoors1000000000012 implements MigrationInterface {
  name = 'ExchangeDoors1000000000012';

  async up(db: QueryRunner): Promise<void> {
    await db.query(EXCHANGE);
  }

  down = forwardOnly;
}

/** The new meter is of the old one's model; the old one's placement ends on the day, on which both have hung there. */
const EXCHANGE = `
create function exchange_meter(p_connection bigint, p_serial text, p_day date) returns void
language plpgsql security definer set search_path = public as $$
declare new_id bigint; before meter_placement;
begin
  if not exists (select 1 from contract where connection_id = p_connection and tenant_id = current_tenant() and period @> p_day) then
    raise exception 'no contract of this tenant on connection %', p_connection;
  end if;
  select * into before from meter_placement where connection_id = p_connection and placed @> p_day;
  if before.meter_id is null or exists (select 1 from meter where meter_id = before.meter_id and serial = p_serial) then return; end if;
  insert into meter (serial, meter_model_id) select p_serial, meter_model_id from meter where meter_id = before.meter_id on conflict (serial) do nothing;
  select meter_id into new_id from meter where serial = p_serial;
  update meter_placement set placed = daterange(lower(placed), p_day) where connection_id = p_connection and meter_id = before.meter_id;
  insert into meter_placement (meter_id, connection_id, speaks_through_meter_id, placed)
  values (new_id, p_connection, before.speaks_through_meter_id, daterange(p_day, upper(before.placed)));
end $$;`;
