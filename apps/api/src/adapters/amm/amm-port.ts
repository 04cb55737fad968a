import {
  type ConfirmedSupply,
  type Instant,
  type MeterOrder,
  type MeterState,
  type StateRequest,
} from '@tegoed/meter-commands';

/** The AMM did not say anything usable: an order may have been carried out, or not. */
export interface NoAnswer {
  readonly kind: 'no_answer';
  readonly why: 'timeout' | 'reset' | 'server_error' | 'overloaded';
  /** How long the AMM asked to be left alone, in ms. */
  readonly retryAfterMs: number | null;
}

/** An answer came that cannot be understood, or belongs to another message. */
export interface Garbled {
  readonly kind: 'garbled';
  readonly detail: string;
}

/** The order never left: this side refused it. */
export interface NotSent {
  readonly kind: 'not_sent';
  readonly why: 'expired' | 'no_expiry' | 'lives_too_long' | 'hour_full' | 'outside_hours' | 'no_signing_key';
}

/** The AMM's own no, with its error code (IEC 61968-9: 2.4 invalid or unreachable meter, 2.12 unknown meter). */
export interface Failure {
  readonly kind: 'refused' | 'unreachable_meter' | 'unknown_meter';
  readonly code: string;
}

/** What became of an order at the AMM. `accepted` never means that the meter moved. */
export type OrderAnswer =
  | { readonly kind: 'accepted' }
  /** The AMM took the message without a verdict. */
  | { readonly kind: 'handed_over' }
  | Failure
  | NoAnswer
  | Garbled
  | NotSent;

/** The state the meter reported itself, and what it proves about supply. */
export type StateAnswer =
  | { readonly kind: 'state'; readonly supply: ConfirmedSupply; readonly state: MeterState }
  | Failure
  | NoAnswer
  | Garbled;

/** The system that speaks to the meters. It knows meters and orders, never customers or balances. */
export interface Amm {
  /** Hands one order over, once: nothing is repeated here, because a repeated cut could hit a home that has paid. */
  sendOrder(order: MeterOrder, now: Instant): Promise<OrderAnswer>;
  /** Asks to drop an order sent earlier; best effort, the answer changes nothing about the state of the meter. */
  cancelOrder(order: MeterOrder): Promise<OrderAnswer>;
  readMeterState(request: StateRequest): Promise<StateAnswer>;
}
