import type { CommandDecision, CommandEvent, GateAnswer, Instant, MeterCapabilities, MeterCommand, MeterStanding, SupplyWish } from '@tegoed/meter-commands';
import { isOpen } from '@tegoed/meter-commands';
import { isoOf } from '../clock/wall-clock.js';
import type { TenantTransaction } from './tenant-transaction.js';

/** A command with what the store keeps beside its life: whose it is and how its message is found again. */
export interface StoredCommand extends MeterCommand {
  readonly accountId: number;
  readonly connectionId: number;
  readonly correlationId: string;
  readonly nextReadAt: Instant | null;
}

/** Everything that planning and sending look at for one account, read in the transaction that will act on it. */
export interface SupplyCase {
  readonly accountId: number;
  readonly connectionId: number;
  readonly meterSerial: string;
  readonly wish: (SupplyWish & { readonly released: boolean; readonly state: string }) | null;
  readonly standing: MeterStanding;
  readonly meter: MeterCapabilities;
  readonly meterSeenAt: Instant | null;
  readonly open: StoredCommand | null;
}

/** A row of the query that `lockSupplyCase` makes. */
export interface CaseRow {
  readonly connection_id: number;
  readonly serial: string;
  readonly utility: MeterCapabilities['utility'];
  readonly has_limiter: boolean;
  readonly reconnect: MeterCapabilities['reconnect'];
  readonly confirmed_supply: MeterStanding['supply'];
  readonly confirmed_at: number | null;
  readonly meter_seen_at: number | null;
  readonly last_sequence: number;
  readonly last_action: MeterCommand['action'] | null;
  readonly last_sent_at: number | null;
  readonly last_order_expires_at: number | null;
  readonly through_serial: string | null;
  readonly through_supply: MeterStanding['supply'] | null;
  readonly wish_version: number | null;
  readonly wanted_supply: SupplyWish['wantedSupply'] | null;
  readonly not_before: number | null;
  readonly released: boolean | null;
  readonly wish_state: string | null;
  readonly has_open: boolean;
}

/**
 * Reads one account's case with its state row locked, so that a payment and a sending never pass each other unseen:
 * whichever comes second sees the other. Null when the account has no meter today.
 */
export async function lockSupplyCase(tx: TenantTransaction, accountId: number, today: string): Promise<SupplyCase | null> {
  await lockAccount(tx, accountId);
  const rows = await tx.query<CaseRow>(
    `select c.connection_id, m.serial, d.utility, d.has_limiter, d.reconnect, s.confirmed_supply, s.confirmed_at, s.meter_seen_at,
       s.last_sequence, s.last_action, s.last_sent_at, s.last_order_expires_at, tm.serial as through_serial, ts.confirmed_supply as through_supply,
       w.version as wish_version, w.wanted_supply, w.not_before, w.released, w.state as wish_state,
       exists (select 1 from command k where k.account_id = c.account_id and k.is_open) as has_open
     from contract c join supply_state s using (connection_id)
     join meter_placement p on p.connection_id = c.connection_id and p.placed @> $2::date
     join meter m using (meter_id) join meter_model d using (meter_model_id)
     left join meter tm on tm.meter_id = p.speaks_through_meter_id
     left join meter_placement tp on tp.meter_id = tm.meter_id and tp.placed @> $2::date
     left join supply_state ts on ts.connection_id = tp.connection_id
     left join lateral (select * from supply_wish w where w.account_id = c.account_id and w.state <> 'quarantined' order by w.version desc limit 1) w on true
     where c.account_id = $1`,
    [accountId, today],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const open = row.has_open ? await openCommandOf(tx, accountId) : null;
  return caseOf(accountId, row, open);
}

/** The case of a row. */
export function caseOf(accountId: number, row: CaseRow, open: StoredCommand | null): SupplyCase {
  const wish = row.wish_version === null || row.wanted_supply === null ? null : {
    version: row.wish_version, wantedSupply: row.wanted_supply, notBefore: row.not_before as Instant | null,
    released: row.released === true, state: row.wish_state ?? 'open',
  };
  const lastOrder = row.last_action === null || row.last_sent_at === null || row.last_order_expires_at === null ? null : {
    sequence: row.last_sequence, action: row.last_action, sentAt: row.last_sent_at as Instant, expiresAt: row.last_order_expires_at as Instant,
  };
  return {
    accountId,
    connectionId: row.connection_id,
    meterSerial: row.serial,
    wish,
    standing: {
      supply: row.confirmed_supply,
      confirmedAt: row.confirmed_at as Instant | null,
      lastOrder,
      openCommand: open === null ? null : { action: open.action, state: open.state, sequence: open.sequence },
    },
    meter: {
      utility: row.utility,
      limiter: row.has_limiter,
      reconnect: row.reconnect,
      speaksThrough: row.through_serial === null ? null : { meterSerial: row.through_serial, supply: row.through_supply ?? 'unknown' },
    },
    meterSeenAt: row.meter_seen_at as Instant | null,
    open,
  };
}

async function openCommandOf(tx: TenantTransaction, accountId: number): Promise<StoredCommand | null> {
  const rows = await tx.query<CommandRow>(`select * from command where account_id = $1 and is_open`, [accountId]);
  return rows[0] === undefined ? null : commandOf(rows[0]);
}

/**
 * Takes an account's turn. Everyone who switches takes it first and rows of wishes and commands after it, so that nobody
 * waits in a circle: an answer of the AMM too, since a command that ends opens its wish again.
 */
async function lockAccount(tx: TenantTransaction, accountId: number): Promise<void> {
  await tx.query('select 1 from account_state where account_id = $1 for update', [accountId]);
}

/** One command of an account, with both rows locked. Null when the tenant of the transaction has no such command. */
export async function lockCommand(tx: TenantTransaction, { commandId, accountId }: { readonly commandId: string; readonly accountId: number }): Promise<StoredCommand | null> {
  await lockAccount(tx, accountId);
  const rows = await tx.query<CommandRow>('select * from command where command_id = $1 and account_id = $2 for update', [commandId, accountId]);
  return rows[0] === undefined ? null : commandOf(rows[0]);
}

/** The command that a message of the AMM answers, locked in the same order. */
export async function lockCommandByCorrelation(tx: TenantTransaction, correlationId: string): Promise<StoredCommand | null> {
  const rows = await tx.query<{ command_id: string; account_id: number }>('select command_id, account_id from command where correlation_id = $1', [correlationId]);
  return rows[0] === undefined ? null : lockCommand(tx, { commandId: rows[0].command_id, accountId: rows[0].account_id });
}

/** Stores a new command and its first step. */
export async function insertCommand(tx: TenantTransaction, supplyCase: SupplyCase, command: MeterCommand): Promise<void> {
  await tx.query(
    `insert into command (command_id, account_id, tenant_id, connection_id, meter_serial, wish_version, action, state, sequence, requested_at, not_before, deadline_at, is_open)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, true)`,
    [command.commandId, supplyCase.accountId, tx.tenantId, supplyCase.connectionId, command.meterSerial, command.wishVersion, command.action,
      command.state, command.sequence, isoOf(command.requestedAt), isoOrNull(command.notBefore), isoOf(command.deadlineAt)],
  );
}

/** What a decision leaves beside the command itself. */
export interface MoveDetails {
  readonly gates?: readonly GateAnswer[];
  readonly answer?: string;
  readonly correlationId?: string;
  readonly wallNowMs?: number;
}

/** Writes what an event made of a command, and the step itself: the history of a command is never lost. */
export async function storeMove(
  tx: TenantTransaction,
  before: StoredCommand,
  event: CommandEvent,
  decision: CommandDecision,
  now: Instant,
  details: MoveDetails = {},
): Promise<void> {
  const { command } = decision;
  const readAt = decision.effects.find((e) => e.kind === 'read_state')?.at ?? (command.state === before.state ? before.nextReadAt : null);
  const askAt = decision.effects.find((e) => e.kind === 'ask_gates')?.at ?? null;
  const nextAttemptAt = askAt ?? command.nextAttemptAt;
  await tx.query(
    `with moved as (
       update command set state = $2, sequence = $3, attempt = $4, reads = $5, sent_at = $6, expires_at = $7, provable_after = $8, accepted_at = $9,
         confirmed_at = $10, next_attempt_at = $11, next_read_at = $12, last_error = $13, gates = coalesce($14, gates), answer = coalesce($15, answer),
         correlation_id = coalesce($16::uuid, correlation_id), sent_wall_at = coalesce($17, sent_wall_at), is_open = $18, deadline_at = $19
       where command_id = $1 and account_id = $20),
     stepped as (
       insert into command_step (account_id, command_id, tenant_id, from_state, to_state, event, occurred_at) values ($20, $1, $21, $22, $2, $23, $24))
     insert into due (tenant_id, due_at, kind, ref) select $21, at, 'supply', $20::text from unnest($25::timestamptz[]) at on conflict do nothing`,
    [before.commandId, command.state, command.sequence, command.attempt, command.reads, isoOrNull(command.sentAt), isoOrNull(command.expiresAt),
      isoOrNull(command.provableAfter), isoOrNull(command.acceptedAt), isoOrNull(command.confirmedAt), isoOrNull(nextAttemptAt), isoOrNull(readAt),
      command.lastError, details.gates === undefined ? null : JSON.stringify(details.gates), details.answer ?? null, details.correlationId ?? null,
      details.wallNowMs === undefined ? null : isoOf(details.wallNowMs), isOpen(command), isoOf(command.deadlineAt), before.accountId, tx.tenantId,
      before.state, stepDocument(event, decision), isoOf(now), momentsFrom(now, [readAt, nextAttemptAt, isOpen(command) ? command.deadlineAt : null])],
  );
}

/** A step as it is stored: what happened, and why it led where it did. */
export function stepDocument(event: CommandEvent, decision: CommandDecision): string {
  return JSON.stringify({ ...event, why: decision.why });
}

/** The moments as they are stored; what has passed already is due now. */
export function momentsFrom(now: number, moments: readonly (Instant | number | null)[]): string[] {
  return moments.filter((at) => at !== null).map((at) => isoOf(Math.max(at, now)));
}

/**
 * Marks moments at which the supply of an account must be looked at. Each account has rows of its own, so that homes that
 * are worked on side by side never wait for each other.
 */
export async function dueAt(tx: TenantTransaction, accountId: number, moments: readonly (Instant | number | null)[], now: number): Promise<void> {
  const future = momentsFrom(now, moments);
  if (future.length === 0) return;
  await tx.query(`insert into due (tenant_id, due_at, kind, ref) select $1, at, 'supply', $3::text from unnest($2::timestamptz[]) at on conflict do nothing`, [
    tx.tenantId, future, accountId,
  ]);
}

/** A row of table command. */
export interface CommandRow {
  readonly command_id: string;
  readonly account_id: number;
  readonly connection_id: number;
  readonly meter_serial: string;
  readonly wish_version: number;
  readonly action: MeterCommand['action'];
  readonly state: MeterCommand['state'];
  readonly sequence: number;
  readonly attempt: number;
  readonly reads: number;
  readonly correlation_id: string;
  readonly requested_at: number;
  readonly not_before: number | null;
  readonly deadline_at: number;
  readonly sent_at: number | null;
  readonly expires_at: number | null;
  readonly provable_after: number | null;
  readonly accepted_at: number | null;
  readonly confirmed_at: number | null;
  readonly next_attempt_at: number | null;
  readonly next_read_at: number | null;
  readonly last_error: MeterCommand['lastError'];
}

/** The command of a row. */
export function commandOf(row: CommandRow): StoredCommand {
  return {
    commandId: row.command_id,
    accountId: row.account_id,
    connectionId: row.connection_id,
    correlationId: row.correlation_id,
    meterSerial: row.meter_serial,
    action: row.action,
    wishVersion: row.wish_version,
    sequence: row.sequence,
    state: row.state,
    attempt: row.attempt,
    reads: row.reads,
    requestedAt: row.requested_at as Instant,
    notBefore: row.not_before as Instant | null,
    deadlineAt: row.deadline_at as Instant,
    sentAt: row.sent_at as Instant | null,
    expiresAt: row.expires_at as Instant | null,
    provableAfter: row.provable_after as Instant | null,
    acceptedAt: row.accepted_at as Instant | null,
    confirmedAt: row.confirmed_at as Instant | null,
    nextAttemptAt: row.next_attempt_at as Instant | null,
    lastError: row.last_error,
    nextReadAt: row.next_read_at as Instant | null,
  };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoOf(at);
}
