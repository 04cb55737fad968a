import { describe, expect, it } from 'vitest';
import { addDays, instantAt } from './calendar/index.js';
import type { AccountState } from './credit-control/index.js';
import { account, at, day, euro, flandersPolicy, meter, mild, plainTariff, readingAfter } from './made-accounts.spec.js';
import type { Registers } from './metering/index.js';
import { NO_CHARGE, rateDay, ratesOf } from './rating/index.js';
import type { DayCharge, TariffVersion } from './rating/index.js';
import { resettleDays, settleDay } from './index.js';
import type { ResettleInput, SettledDay } from './index.js';

const tariff: TariffVersion = { ...plainTariff('electricity'), fixedPricePerDay: 10_000 };
const context = { policy: flandersPolicy, calendar: mild, tariff, now: at('2026-09-21T06:00') };
const FIRST = day('2026-09-14');
const start = { day: day('2026-09-13'), registers: { offtake1: 1_000_000, offtake2: null, injection1: null, injection2: null }, isEstimate: false };
const accrued = rateDay(ratesOf(tariff, FIRST), null, null);
const registersAt = (wh: number): Registers => ({ ...start.registers, offtake1: wh });
const at1000 = (kwh: number) => registersAt((1000 + kwh) * 1000);

/** Days since the first with the kWh that the meter has counted, null for no reading; each charged as given. */
function days(counted: readonly (number | null)[], charged: DayCharge = accrued, price = tariff): SettledDay[] {
  return counted.map((kwh, index) => ({
    day: addDays(FIRST, index), meter, exchange: null, tariff: price, charged,
    reading: kwh === null ? null : { quality: 'measured', registers: at1000(kwh), isAccepted: false },
  }));
}

const stateAfter = (settledDays: number, credit: number, changes: Partial<AccountState> = {}, debts: Partial<AccountState['balances']> = {}): AccountState =>
  account({ lastDay: addDays(FIRST, settledDays - 1), lastReadDay: start.day, staleSince: FIRST, ...changes }, { creditMicroEuro: euro(credit), ...debts });

function resettled(input: Partial<ResettleInput> & Pick<ResettleInput, 'state' | 'days'>) {
  const outcome = resettleDays({ ...context, start, cause: 'late_reading', ...input });
  if (outcome.kind !== 'settled') throw new Error(outcome.kind);
  return outcome;
}

function settled(state: AccountState, used: number | null): AccountState {
  const supplyDay = addDays(state.lastDay ?? start.day, 1);
  const outcome = settleDay({
    ...context, state, meter, reading: used === null ? null : readingAfter(state, used), day: supplyDay,
    now: instantAt(addDays(supplyDay, 1), 360), householdRepaidInMonthMicroEuro: euro(0),
  });
  if (outcome.kind !== 'settled') throw new Error(outcome.kind);
  return outcome.state;
}

describe('silent days that are known later', () => {
  const begin = account({}, { creditMicroEuro: euro(40) });
  const silent = settled(settled(settled(begin, null), null), null);

  it('cost in the end what the same use would have cost day by day, and are marked estimated', () => {
    const outcome = resettled({ state: silent, days: days([null, null, 24]), cause: 'gap' });
    const daily = settled(settled(settled(begin, 8000), 8000), 8000);
    expect(outcome.state.balances).toEqual(daily.balances);
    expect(outcome.state).toMatchObject({ lastReadDay: '2026-09-16', registers: daily.registers, staleSince: null });
    expect(outcome.days.map(({ day: each, consumption }) => [each, consumption?.energyWh, consumption?.quality])).toEqual([
      ['2026-09-14', 8000, 'estimated'], ['2026-09-15', 8000, 'estimated'], ['2026-09-16', 8000, 'estimated'],
    ]);
    expect(outcome.days[0]?.difference).toMatchObject({ energyMicroEuro: euro(2), fixedMicroEuro: 0 });
    expect(settled(outcome.state, 8000)).toMatchObject({ lastReadDay: '2026-09-17', staleSince: null });
  });

  it('lower no supply, however much was used', () => {
    const outcome = resettled({ state: stateAfter(3, 0), days: days([null, null, 300]), cause: 'gap' });
    expect(outcome.decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'on' });
    expect(outcome.state.balances).toMatchObject({ debtSupplyMicroEuro: euro(50), debtProtectedMicroEuro: euro(25) });
  });

  it('wait when a day has no price, and change nothing when the reading cannot be true', () => {
    const priceless = days([null, null, 24]).map((each, index) => (index === 1 ? { ...each, tariff: null } : each));
    expect(resettleDays({ ...context, start, cause: 'gap', state: silent, days: priceless })).toEqual({ kind: 'no_tariff', day: '2026-09-15' });
    const outcome = resettled({ state: silent, days: days([null, null, 900]), cause: 'gap' });
    expect(outcome).toMatchObject({ days: [], unused: [{ day: '2026-09-16', why: 'above_connection_capacity' }], state: silent });
  });
});

describe('a late or corrected reading', () => {
  const eight = rateDay(ratesOf(tariff, FIRST), null, null);
  const charged = (wh: number): DayCharge => ({ ...eight, energyMicroEuro: euro((wh / 1000) * 0.25), totalMicroEuro: euro(0.1 + (wh / 1000) * 0.25) });

  it('moves use between days without taking a cent, also at a balance of zero', () => {
    const row = days([3, 16], charged(8000));
    const { days: corrected, state } = resettled({ state: stateAfter(2, 0), days: row });
    expect(corrected.map(({ day: each, difference }) => [each, difference.totalMicroEuro])).toEqual([['2026-09-14', euro(-1.25)], ['2026-09-15', euro(1.25)]]);
    expect(state.balances).toMatchObject({ creditMicroEuro: 0, debtSupplyMicroEuro: 0, debtCorrectionMicroEuro: 0 });
  });

  it('takes at once only as much as the policy allows and sets the rest aside', () => {
    const { state, days: [corrected] } = resettled({ state: stateAfter(1, 60), days: days([208], charged(8000)) });
    expect(corrected?.difference.totalMicroEuro).toBe(euro(50));
    expect(corrected?.split).toMatchObject({ fromCreditMicroEuro: euro(25), toDebtCorrectionMicroEuro: euro(25) });
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(35), debtCorrectionMicroEuro: euro(25), debtSupplyMicroEuro: 0 });
  });

  it('gives back to the balance whole, whatever is owed', () => {
    const { state } = resettled({ state: stateAfter(1, 0, {}, { debtSupplyMicroEuro: euro(30) }), days: days([2], charged(20_000)) });
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(4.5), debtSupplyMicroEuro: euro(30) });
  });

  it('changes nothing when it comes again', () => {
    const row = days([3, 16], charged(8000));
    const { days: corrected } = resettled({ state: stateAfter(2, 10), days: row });
    const again = row.map((each, index) => ({ ...each, charged: rateDay(ratesOf(tariff, each.day), corrected[index]?.consumption ?? null, null) }));
    expect(resettled({ state: stateAfter(2, 10), days: again }).days).toEqual([]);
  });
});

describe('a price that comes late', () => {
  const dearer: TariffVersion = { ...tariff, energy: { kind: 'single', pricePerKwh: 30_000 } };
  const cheaper: TariffVersion = { ...tariff, energy: { kind: 'single', pricePerKwh: 20_000 } };
  const used = rateDay(ratesOf(tariff, FIRST), { quality: 'measured', dayWh: 8000, nightWh: 0, energyWh: 8000, injectionWh: 0, volumeDm3: null, gasFactor: null } as never, null);

  it.each([['price_change', dearer], ['status_change', dearer]] as const)('against the customer (%s) is set aside whole', (cause, price) => {
    const { state } = resettled({ state: stateAfter(2, 30), days: days([8, 16], used, price), cause });
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(30), debtCorrectionMicroEuro: euro(0.8) });
  });

  it('in favour comes to the balance at once, for each day', () => {
    const { state, days: corrected } = resettled({ state: stateAfter(2, 30), days: days([8, 16], used, cheaper), cause: 'status_change' });
    expect(corrected.map(({ difference }) => difference.totalMicroEuro)).toEqual([euro(-0.4), euro(-0.4)]);
    expect(state.balances.creditMicroEuro).toBe(euro(30.8));
  });

  it('takes no more than what the same change gives back', () => {
    const mixed = [...days([8], used, cheaper), ...days([8, 16], used, dearer).slice(1)];
    const { state } = resettled({ state: stateAfter(2, 0), days: mixed, cause: 'price_change' });
    expect(state.balances).toMatchObject({ creditMicroEuro: 0, debtCorrectionMicroEuro: 0, debtSupplyMicroEuro: 0 });
  });
});

describe('without any reading', () => {
  it('days keep what accrues, and nothing is corrected', () => {
    expect(resettled({ state: stateAfter(2, 5), days: days([null, null]) })).toMatchObject({ days: [], unused: [] });
    expect(resettled({ state: stateAfter(2, 5), days: days([null, null], NO_CHARGE) }).days.length).toBe(2);
  });
});

describe('the days on which the clock changes', () => {
  it.each([
    ['23 hours', '2026-03-29', 210_000, 'measured'],
    ['23 hours and more than they can carry', '2026-03-29', 215_000, 'held'],
    ['25 hours', '2026-10-25', 229_000, 'measured'],
  ])('%s: one day, what accrues once, and the capacity of its hours', (_name, text, used, verdict) => {
    const before = addDays(day(text), -1);
    const state = account({ lastDay: before, lastReadDay: before }, { creditMicroEuro: euro(90) });
    const now = instantAt(addDays(day(text), 1), 360);
    const outcome = settleDay({ ...context, state, meter, reading: readingAfter(state, used), day: day(text), now, householdRepaidInMonthMicroEuro: euro(0) });
    expect(outcome).toMatchObject({ kind: 'settled', verdict: { kind: verdict }, charge: { fixedMicroEuro: euro(0.1) } });
  });

  it('a week over the change has seven charges', () => {
    let state = account({ lastDay: day('2026-10-21'), lastReadDay: day('2026-10-21') }, { creditMicroEuro: euro(90) });
    for (let count = 0; count < 7; count += 1) state = settled(state, 0);
    expect(state).toMatchObject({ lastDay: '2026-10-28', balances: { creditMicroEuro: euro(89.3) } });
  });
});
