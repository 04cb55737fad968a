import { type GateAnswer } from '../gates/index.js';
import { type Instant } from '../instant.js';
import { type CommandPolicy, type ErrorKind, deadlineOf } from '../policy/index.js';
import { type CommandAction, type ConfirmedSupply } from '../supply.js';

/** Where a command stands; the transition table says what each state waits for. */
export const COMMAND_STATES = [
  'requested',
  'held',
  'queued',
  'sending',
  'sent',
  'accepted',
  'confirmed',
  'refused',
  'expired',
  'superseded',
  'unknown',
  'unreachable',
] as const;

export type CommandState = (typeof COMMAND_STATES)[number];

/** One order to one meter from wish to proof. `sequence` grows per meter: a later order always has the higher one. */
export interface MeterCommand {
  readonly commandId: string;
  readonly meterSerial: string;
  readonly action: CommandAction;
  readonly wishVersion: number;
  readonly sequence: number;
  readonly state: CommandState;
  /** How often it was sent. */
  readonly attempt: number;
  /** How many read-backs since the last sending proved nothing. */
  readonly reads: number;
  readonly requestedAt: Instant;
  readonly notBefore: Instant | null;
  /** After this it is never sent. For less supply: the end of the window it was decided for. */
  readonly deadlineAt: Instant;
  readonly sentAt: Instant | null;
  /** The expiry on the wire; only orders for less supply carry one. */
  readonly expiresAt: Instant | null;
  /** Only a read-back that the meter made after this instant proves the outcome. */
  readonly provableAfter: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly nextAttemptAt: Instant | null;
  readonly lastError: ErrorKind | null;
}

/** What a new command is made of; `notBefore` and `sequence` come from the plan. */
export interface CommandRequest {
  readonly commandId: string;
  readonly meterSerial: string;
  readonly action: CommandAction;
  readonly wishVersion: number;
  readonly sequence: number;
  readonly notBefore: Instant | null;
  /** Needed for less supply, ignored otherwise. */
  readonly windowEndsAt: Instant | null;
}

/** A command in state `requested`; throws a RangeError when an order for less supply has no window. */
export function requestCommand(request: CommandRequest, now: Instant, policy: CommandPolicy): MeterCommand {
  const { windowEndsAt, ...rest } = request;
  return {
    ...rest,
    state: 'requested',
    attempt: 0,
    reads: 0,
    requestedAt: now,
    deadlineAt: deadlineOf(request.action, now, windowEndsAt, policy),
    sentAt: null,
    expiresAt: null,
    provableAfter: null,
    acceptedAt: null,
    confirmedAt: null,
    nextAttemptAt: null,
    lastError: null,
  };
}

/** Everything that can happen to a command. */
export type CommandEvent =
  /** The gates were asked on the way into the queue. More supply and reads have none: an empty list. */
  | { readonly kind: 'gates_answered'; readonly answers: readonly GateAnswer[] }
  /** The sending transaction: gates asked again, permit asked, next sequence of the meter taken. */
  | {
      readonly kind: 'send_started';
      readonly answers: readonly GateAnswer[];
      readonly permit: 'granted' | 'denied';
      readonly sequence: number;
      /** Until when an earlier order to this meter may still act. */
      readonly earlierOrdersUntil: Instant | null;
    }
  /** The AMM took the message without a verdict (an empty answer); the reply will come by itself. */
  | { readonly kind: 'handed_over' }
  /** The quick reply; `code` is the IEC 61968 error code, 0.0 when all is well. */
  | { readonly kind: 'quick_reply'; readonly result: 'ok' | 'partial' | 'failed'; readonly code: string | null }
  /** No usable answer: it may have been carried out, or not. */
  | {
      readonly kind: 'no_answer';
      readonly why: 'timeout' | 'reset' | 'server_error' | 'overloaded' | 'garbled';
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'asynchronous_answer'; readonly outcome: 'done' | 'failed' }
  /** The state read from the meter; `reportedAt` is the meter's own time of it. */
  | { readonly kind: 'read_back'; readonly supply: ConfirmedSupply; readonly reportedAt: Instant }
  | { readonly kind: 'read_failed' }
  | { readonly kind: 'newer_wish'; readonly version: number }
  | { readonly kind: 'attempt_due' }
  | { readonly kind: 'deadline_reached' }
  /** Found in state `sending` after a restart. */
  | { readonly kind: 'crash_found' };

/** What the caller has to do after a decision. Times are the earliest moment; the database keeps them. */
export type CommandEffect =
  /** Put it into the sending queue now. */
  | { readonly kind: 'send' }
  /** The sending is committed: hand the order to the AMM, with no transaction held. */
  | { readonly kind: 'hand_over' }
  | { readonly kind: 'ask_gates'; readonly at: Instant }
  | { readonly kind: 'read_state'; readonly at: Instant }
  | { readonly kind: 'attempt_again'; readonly at: Instant }
  /** Compare desired with confirmed again. */
  | { readonly kind: 'plan_again' }
  /** A person has to look. */
  | { readonly kind: 'work_list'; readonly why: ErrorKind | 'deadline' };

export interface CommandDecision {
  readonly command: MeterCommand;
  readonly effects: readonly CommandEffect[];
  /** Why, in a sentence, from the transition table. */
  readonly why: string;
}
