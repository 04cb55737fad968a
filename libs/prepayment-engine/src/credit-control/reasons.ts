import type { Instant, Season, SupplyDay } from '../calendar/index.js';
import type { MicroEuro } from '../money/index.js';

/** The facts that go with each reason. No wording: sentences in four languages are made at the edge. */
export interface ReasonFacts {
  /** The balance is above zero. */
  readonly in_credit: Record<string, never>;
  /** Little is left: the balance is zero or below the threshold, or few days are left. */
  readonly low_credit: { readonly creditMicroEuro: MicroEuro; readonly daysLeft: number | null };
  readonly emergency_credit_in_use: { readonly limitMicroEuro: MicroEuro; readonly availableMicroEuro: MicroEuro };
  readonly emergency_credit_used_up: { readonly limitMicroEuro: MicroEuro; readonly debtSupplyMicroEuro: MicroEuro };
  /** Emergency credit is there but waits for the customer's own action. */
  readonly emergency_credit_not_taken: { readonly offeredMicroEuro: MicroEuro };
  readonly limited_not_off: Record<string, never>;
  readonly lac_decision: Record<string, never>;
  /** Reasons that keep or put supply on. */
  readonly protected_home: { readonly until: SupplyDay };
  readonly payment_under_way: { readonly until: Instant };
  readonly moratorium: { readonly until: SupplyDay };
  readonly prepayment_not_allowed: Record<string, never>;
  /** Reasons that only stop supply from becoming less. */
  readonly season: { readonly season: Season };
  readonly cold_spell: { readonly known: boolean };
  readonly reading_stale: { readonly since: SupplyDay };
  readonly reading_not_measured: Record<string, never>;
  readonly history_corrected: Record<string, never>;
  /** Less supply waits for the allowed window. */
  readonly waits_for_window: { readonly opensAt: Instant };
}

/** A closed list of reason codes. */
export type ReasonCode = keyof ReasonFacts;

/** One reason with its facts. */
export type Reason = { [C in ReasonCode]: { readonly code: C; readonly facts: ReasonFacts[C] } }[ReasonCode];
