import { type CommandState } from '../command/index.js';
import { type Instant } from '../instant.js';
import { type CommandAction, type ConfirmedSupply, type Utility, type WantedSupply } from '../supply.js';

/** The desired state of one contract. A newer version replaces an older one. */
export interface SupplyWish {
  readonly wantedSupply: WantedSupply;
  readonly version: number;
  /** Less supply not before this instant; more supply never waits. */
  readonly notBefore: Instant | null;
}

/** The orders sent to a meter so far, as far as they matter for what may still happen. */
export interface LastOrder {
  readonly sequence: number;
  readonly action: CommandAction;
  readonly sentAt: Instant;
  /** No order sent to this meter so far can act after this instant. */
  readonly expiresAt: Instant;
}

/** The command of this meter that has not ended yet; there is never more than one. */
export interface OpenCommand {
  readonly action: CommandAction;
  readonly state: CommandState;
  readonly sequence: number;
}

/** The confirmed side of one meter. */
export interface MeterStanding {
  readonly supply: ConfirmedSupply;
  /** When the meter itself reported that state. */
  readonly confirmedAt: Instant | null;
  readonly lastOrder: LastOrder | null;
  readonly openCommand: OpenCommand | null;
}

/** What the meter can do, and through which other meter it speaks (gas speaks through the electricity meter). */
export interface MeterCapabilities {
  readonly utility: Utility;
  readonly limiter: boolean;
  /** `arms_only`: a remote reconnect leaves the breaker or valve ready and the customer presses. */
  readonly reconnect: 'closes_at_once' | 'arms_only';
  readonly speaksThrough: { readonly meterSerial: string; readonly supply: ConfirmedSupply } | null;
}

export type PlanReason =
  | 'as_wanted'
  | 'not_before'
  | 'order_under_way'
  | 'person_presses'
  | 'ready_state_is_old'
  | 'arm_timed_out'
  | 'meter_cannot_limit'
  | 'state_unknown_read_first'
  | 'state_unknown_restore'
  | 'earlier_order_may_still_act'
  | 'carrier_has_no_supply'
  | 'restore_supply'
  | 'lift_limit'
  | 'limit_supply'
  | 'cut_supply';

/** The next step from confirmed to wanted. `reviewAt`: ask again then, even when nothing happens. */
export type CommandPlan =
  | { readonly kind: 'none'; readonly reason: PlanReason; readonly reviewAt: Instant | null }
  /** Another meter must have supply before this one can be reached. */
  | { readonly kind: 'restore_first'; readonly meterSerial: string; readonly reason: 'carrier_has_no_supply' }
  | {
      readonly kind: 'order';
      readonly action: CommandAction;
      readonly sequence: number;
      readonly priority: number;
      readonly notBefore: Instant | null;
      readonly reason: PlanReason;
      /** The open command is to receive `newer_wish` in the same transaction. */
      readonly supersedesOpen: boolean;
      /** Ask the AMM to drop this earlier order as well, best effort. */
      readonly cancelsSequence: number | null;
    };
