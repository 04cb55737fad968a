import { assertNever } from '../assert-never.js';
import { type Instant, later, latest } from '../instant.js';
import { type CommandPolicy, type ErrorKind, expiryOf, nextAttemptAt } from '../policy/index.js';
import { type Direction, directionOf } from '../supply.js';
import { caseOf, proofTime } from './command-case.js';
import {
  type CommandDecision,
  type CommandEffect,
  type CommandEvent,
  type CommandState,
  type MeterCommand,
} from './meter-command.js';
import { type CommandCase, type Transition, TRANSITIONS } from './transitions.js';

/**
 * What an event makes of a command, and what the caller has to do next. Pure: the same inputs give the same answer.
 * `jitter` (0 <= jitter < 1, drawn by the caller) spreads repeated attempts. The outcome of every event in every state
 * is a line of `TRANSITIONS`; an order for less supply leaves only through `send_started` with all gates passed.
 */
export function decideCommand(
  command: MeterCommand,
  event: CommandEvent,
  now: Instant,
  policy: CommandPolicy,
  jitter: number,
): CommandDecision {
  const commandCase = caseOf(command, event, now);
  const transition = transitionOf(command.state, commandCase, directionOf(command.action));
  const moved = move(command, transition, event, now, policy);
  const moment: Moment = { command: moved, error: errorOf(commandCase, event), commandCase, event, now, policy, jitter };
  const effects = transition.effects.map((kind) => effectOf(kind, moment));
  return { command: withEffects(moment, effects), effects, why: transition.why };
}

/** Everything the times of the effects hang on, after the command has moved to its new state. */
interface Moment {
  readonly command: MeterCommand;
  readonly error: ErrorKind | null;
  readonly commandCase: CommandCase;
  readonly event: CommandEvent;
  readonly now: Instant;
  readonly policy: CommandPolicy;
  readonly jitter: number;
}

/** Whether the command still blocks another one for the same meter, read from the same table. */
export function isOpen(command: Pick<MeterCommand, 'state' | 'action'>): boolean {
  const direction = directionOf(command.action);
  return transitionOf(command.state, 'newer_wish', direction).to === 'superseded';
}

/** Whether supply was ordered long enough ago, and is not proven, that a named person has to be told. */
export function isPaidButDark(command: MeterCommand, now: Instant, policy: CommandPolicy): boolean {
  if (directionOf(command.action) !== 'more' || !isOpen(command)) return false;
  return now - command.requestedAt >= policy.paidButDarkAfterMs;
}

/** The one line of the table for a state, a case and a direction; throws when the table has a hole (a bug). */
export function transitionOf(state: CommandState, commandCase: CommandCase, direction: Direction): Transition {
  const found = TRANSITIONS.find(
    ({ from, on, directions }) =>
      from.includes(state) && on.includes(commandCase) && directions.includes(direction),
  );
  if (found === undefined) throw new Error(`No transition for ${commandCase} in ${state} (${direction})`);
  return found;
}

function move(
  command: MeterCommand,
  { to }: Transition,
  event: CommandEvent,
  now: Instant,
  policy: CommandPolicy,
): MeterCommand {
  if (to === 'stay') return command;
  const moved = { ...command, state: to };
  if (to === 'sending' && event.kind === 'send_started') return { ...moved, ...sending(command, event, now, policy) };
  if (to === 'accepted') return { ...moved, acceptedAt: command.acceptedAt ?? now };
  if (to === 'confirmed' && event.kind === 'read_back') {
    return { ...moved, confirmedAt: proofTime(event.reportedAt, now) };
  }
  return moved;
}

/** A read proves itself from the moment it was asked; an order only after it, and all before it, can no longer act. */
function sending(
  command: MeterCommand,
  event: CommandEvent & { kind: 'send_started' },
  now: Instant,
  policy: CommandPolicy,
): Partial<MeterCommand> {
  const expiresAt = expiryOf(command.action, now, command.deadlineAt, policy);
  const ownProof = directionOf(command.action) === 'read' ? later(command.requestedAt, -1) : now;
  return {
    sequence: event.sequence,
    attempt: command.attempt + 1,
    reads: 0,
    sentAt: now,
    expiresAt,
    provableAfter: latest(ownProof, expiresAt, event.earlierOrdersUntil),
    acceptedAt: null,
    nextAttemptAt: null,
  };
}

function effectOf(kind: CommandEffect['kind'], moment: Moment): CommandEffect {
  switch (kind) {
    case 'send':
    case 'hand_over':
    case 'plan_again':
      return { kind };
    case 'ask_gates':
      return { kind, at: later(moment.now, moment.policy.askGatesAgainAfterMs) };
    case 'read_state':
      return { kind, at: readAt(moment) };
    case 'attempt_again':
      return { kind, at: attemptAt(moment) };
    case 'work_list':
      return { kind, why: moment.error ?? 'deadline' };
    default:
      return assertNever(kind);
  }
}

/** The delay doubles with each read that proved nothing; a read before the outcome can be proven would be wasted. */
function readAt({ command, now, policy }: Moment): Instant {
  const delayMs = Math.min(policy.readAgainCapMs, policy.firstReadAfterMs * 2 ** Math.min(command.reads, 30));
  return latest(later(now, delayMs), command.provableAfter === null ? null : later(command.provableAfter, 1));
}

/** Waiting for a moment or a permit is no error and does not back off. */
function attemptAt({ command, error, commandCase, event, now, policy, jitter }: Moment): Instant {
  if (commandCase === 'not_yet' && command.notBefore !== null) return command.notBefore;
  if (commandCase === 'permit_denied') return later(now, policy.askGatesAgainAfterMs);
  const attempt = Math.max(1, command.attempt);
  const backedOff = nextAttemptAt(error ?? 'no_confirmation', attempt, policy.retry, jitter, now);
  const asked = event.kind === 'no_answer' && event.retryAfterMs !== null ? later(now, event.retryAfterMs) : null;
  return latest(backedOff, asked);
}

/** The kind of error a case stands for, null when nothing went wrong. */
function errorOf(commandCase: CommandCase, event: CommandEvent): ErrorKind | null {
  switch (commandCase) {
    case 'reply_unreachable':
    case 'read_failed':
      return 'unreachable';
    case 'reply_unknown_meter':
      return 'unknown_meter';
    case 'reply_refused':
    case 'answered_failed':
      return 'refused';
    case 'no_answer':
      return event.kind === 'no_answer' && event.why === 'overloaded' ? 'overloaded' : 'no_answer';
    case 'crash_found':
      return 'no_answer';
    case 'seen_otherwise':
      return 'not_moved';
    default:
      return null;
  }
}

function withEffects({ command, error }: Moment, effects: readonly CommandEffect[]): MeterCommand {
  const again = effects.find((effect) => effect.kind === 'attempt_again');
  const isRead = effects.some(({ kind }) => kind === 'read_state');
  const isDone = !isOpen(command) || effects.some(({ kind }) => kind === 'send');
  return {
    ...command,
    reads: command.reads + (isRead ? 1 : 0),
    nextAttemptAt: isDone ? null : (again?.at ?? command.nextAttemptAt),
    lastError: command.state === 'confirmed' ? null : (error ?? command.lastError),
  };
}
