import type { Region, SupplyDay, Utility } from '../../calendar/index.js';
import type { MicroEuro, WattHour } from '../../money/index.js';

/** A season that returns every year, both days included, written MM-DD; may run over the new year. */
export interface YearlySeason {
  readonly from: string;
  readonly until: string;
}

/** The values of a policy that are the same for every kind of supply. */
export interface GeneralRules {
  readonly prepaymentAllowed: boolean;
  /** Share of the first part of a top-up that repays debt. */
  readonly repaymentShareBasisPoints: number;
  /** Above this amount of one top-up everything repays debt. */
  readonly repaymentKneeMicroEuro: MicroEuro;
  /** Most that is repaid per household and month, by top-ups and instalments together. */
  readonly monthlyCeilingMicroEuro: MicroEuro;
  readonly weeklyInstalmentMicroEuro: MicroEuro;
  /** Above this a case decides before protected debt is collected. */
  readonly protectedDebtCaseMicroEuro: MicroEuro;
  readonly protectedDebtCaseDays: number;
  /** Most that a correction against the customer takes at once; the rest waits for a person's decision. */
  readonly correctionAtOnceMicroEuro: MicroEuro;
  readonly paymentHoldMicroEuro: MicroEuro;
  readonly paymentHoldWorkingDays: number;
  /** Minutes after local midnight. */
  readonly cutWindowFromMinute: number;
  readonly cutWindowUntilMinute: number;
  readonly noCutOnEve: boolean;
  readonly lowDaysLeft: number;
  readonly lowAmountMicroEuro: MicroEuro;
  readonly stayOnDays: number;
  readonly quietFromMinute: number;
  readonly quietUntilMinute: number;
  readonly staleAfterHours: number;
  readonly lacBan: YearlySeason;
  readonly gasSeason: YearlySeason;
  readonly gasSeasonMode: 'protective' | 'legal';
  readonly coldSpellBlocks: boolean;
  /** Warnings of the present shortage that must have been delivered before less supply. */
  readonly warningsAtLeast: number;
  /** A delivered warning counts when it is at least this old: the person had time to act. */
  readonly warningAgeAtLeastHours: number;
  /** Older warnings were about another shortage. */
  readonly warningAgeAtMostHours: number;
  /** The meter must have answered this recently: it has to be able to give supply back as well. */
  readonly meterSeenAtMostMinutes: number;
  /** Homes of one supplier that may lose supply, whatever the balances say; above, everything stops until two people look. */
  readonly lessSupplyPerHour: number;
  readonly lessSupplyPerDay: number;
  /** The same within one postcode and day: a wrong file or a broken station shows itself in one place. */
  readonly lessSupplyPerPostcodeDay: number;
  readonly lessSupplyFleetBasisPointsPerDay: number;
  /** A share of a small fleet is at least this many homes. */
  readonly lessSupplyFleetFloorPerDay: number;
}

/** The values of a policy that differ per kind of supply. */
export interface UtilityRules {
  readonly emergencyAmountMicroEuro: MicroEuro;
  /** The limit is at least the price of this energy at the customer's own price; 0 = no such rule. */
  readonly emergencyEnergyWh: WattHour;
  readonly emergencyStarts: 'by_itself' | 'by_own_action';
  readonly whenExhausted: 'limited' | 'off';
  readonly offNeedsLacDecision: boolean;
}

/** The rules in force for one region and one tenant: both layers merged, plain values. */
export interface Policy {
  readonly id: string;
  readonly region: Region;
  readonly validFrom: SupplyDay;
  readonly validUntil: SupplyDay | null;
  readonly general: GeneralRules;
  readonly utilities: Readonly<Record<Utility, UtilityRules>>;
  /** Names of the values whose status is `guess`; a live tenant may have none. */
  readonly guesses: readonly string[];
}
