import { Temporal } from 'temporal-polyfill';
import { belgianCalendar, instant, supplyDayFrom } from './calendar/index.js';
import type { CalendarData, Instant, SupplyDay, Utility } from './calendar/index.js';
import { prepareControl, shippedPolicy } from './credit-control/index.js';
import type { AccountState, ControlContext, Policy } from './credit-control/index.js';
import { EMPTY_BALANCES } from './ledger/index.js';
import type { CustomerBalances } from './ledger/index.js';
import type { DayReading, MeterFacts } from './metering/index.js';
import { microEuro } from './money/index.js';
import type { MicroEuro } from './money/index.js';
import type { TariffVersion } from './rating/index.js';

// Made-up accounts, tariffs and moments for the specs of this library; no test stands in this file.

export const euro = (value: number): MicroEuro => microEuro(Math.round(value * 1_000_000));

export function day(text: string): SupplyDay {
  const read = supplyDayFrom(text);
  if (read === null) throw new Error(`no day: ${text}`);
  return read;
}

/** Local time in Brussels, "2026-09-14T06:00". */
export function at(local: string): Instant {
  return instant(Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Brussels').epochMilliseconds);
}

export const flandersPolicy: Policy = shippedPolicy('flanders');
export const mild: CalendarData = belgianCalendar('flanders', 2026, 2027, { coldSpell: 'mild' });

/** 0.25 EUR per kWh all in and nothing per day, so that stories can be added up by heart: 8 kWh is 2.00 EUR. */
export function plainTariff(utility: Utility): TariffVersion {
  return {
    id: `plain-${utility}`,
    utility,
    validFrom: day('2026-01-01'),
    validUntil: null,
    energy: { kind: 'single', pricePerKwh: 25_000 },
    networkPricePerKwh: 0,
    leviesPricePerKwh: 0,
    capacityPricePerKwYear: 0,
    capacityFloorW: 2500,
    fixedPricePerDay: 0,
    vatBasisPoints: 0,
  };
}

export const meter: MeterFacts = { registerDigits: 6, maxDailyUse: 220_000, gasFactor: null };
export const gasMeter: MeterFacts = {
  registerDigits: 5,
  maxDailyUse: 144_000,
  gasFactor: { microKwhPerCubicMetre: 10_000_000, status: 'provisional' },
};

export function account(changes: Partial<AccountState> = {}, balances: Partial<CustomerBalances> = {}): AccountState {
  return {
    utility: 'electricity',
    balances: { ...EMPTY_BALANCES, ...balances },
    debtSupplyAtZeroMicroEuro: euro(0),
    lastDay: day('2026-09-13'),
    lastReadDay: day('2026-09-13'),
    registers: { offtake1: 1_000_000, offtake2: null, injection1: null, injection2: null },
    meanDailyChargeMicroEuro: euro(2),
    creditState: 'in_credit',
    desiredSupply: 'on',
    confirmedSupply: 'on',
    emergencyTakenMicroEuro: euro(0),
    protectedUntil: null,
    paymentUnderWayUntil: null,
    lacDecision: false,
    repaymentShareBasisPoints: null,
    instalmentMicroEuro: euro(0),
    instalmentWeek: null,
    repaidMonth: null,
    repaidInMonthMicroEuro: euro(0),
    warnedDaysLeft: null,
    staleSince: null,
    ...changes,
  };
}

/** The reading after using this much: Wh, or dm3 for gas. */
export function readingAfter(state: AccountState, used: number, quality: 'measured' | 'estimated' = 'measured'): DayReading {
  const { registers } = state;
  if (registers === null) throw new Error('no registers');
  return { quality, registers: { ...registers, offtake1: registers.offtake1 + used }, exchange: null, readAt: null };
}

export function controlAt(now: Instant, changes: Partial<{ utility: Utility; calendar: CalendarData; policy: Policy }> = {}): ControlContext {
  const { utility = 'electricity', calendar = mild, policy = flandersPolicy } = changes;
  return prepareControl({ policy, calendar, utility, tariff: plainTariff(utility), now });
}
