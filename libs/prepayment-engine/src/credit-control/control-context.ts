import type { CalendarData, Instant, Moratorium, SupplyDay, Utility } from '../calendar/index.js';
import {
  instantAtNumber,
  addWorkingDays,
  isCutDay,
  isInExtension,
  isInYearlySeason,
  moratoriumOn,
  nextCutMoment,
  supplyDayNumberOf,
  supplyDayOfNumber,
} from '../calendar/index.js';
import { microEuro, mostMoney } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import { priceOfEnergy } from '../rating/index.js';
import type { TariffVersion } from '../rating/index.js';
import type { GeneralRules, Policy, UtilityRules } from './policy/index.js';
import type { Reason } from './reasons.js';

/** What a decision needs beside the account. The tariff is null when none is valid: an amount then stands alone. */
export interface ControlFacts {
  readonly policy: Policy;
  readonly calendar: CalendarData;
  readonly utility: Utility;
  readonly tariff: TariffVersion | null;
  readonly now: Instant;
}

/**
 * The part of a decision that is the same for all accounts with one policy, calendar, tariff and moment. A run makes
 * it once and uses it many times. The two caches only keep what can be computed again.
 */
export interface ControlContext extends ControlFacts {
  readonly general: GeneralRules;
  readonly rules: UtilityRules;
  /** Today as a day number. */
  readonly today: number;
  readonly month: string;
  /** The emergency credit the policy offers: the higher of the amount and the energy at the customer's own price. */
  readonly emergencyOfferMicroEuro: MicroEuro;
  /** The first moment from now on at which supply may become less: hours and days only. Null when there is none. */
  readonly cutMoment: Instant | null;
  readonly moratorium: Moratorium | null;
  readonly isLacBan: boolean;
  /** Days from today until the next working day: 1 on most days, 3 on a Friday, more before a holiday. */
  readonly daysToWorkingDay: number;
  /** Reasons of today for which no home gets less supply than it has. */
  readonly freezes: readonly Reason[];
  readonly dayNames: Map<number, SupplyDay>;
  readonly openings: Map<number, Instant | null>;
}

const SEARCH_DAYS = 400;

/** Prepares the context of decisions. */
export function prepareControl(facts: ControlFacts): ControlContext {
  const { policy, calendar, utility, tariff, now } = facts;
  const rules = policy.utilities[utility];
  const today = supplyDayNumberOf(now);
  const todayName = supplyDayOfNumber(today);
  return {
    policy,
    calendar,
    utility,
    tariff,
    now,
    general: policy.general,
    rules,
    today,
    month: todayName.slice(0, 7),
    emergencyOfferMicroEuro: emergencyOffer(rules, tariff),
    cutMoment: nextCutMoment(calendar, policy.general, now),
    moratorium: moratoriumOn(calendar, utility, todayName),
    isLacBan: isLacBan(policy, calendar, todayName),
    daysToWorkingDay: addWorkingDays(calendar, today, 1) - today,
    freezes: freezesOn(facts, todayName),
    dayNames: new Map(),
    openings: new Map(),
  };
}

/** True when gas or exclusive-night heating is protected by the season on the day. */
export function isProtectiveSeason(facts: ControlFacts, day: SupplyDay): boolean {
  const { general } = facts.policy;
  if (facts.utility === 'electricity' || general.gasSeasonMode === 'legal') return false;
  return isInYearlySeason(day, general.gasSeason) || isInExtension(facts.calendar, 'gas_protection', day);
}

/** The name of a day number, kept because a run asks for the same few days again and again. */
export function dayName(context: ControlContext, number: number): SupplyDay {
  const known = context.dayNames.get(number);
  if (known !== undefined) return known;
  const name = supplyDayOfNumber(number);
  context.dayNames.set(number, name);
  return name;
}

/**
 * The first opening of a window on or after a day on which neither season nor moratorium protects this kind of
 * supply. Null when none comes within 400 days. The weather of later days is not known and not guessed.
 */
export function openingOnOrAfter(context: ControlContext, number: number): Instant | null {
  const known = context.openings.get(number);
  if (known !== undefined) return known;
  const opening = searchOpening(context, number);
  context.openings.set(number, opening);
  return opening;
}

function searchOpening(context: ControlContext, from: number): Instant | null {
  for (let number = from; number < from + SEARCH_DAYS; number += 1) {
    if (!isCutDay(context.calendar, context.general, number)) continue;
    const day = supplyDayOfNumber(number);
    if (isProtectiveSeason(context, day) || moratoriumOn(context.calendar, context.utility, day) !== null) continue;
    return instantAtNumber(number, context.general.cutWindowFromMinute);
  }
  return null;
}

function emergencyOffer(rules: UtilityRules, tariff: TariffVersion | null): MicroEuro {
  if (tariff === null || rules.emergencyEnergyWh === 0) return rules.emergencyAmountMicroEuro;
  return mostMoney(rules.emergencyAmountMicroEuro, microEuro(priceOfEnergy(tariff, rules.emergencyEnergyWh)));
}

function isLacBan(policy: Policy, calendar: CalendarData, day: SupplyDay): boolean {
  return isInYearlySeason(day, policy.general.lacBan) || isInExtension(calendar, 'lac_ban', day);
}

function freezesOn(facts: ControlFacts, day: SupplyDay): Reason[] {
  const freezes: Reason[] = [];
  const { coldSpell } = facts.calendar;
  if (facts.policy.general.coldSpellBlocks && coldSpell !== 'mild') {
    freezes.push({ code: 'cold_spell', facts: { known: coldSpell === 'cold' } });
  }
  if (isProtectiveSeason(facts, day)) freezes.push({ code: 'season', facts: { season: 'gas_protection' } });
  return freezes;
}
