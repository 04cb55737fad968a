import type { GeneralRules, UtilityRules, YearlySeason } from './policy.js';

/**
 * In which direction a house may move a value of the law. `never`: not at all. An order lists the choices from the
 * least to the most favourable for the customer. `wider`: a season may begin earlier and end later.
 */
export type Direction = 'higher' | 'lower' | 'never' | 'only_true' | 'wider' | readonly string[];

/** The direction that is to the customer's favour, per general value. */
export const GENERAL_DIRECTIONS = {
  prepaymentAllowed: 'never',
  repaymentShareBasisPoints: 'lower',
  repaymentKneeMicroEuro: 'higher',
  monthlyCeilingMicroEuro: 'lower',
  weeklyInstalmentMicroEuro: 'lower',
  protectedDebtCaseMicroEuro: 'lower',
  protectedDebtCaseDays: 'lower',
  correctionAtOnceMicroEuro: 'lower',
  paymentHoldMicroEuro: 'higher',
  paymentHoldWorkingDays: 'higher',
  cutWindowFromMinute: 'higher',
  cutWindowUntilMinute: 'lower',
  noCutOnEve: 'only_true',
  lowDaysLeft: 'higher',
  lowAmountMicroEuro: 'higher',
  stayOnDays: 'never',
  quietFromMinute: 'lower',
  quietUntilMinute: 'higher',
  staleAfterHours: 'lower',
  lacBan: 'wider',
  gasSeason: 'wider',
  gasSeasonMode: ['legal', 'protective'],
  coldSpellBlocks: 'only_true',
  warningsAtLeast: 'higher',
  warningAgeAtLeastHours: 'higher',
  warningAgeAtMostHours: 'lower',
  meterSeenAtMostMinutes: 'lower',
  lessSupplyPerHour: 'lower',
  lessSupplyPerDay: 'lower',
  lessSupplyPerPostcodeDay: 'lower',
  lessSupplyFleetBasisPointsPerDay: 'lower',
  lessSupplyFleetFloorPerDay: 'lower',
} as const satisfies Record<keyof GeneralRules, Direction>;

/** The direction that is to the customer's favour, per value of a kind of supply. */
export const UTILITY_DIRECTIONS = {
  emergencyAmountMicroEuro: 'higher',
  emergencyEnergyWh: 'higher',
  emergencyStarts: 'never',
  whenExhausted: ['off', 'limited'],
  offNeedsLacDecision: 'only_true',
} as const satisfies Record<keyof UtilityRules, Direction>;

/** True when `value` has the type of `law`: an integer of zero or more, a boolean, a text or a season. */
export function hasShapeOf(law: unknown, value: unknown): boolean {
  if (isSeason(law)) return isSeason(value);
  if (typeof law === 'number') return Number.isSafeInteger(value) && (value as number) >= 0;
  return typeof law === typeof value;
}

/** True when `house` equals `law` or lies from it in the allowed direction. Both must have the same shape. */
export function isAllowed(direction: Direction, law: unknown, house: unknown): boolean {
  if (isSeason(law) && isSeason(house)) return isSameSeason(law, house) || (direction === 'wider' && isWider(law, house));
  if (law === house) return true;
  if (typeof law === 'number' && typeof house === 'number') {
    return direction === 'higher' ? house > law : direction === 'lower' && house < law;
  }
  if (direction === 'only_true') return house === true;
  if (typeof direction === 'string') return false;
  return direction.indexOf(String(house)) > direction.indexOf(String(law));
}

const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;

function isSeason(value: unknown): value is YearlySeason {
  if (typeof value !== 'object' || value === null) return false;
  const { from, until } = value as Partial<YearlySeason>;
  return typeof from === 'string' && typeof until === 'string' && MONTH_DAY.test(from) && MONTH_DAY.test(until);
}

function isSameSeason(a: YearlySeason, b: YearlySeason): boolean {
  return a.from === b.from && a.until === b.until;
}

// Wider holds both ends of the other. A season runs over the new year when it begins later than it ends.
function isWider(law: YearlySeason, house: YearlySeason): boolean {
  const position = (monthDay: string): string => (monthDay < house.from ? `1-${monthDay}` : `0-${monthDay}`);
  const end = position(house.until);
  return position(law.from) <= position(law.until) && position(law.until) <= end;
}
