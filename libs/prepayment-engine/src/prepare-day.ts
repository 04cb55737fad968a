import type { CalendarData, Instant, SupplyDay } from './calendar/index.js';
import { dayNumber, hoursInDay, isoWeekOf, monthOf, supplyDayOfNumber } from './calendar/index.js';
import type { ControlContext, InstalmentDay, Policy } from './credit-control/index.js';
import { prepareControl } from './credit-control/index.js';
import type { MeterDay } from './metering/index.js';
import { isValidOn, ratesOf } from './rating/index.js';
import type { DayRates, TariffVersion } from './rating/index.js';

/** What all accounts with the same tariff have in common on one day. */
export interface DayContext {
  readonly day: SupplyDay;
  /** Null when no tariff, or more than one, is valid on the day: nothing is rated then. */
  readonly tariff: TariffVersion | null;
  readonly policy: Policy;
  readonly calendar: CalendarData;
  readonly now: Instant;
}

/** A day made ready: everything that does not depend on the account is computed once. */
export interface PreparedDay {
  readonly day: SupplyDay;
  readonly dayNumber: number;
  readonly dayBefore: SupplyDay;
  readonly instalmentDay: InstalmentDay;
  readonly meterDay: MeterDay;
  readonly rates: DayRates;
  readonly control: ControlContext;
}

/** Makes a day ready for many accounts; null when the tariff is missing or not valid on the day. */
export function prepareDay(context: DayContext): PreparedDay | null {
  const { day, tariff, policy, calendar, now } = context;
  if (tariff === null || !isValidOn(tariff, day)) return null;
  const number = dayNumber(day);
  const utility = tariff.utility;
  return {
    day,
    dayNumber: number,
    dayBefore: supplyDayOfNumber(number - 1),
    instalmentDay: { day: number, week: isoWeekOf(day), month: monthOf(day) },
    meterDay: { utility, hoursInDay: hoursInDay(day), now },
    rates: ratesOf(tariff, day),
    control: prepareControl({ policy, calendar, utility, tariff, now }),
  };
}
