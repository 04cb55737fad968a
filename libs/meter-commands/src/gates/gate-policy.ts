import { DAY_MS, HOUR_MS } from '../instant.js';
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

/** Own values for the fall to 10 A and for off. */
export interface GatePolicy {
  readonly limited: GateValues;
  readonly off: GateValues;
}

const cautious: GateValues = {
  measuredAtMostMs: 48 * HOUR_MS,
  warningsAtLeast: 2,
  warningAgeAtLeastMs: DAY_MS,
  warningAgeAtMostMs: 7 * DAY_MS,
  closedSeasonBlocks: true,
  allowedDespite: [],
  lacDecisionNeeded: true,
  meterSeenAtMostMs: HOUR_MS,
};

/**
 * Flemish electricity: 10 A on balance, also in winter because it leaves light and heating controls; off only with a
 * recorded decision of the local advisory committee.
 */
export const electricityGatePolicy: GatePolicy = {
  limited: { ...cautious, closedSeasonBlocks: false, lacDecisionNeeded: false },
  off: cautious,
};

/** Gas and exclusive-night heating cannot be limited and may be closed on balance, outside the closed season. */
export const unlimitedUtilityGatePolicy: GatePolicy = {
  limited: cautious,
  off: { ...cautious, lacDecisionNeeded: false },
};
