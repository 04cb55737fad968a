import { type Instant } from '../instant.js';
import { type CommandAction } from '../supply.js';

/** An order as it goes on the wire. */
export interface MeterOrder {
  /**
   * The mRID of the EndDeviceControl, a UUID: the command's id at its first attempt, a fresh one at each later attempt,
   * so that an AMM that drops repeated orders does not drop a repeated reconnect.
   */
  readonly orderId: string;
  readonly messageId: string;
  readonly correlationId: string;
  readonly action: Exclude<CommandAction, 'read_state'>;
  readonly meterSerial: string;
  readonly sequence: number;
  readonly sentAt: Instant;
  /** Required for less supply: after this instant the order must not act. */
  readonly expiresAt: Instant | null;
  readonly replyAddress: string;
}

/** A question for the present state of one meter. */
export interface StateRequest {
  readonly messageId: string;
  readonly correlationId: string;
  readonly meterSerial: string;
  readonly utility: 'electricity' | 'gas';
  readonly askedAt: Instant;
}

/** Why foreign XML was not understood. `detail` is for the log of the operator, not for customers. */
export interface NotUnderstood {
  readonly kind: 'not_understood';
  readonly why: 'too_long' | 'doctype' | 'not_xml' | 'wrong_message' | 'missing' | 'bad_value';
  readonly detail: string;
}

/** One error of a reply. 0.0 is fine, 2.4 an invalid or unreachable meter, 2.12 an unknown meter. */
export interface ReplyError {
  readonly code: string;
  readonly level: string | null;
  readonly objectId: string | null;
  readonly objectType: string | null;
}

/** The quick reply to an order. OK means the AMM accepted it, not that the breaker moved. */
export interface ControlsReply {
  readonly kind: 'reply';
  readonly result: 'ok' | 'partial' | 'failed';
  readonly errors: readonly ReplyError[];
  readonly correlationId: string | null;
  readonly messageId: string | null;
}

/** What a meter event says about supply; `other` events (covers, batteries) are kept but do not concern supply. */
export type MeterEventKind =
  | 'connected'
  | 'disconnected'
  | 'armed'
  | 'limit_on'
  | 'limit_off'
  | 'failed'
  | 'limiter_tripped'
  | 'other';

export interface MeterEvent {
  readonly kind: MeterEventKind;
  readonly meterSerial: string;
  readonly eventId: string | null;
  readonly typeRef: string;
  readonly happenedAt: Instant;
}

/** An event message: the answers that come later, and what meters report by themselves. */
export interface EventsMessage {
  readonly kind: 'events';
  readonly correlationId: string | null;
  readonly messageId: string | null;
  readonly events: readonly MeterEvent[];
}

/** Positions as DLMS/COSEM counts them: 0 open, 1 closed, 2 ready for reconnection. */
export type SwitchPosition = 'open' | 'closed' | 'ready';

/** The state of one meter as it reported it itself at `reportedAt`. */
export interface MeterState {
  readonly kind: 'state';
  readonly meterSerial: string;
  readonly breaker: SwitchPosition | null;
  readonly valve: SwitchPosition | null;
  readonly limiterOn: boolean | null;
  readonly reportedAt: Instant;
}

/** The AMM could not reach the meter, or does not know it. */
export interface StateNotRead {
  readonly kind: 'not_read';
  readonly why: 'unreachable' | 'unknown_meter' | 'refused';
  readonly code: string | null;
}
