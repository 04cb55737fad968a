import { type ProtectionKind } from './gate-facts.js';

/** The values one kind of less supply is judged by. */
export interface GateValues {
  readonly measuredAtMostMs: number;
  readonly warningsAtLeast: number;
  /** How old a delivered warning must be to count: the person had time to act. */
  readonly warningAgeAtLeastMs: number;
  /** Older ones were about another shortage. */
  readonly warningAgeAtMostMs: number;
  readonly closedSeasonBlocks: boolean;
  /** Kinds of protection that do not stop this; a kind that is not named here blocks. */
  readonly allowedDespite: readonly ProtectionKind[];
  readonly lacDecisionNeeded: boolean;
  readonly meterSeenAtMostMs: number;
}

/** Own values for the fall to 10 A and for off; they come from the dated policy of the home. */
export interface GatePolicy {
  readonly limited: GateValues;
  readonly off: GateValues;
}
