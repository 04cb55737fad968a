import { type Instant } from '../instant.js';

/**
 * Reasons why a home must not lose supply. Medical needs are known only as a date, never as a diagnosis; a moratorium
 * covers a region or a kind of supply.
 */
export type ProtectionKind = 'medical' | 'child' | 'dispute' | 'case' | 'moratorium';

/** A hold on less supply; `until` null means open-ended. */
export interface Protection {
  readonly kind: ProtectionKind;
  readonly until: Instant | null;
}

/**
 * Everything the gates look at, gathered in the transaction that is about to send. What could not be learned is null
 * or `unknown` and never passes: on doubt the home stays on.
 */
export interface GateFacts {
  /** The instant of the last measured register; estimated and doubtful readings do not count. */
  readonly measuredUntil: Instant | null;
  /** Whether the supplier's readings as a whole are late: then nobody is given less supply, not even whoever was read. */
  readonly readingsStale: boolean;
  /** Payments announced, authorised, pending or in suspense for this payer. */
  readonly paymentsUnderWay: number | null;
  /** When each warning of the present shortage was delivered. */
  readonly warningsDeliveredAt: readonly Instant[];
  /** The allowed window around or after now (working days 10:00-14:00 local in Flanders), null when there is none. */
  readonly window: { readonly opensAt: Instant; readonly endsAt: Instant } | null;
  /** A closed season (winter ban) that is in force now. */
  readonly closedSeasonUntil: Instant | null;
  readonly weather: 'cold' | 'not_cold' | 'unknown';
  readonly protections: readonly Protection[];
  /** A recorded decision of the local advisory committee that allows less supply here. */
  readonly lacDecision: { readonly decidedAt: Instant; readonly validUntil: Instant | null } | null;
  readonly paymentChannelsUp: boolean | null;
  readonly phoneUp: boolean | null;
  /** When the meter last answered, so that it can be given back its supply as well. */
  readonly meterSeenAt: Instant | null;
  readonly contractActive: boolean;
  readonly cutsPaused: boolean;
  /** Whether the run that made the wish passed its fleet check. */
  readonly runReleased: boolean;
  /** The permission to cut at all, renewed while the daily run, the ledger check and a person on duty are in order. */
  readonly leaseUntil: Instant | null;
}

/** The named conditions, in the order in which they are told to people. */
export const GATES = [
  'measured_data_fresh',
  'no_payment_under_way',
  'warnings_delivered',
  'inside_window',
  'season_open',
  'no_cold_spell',
  'not_protected',
  'lac_decision',
  'channels_up',
  'meter_reachable',
  'contract_active',
  'cuts_not_paused',
  'run_released',
  'lease_held',
] as const;

export type Gate = (typeof GATES)[number];

/** One gate's answer with the facts and limits it was judged by, to be stored as it is. Instants are epoch ms. */
export interface GateAnswer {
  readonly gate: Gate;
  readonly passed: boolean;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}
