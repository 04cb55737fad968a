import { type CommandDecision, type CommandEvent, type Instant, latest, type MeterCommand } from '@tegoed/meter-commands';
import { isoOf } from '../clock/wall-clock.js';
import { sqlStateOf, type Statements } from './post-entry.js';
import { type CaseRow, caseOf, momentsFrom, stepDocument, type SupplyCase } from './supply-store.js';

/** One step of a command that is stored together with others. */
export interface CommandStep {
  readonly from: MeterCommand['state'];
  readonly event: CommandEvent;
  readonly decision: CommandDecision;
}

/** A case as it was read without a lock, with the version of the account it belongs to. */
export interface ReadCase {
  readonly supplyCase: SupplyCase;
  readonly version: number;
  readonly hasOpenOrder: boolean;
}

/** What is kept of a sending beside the life of its command. */
export interface SendingDetails {
  readonly correlationId: string;
  readonly wallNowMs: number;
  readonly now: Instant;
}

const HAS_OPEN_ORDER = 'TG002';

/** Round trip one: the case of an account, or null when it has no meter today. */
export async function readSupplyCase(statements: Statements, tenantId: number, accountId: number, today: string): Promise<ReadCase | null> {
  const rows = await statements.query<{ found: (CaseRow & { version: number }) | null }>('select supply_case($1, $2, $3) as found', [tenantId, accountId, today]);
  const found = rows[0]?.found ?? null;
  return found === null ? null : { supplyCase: caseOf(accountId, found, null), version: found.version, hasOpenOrder: found.has_open };
}

/**
 * Round trip two: the command is committed as sending with the steps that led there. False when the account moved on or
 * got an order meanwhile: nothing was written.
 */
export async function startSending(statements: Statements, tenantId: number, read: ReadCase, steps: readonly CommandStep[], sent: SendingDetails): Promise<boolean> {
  const command = steps.at(-1)?.decision.command;
  if (command?.sentAt == null) throw new Error('a command that is sending has been sent');
  const { supplyCase, version } = read;
  const mayActUntil = latest(command.sentAt, command.expiresAt, supplyCase.standing.lastOrder?.expiresAt ?? null);
  try {
    const rows = await statements.query<{ started: boolean }>('select start_sending($1, $2, $3, $4, $5, $6) as started', [
      tenantId, supplyCase.accountId, version, JSON.stringify(sendingDocument(supplyCase, command, sent)), JSON.stringify(steps.map(stepRow)), isoOf(mayActUntil),
    ]);
    return rows[0]?.started === true;
  } catch (error) {
    if (sqlStateOf(error) === HAS_OPEN_ORDER) return false;
    throw error;
  }
}

/** Round trip three: what the AMM answered. False when somebody has touched the command since: nothing was written. */
export async function keepAnswer(statements: Statements, tenantId: number, accountId: number, step: CommandStep, answer: string, now: Instant): Promise<boolean> {
  const { command, effects } = step.decision;
  const readAt = effects.find((effect) => effect.kind === 'read_state')?.at ?? null;
  const document = {
    command_id: command.commandId, state: command.state, sequence: command.sequence, reads: command.reads, accepted_at: isoOrNull(command.acceptedAt),
    next_attempt_at: isoOrNull(command.nextAttemptAt), next_read_at: isoOrNull(readAt), last_error: command.lastError, answer,
  };
  const rows = await statements.query<{ kept: boolean }>('select keep_answer($1, $2, $3, $4, $5, $6) as kept', [
    tenantId, accountId, JSON.stringify(document), stepDocument(step.event, step.decision), momentsFrom(now, [readAt, command.nextAttemptAt]), isoOf(now),
  ]);
  return rows[0]?.kept === true;
}

function sendingDocument(supplyCase: SupplyCase, command: MeterCommand, { correlationId, wallNowMs, now }: SendingDetails): object {
  return {
    command_id: command.commandId, connection_id: supplyCase.connectionId, meter_serial: command.meterSerial, wish_version: command.wishVersion,
    action: command.action, state: command.state, sequence: command.sequence, attempt: command.attempt, correlation_id: correlationId,
    requested_at: isoOf(now), deadline_at: isoOf(command.deadlineAt), sent_at: isoOf(now), sent_wall_at: isoOf(wallNowMs),
    provable_after: isoOrNull(command.provableAfter),
  };
}

function stepRow({ from, event, decision }: CommandStep): object {
  return { from_state: from, to_state: decision.command.state, event: JSON.parse(stepDocument(event, decision)) as unknown };
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoOf(at);
}
