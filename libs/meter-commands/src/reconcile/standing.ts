import { type CommandState } from '../command/index.js';
import { type Instant, latest } from '../instant.js';
import { type CommandAction, type ConfirmedSupply, type Utility, type WantedSupply, directionOf } from '../supply.js';

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
  | 'meter_listens_later'
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
  | {
      readonly kind: 'none';
      readonly reason: PlanReason;
      readonly reviewAt: Instant | null;
      /** The open command, when there is one, is to receive `newer_wish`. */
      readonly supersedesOpen: boolean;
    }
  /** Another meter must have supply before this one can be reached. */
  | {
      readonly kind: 'restore_first';
      readonly meterSerial: string;
      readonly reason: 'carrier_has_no_supply';
      readonly supersedesOpen: boolean;
    }
  | {
      readonly kind: 'order';
      readonly action: CommandAction;
      readonly sequence: number;
      readonly priority: number;
      readonly notBefore: Instant | null;
      readonly reason: PlanReason;
      /** The open command is to receive `newer_wish` in the same transaction. */
      readonly supersedesOpen: boolean;
    };

/** What a read of the meter said. */
export interface ReadBack {
  readonly supply: ConfirmedSupply;
  /** The meter's own time of that state. */
  readonly reportedAt: Instant;
}

/** An order at the moment its sending is committed. */
export interface SentOrder {
  readonly action: CommandAction;
  readonly sequence: number;
  readonly sentAt: Instant;
  readonly expiresAt: Instant | null;
}

/**
 * The standing from the commit of `sending` on: UNKNOWN, whatever the AMM will answer, because an order can act after a
 * time-out and even after a FAILED. A read of the state changes nothing.
 */
export function afterSending(standing: MeterStanding, order: SentOrder): MeterStanding {
  if (directionOf(order.action) === 'read') return standing;
  return {
    ...standing,
    supply: 'unknown',
    lastOrder: {
      action: order.action,
      sequence: order.sequence,
      sentAt: order.sentAt,
      expiresAt: latest(order.sentAt, order.expiresAt, standing.lastOrder?.expiresAt ?? null),
    },
  };
}

/**
 * The standing after a read-back received `now`. It counts only when the meter made it after every order sent so far
 * had expired, and after the state known before. A meter whose clock runs ahead cannot prove the future.
 */
export function afterReadBack(standing: MeterStanding, readBack: ReadBack, now: Instant): MeterStanding {
  const reportedAt = readBack.reportedAt > now ? now : readBack.reportedAt;
  const orderMayAct = standing.lastOrder !== null && reportedAt <= standing.lastOrder.expiresAt;
  const isOlder = standing.confirmedAt !== null && reportedAt < standing.confirmedAt;
  if (readBack.supply === 'unknown' || orderMayAct || isOlder) return standing;
  return { ...standing, supply: readBack.supply, confirmedAt: reportedAt };
}
