import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forwardOnly } from './row-level-security.js';

/** The round trips that give a home its supply back: read its case, start the sending, keep the answer. They hold no rule. */
export class GiveBack1000000000025 implements MigrationInterface {
  name = 'GiveBack1000000000025';

  async up(db: QueryRunner): Promise<void> {
    await db.query(SUPPLY_CASE);
    await db.query(START_SENDING);
    await db.query(KEEP_ANSWER);
  }

  down = forwardOnly;
}

/** What planning looks at for one account, without a lock; instants in epoch milliseconds. Null without a meter today. */
const SUPPLY_CASE = `
create function epoch_ms(at timestamptz) returns bigint language sql immutable
as $$ select (extract(epoch from at) * 1000)::bigint $$;
create function supply_case(p_tenant int, p_account bigint, p_today date) returns jsonb
language plpgsql as $$
declare found jsonb;
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  select jsonb_build_object(
    'version', a.version, 'connection_id', c.connection_id, 'serial', m.serial, 'utility', d.utility, 'has_limiter', d.has_limiter,
    'reconnect', d.reconnect, 'confirmed_supply', s.confirmed_supply, 'confirmed_at', epoch_ms(s.confirmed_at),
    'meter_seen_at', epoch_ms(s.meter_seen_at), 'last_sequence', s.last_sequence, 'last_action', s.last_action,
    'last_sent_at', epoch_ms(s.last_sent_at), 'last_order_expires_at', epoch_ms(s.last_order_expires_at),
    'through_serial', tm.serial, 'through_supply', ts.confirmed_supply, 'wish_version', w.version, 'wanted_supply', w.wanted_supply,
    'not_before', epoch_ms(w.not_before), 'released', w.released, 'wish_state', w.state,
    'has_open', exists (select 1 from command k where k.account_id = p_account and k.is_open))
  into found
  from account_state a join contract c using (account_id) join supply_state s using (connection_id)
  join meter_placement p on p.connection_id = c.connection_id and p.placed @> p_today
  join meter m using (meter_id) join meter_model d on d.meter_model_id = m.meter_model_id
  left join meter tm on tm.meter_id = p.speaks_through_meter_id
  left join meter_placement tp on tp.meter_id = tm.meter_id and tp.placed @> p_today
  left join supply_state ts on ts.connection_id = tp.connection_id
  left join lateral (select * from supply_wish w where w.account_id = p_account and w.state <> 'quarantined' order by w.version desc limit 1) w on true
  where a.account_id = p_account;
  return found;
end $$;`;

/**
 * Commits a command as sending, if the account still stands as it was read: from here on the meter's state is UNKNOWN. False
 * when the account moved on, or has an open order already; then nothing was written.
 */
const START_SENDING = `
create function start_sending(p_tenant int, p_account bigint, p_expected_version int, p_command jsonb, p_steps jsonb, p_may_act_until timestamptz)
returns boolean language plpgsql as $$
declare made command;
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  update account_state set confirmed_supply = 'unknown', version = version + 1 where account_id = p_account and version = p_expected_version;
  if not found then return false; end if;
  if exists (select 1 from command where account_id = p_account and is_open) then
    raise exception 'the home has an open order' using errcode = 'TG002';
  end if;
  made := jsonb_populate_record(null::command, p_command);
  insert into command (command_id, account_id, tenant_id, connection_id, meter_serial, wish_version, action, state, sequence, attempt, correlation_id,
    gates, requested_at, deadline_at, sent_at, sent_wall_at, provable_after, is_open)
  values (made.command_id, p_account, p_tenant, made.connection_id, made.meter_serial, made.wish_version, made.action, made.state, made.sequence,
    made.attempt, made.correlation_id, '[]', made.requested_at, made.deadline_at, made.sent_at, made.sent_wall_at, made.provable_after, true);
  insert into command_step (account_id, command_id, tenant_id, from_state, to_state, event, occurred_at)
  select p_account, made.command_id, p_tenant, s.from_state, s.to_state, s.event, made.sent_at
  from jsonb_to_recordset(p_steps) s (from_state text, to_state text, event jsonb);
  insert into due (tenant_id, due_at, kind, ref) values (p_tenant, made.deadline_at, 'supply', p_account::text) on conflict do nothing;
  perform record_sending(made.connection_id, made.action, made.sequence, made.sent_at, p_may_act_until);
  return true;
end $$;`;

/** Keeps what became of a sending that nobody else has touched since. False when somebody has: then look under the lock. */
const KEEP_ANSWER = `
create function keep_answer(p_tenant int, p_account bigint, p_command jsonb, p_step jsonb, p_due timestamptz[], p_now timestamptz)
returns boolean language plpgsql as $$
declare moved command;
begin
  perform set_config('tegoed.tenant', p_tenant::text, true);
  moved := jsonb_populate_record(null::command, p_command);
  update command set state = moved.state, reads = moved.reads, accepted_at = moved.accepted_at, next_attempt_at = moved.next_attempt_at,
    next_read_at = moved.next_read_at, last_error = moved.last_error, answer = moved.answer
  where account_id = p_account and command_id = moved.command_id and state = 'sending' and sequence = moved.sequence;
  if not found then return false; end if;
  insert into command_step (account_id, command_id, tenant_id, from_state, to_state, event, occurred_at)
  values (p_account, moved.command_id, p_tenant, 'sending', moved.state, p_step, p_now);
  insert into due (tenant_id, due_at, kind, ref) select p_tenant, at, 'supply', p_account::text from unnest(p_due) at on conflict do nothing;
  return true;
end $$;`;
