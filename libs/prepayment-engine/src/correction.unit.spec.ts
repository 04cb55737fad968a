import { describe, expect, it } from 'vitest';
import { addDays, instantAt } from './calendar/index.js';
import type { AccountState } from './credit-control/index.js';
import { account, at, day, euro, flandersPolicy, meter, mild, plainTariff, readingAfter } from './made-accounts.spec.js';
import { chargeOf } from './rating/index.js';
import type { TariffVersion } from './rating/index.js';
import { settleDay, settleDifference, settleGap } from './index.js';

const tariff: TariffVersion = { ...plainTariff('electricity'), fixedPricePerDay: 10_000 };
const context = { policy: flandersPolicy, calendar: mild, tariff, now: at('2026-09-21T06:00') };
const difference = (amount: number) => chargeOf(euro(amount), euro(0), euro(0), euro(0), euro(0), 0);
const registersAfter = (state: AccountState, used: number) => readingAfter(state, used).registers;

function settled(state: AccountState, used: number | null): AccountState {
  const supplyDay = addDays(state.lastDay ?? day('2026-09-13'), 1);
  const outcome = settleDay({
    ...context,
    state,
    meter,
    reading: used === null ? null : readingAfter(state, used),
    day: supplyDay,
    now: instantAt(addDays(supplyDay, 1), 360),
    householdRepaidInMonthMicroEuro: euro(0),
  });
  if (outcome.kind !== 'settled') throw new Error(outcome.kind);
  return outcome.state;
}

describe('a difference', () => {
  it('in favour goes to the balance whole, whatever is owed', () => {
    const { state, split } = settleDifference(account({}, { debtSupplyMicroEuro: euro(30) }), difference(-4.5), 'price_change', context);
    expect(split?.fromCreditMicroEuro).toBe(euro(-4.5));
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(4.5), debtSupplyMicroEuro: euro(30) });
  });

  it('against the customer takes credit, then emergency credit, and lowers no supply', () => {
    const owing = account({ lastDay: day('2026-09-20'), lastReadDay: day('2026-09-20') }, { creditMicroEuro: euro(1), debtSupplyMicroEuro: euro(48) });
    const { state, decision } = settleDifference(owing, difference(10), 'late_reading', context);
    expect(state.balances).toMatchObject({ creditMicroEuro: 0, debtSupplyMicroEuro: euro(50), debtProtectedMicroEuro: euro(7) });
    expect(decision).toMatchObject({ creditState: 'exhausted', desiredSupply: 'on' });
  });

  it('from a mistake of the supplier is set aside and touches neither credit nor supply', () => {
    const { state, split, entries } = settleDifference(account({}, { creditMicroEuro: euro(30) }), difference(700), 'supplier_mistake', context);
    expect(split).toBeNull();
    expect(state.balances).toMatchObject({ creditMicroEuro: euro(30), debtCorrectionMicroEuro: euro(700) });
    expect(entries).toEqual([{ debit: 'debt_correction', credit: 'supplier_payable_energy', amountMicroEuro: euro(700), kind: 'charge' }]);
  });
});

describe('a gap', () => {
  const start = account({}, { creditMicroEuro: euro(40) });
  const silent = settled(settled(settled(start, null), null), null);
  const gap = (state: AccountState, used: number, tariffOn: (any: string) => TariffVersion | null = () => tariff) =>
    settleGap({ ...context, state, registers: registersAfter(state, used), day: day('2026-09-16'), meter, tariffOn });

  it('costs in the end what the same use would have cost day by day', () => {
    const outcome = gap(silent, 24_000);
    if (outcome.kind !== 'settled') throw new Error(outcome.kind);
    const daily = settled(settled(settled(start, 8000), 8000), 8000);
    expect(outcome.state.balances).toEqual(daily.balances);
    expect(outcome.state).toMatchObject({ lastReadDay: '2026-09-16', registers: daily.registers, staleSince: null });
    expect(outcome.days.map(({ day: each, consumption }) => [each, consumption.quality])).toEqual([
      ['2026-09-14', 'estimated'],
      ['2026-09-15', 'estimated'],
      ['2026-09-16', 'estimated'],
    ]);
    expect(outcome.days[0]?.difference).toMatchObject({ energyMicroEuro: euro(2), fixedMicroEuro: 0 });
  });

  it('lets the stream go on with the next reading', () => {
    const outcome = gap(silent, 24_000);
    if (outcome.kind !== 'settled') throw new Error(outcome.kind);
    expect(settled(outcome.state, 8000)).toMatchObject({ lastReadDay: '2026-09-17', staleSince: null });
  });

  it('lowers no supply, however large it is', () => {
    const poor = { ...silent, balances: { ...silent.balances, creditMicroEuro: euro(0) } };
    const outcome = gap(poor, 300_000);
    expect(outcome).toMatchObject({ kind: 'settled', decision: { creditState: 'exhausted', desiredSupply: 'on' } });
  });

  it('uses the price of each day, and waits when a day has none', () => {
    const outcome = gap(silent, 24_000, (any) => (any === '2026-09-15' ? null : tariff));
    expect(outcome).toEqual({ kind: 'no_tariff', day: '2026-09-15' });
  });

  it('is held when it cannot be true or is not the last settled day', () => {
    expect(gap(silent, 900_000)).toEqual({ kind: 'held', why: 'above_connection_capacity' });
    expect(gap({ ...silent, lastDay: day('2026-09-17') }, 1000)).toEqual({ kind: 'held', why: 'not_the_last_settled_day' });
    expect(settleGap({ ...context, state: { ...silent, registers: null }, registers: registersAfter(silent, 1), day: day('2026-09-16'), meter, tariffOn: () => tariff })).toEqual({ kind: 'held', why: 'no_start_register' });
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
