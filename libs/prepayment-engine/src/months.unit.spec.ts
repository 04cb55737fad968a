import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, instantAt, supplyDayOfNumber } from './calendar/index.js';
import type { SupplyDay } from './calendar/index.js';
import type { AccountState } from './credit-control/index.js';
import { account, flandersPolicy, meter, mild, plainTariff } from './made-accounts.spec.js';
import { trialBalance } from './ledger/index.js';
import type { JournalEntry } from './ledger/index.js';
import type { KnownReading } from './metering/index.js';
import { microEuro } from './money/index.js';
import { addCharges, chargeEntries, NO_CHARGE } from './rating/index.js';
import type { DayCharge, TariffVersion } from './rating/index.js';
import { REFERENCE_PRICES, referenceCharges } from './reference-months.spec.js';
import { resettleDays, settleDay } from './index.js';

const prices = REFERENCE_PRICES;
const OPENING = 1_000_000;
const CREDIT = microEuro(5_000_000_000);

/** A month of readings and the order in which they come: each some days late, some of them more than once. */
interface Month {
  readonly firstDay: number;
  readonly dearFromIndex: number;
  readonly uses: readonly { readonly wh: number; readonly isSilent: boolean; readonly daysLate: number; readonly comesAgainAfter: number | null }[];
}

const anyMonth: fc.Arbitrary<Month> = fc.record({
  firstDay: fc.oneof(fc.constantFrom(dayNumber('2026-03-15' as SupplyDay), dayNumber('2026-10-10' as SupplyDay)), fc.integer({ min: 20_455, max: 20_800 })),
  dearFromIndex: fc.nat(31),
  uses: fc.array(
    fc.record({
      wh: fc.nat(150_000),
      isSilent: fc.boolean(),
      daysLate: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(25)),
      comesAgainAfter: fc.option(fc.nat(20)),
    }),
    { minLength: 28, maxLength: 31 },
  ),
});

/** An account that lives through a month while its readings arrive as they may; what has been charged, day by day. */
class Life {
  state: AccountState;
  readonly charged: DayCharge[] = [];
  readonly entries: JournalEntry[] = [];
  readonly known = new Map<number, KnownReading>();

  constructor(private readonly month: Month) {
    const dayBefore = supplyDayOfNumber(month.firstDay - 1);
    this.state = account({ lastDay: dayBefore, lastReadDay: dayBefore }, { creditMicroEuro: CREDIT });
  }

  tariffOn(index: number): TariffVersion {
    const pricePerKwh = index < this.month.dearFromIndex ? prices.cheapPerKwh : prices.dearPerKwh;
    return {
      ...plainTariff('electricity'), energy: { kind: 'single', pricePerKwh }, networkPricePerKwh: prices.networkPerKwh,
      capacityPricePerKwYear: prices.capacityPerKwYear, fixedPricePerDay: prices.fixedPerDay, vatBasisPoints: prices.vatBasisPoints,
    };
  }

  /** Settles the next day; a reading that the stream cannot use goes the way of late ones. */
  settle(index: number, arrived: readonly number[]): void {
    const onTime = arrived.includes(index) ? this.readingOf(index) : null;
    const day = supplyDayOfNumber(this.month.firstDay + index);
    const outcome = settleDay({
      policy: flandersPolicy, calendar: mild, tariff: this.tariffOn(index), state: this.state, meter, day, now: instantAt(supplyDayOfNumber(this.month.firstDay + index + 1), 360),
      reading: onTime === null ? null : { ...onTime, exchange: null, readAt: null }, householdRepaidInMonthMicroEuro: microEuro(0),
    });
    if (outcome.kind !== 'settled') throw new Error(outcome.kind);
    this.state = outcome.state;
    this.charged.push(outcome.charge);
    this.entries.push(...chargeEntries(outcome.charge, outcome.split));
    for (const each of arrived) this.known.set(each, this.readingOf(each));
    if (arrived.some((each) => each < index) || outcome.verdict.kind === 'held') this.resettle();
  }

  resettle(): void {
    const start = { day: supplyDayOfNumber(this.month.firstDay - 1), registers: { offtake1: OPENING, offtake2: null, injection1: null, injection2: null }, isEstimate: false };
    const outcome = resettleDays({
      policy: flandersPolicy, calendar: mild, tariff: this.tariffOn(0), cause: 'gap', state: this.state, start, now: instantAt(supplyDayOfNumber(this.month.firstDay + 40), 360),
      days: this.charged.map((charged, index) => ({ day: supplyDayOfNumber(this.month.firstDay + index), charged, meter, exchange: null, tariff: this.tariffOn(index), reading: this.known.get(index) ?? null })),
    });
    if (outcome.kind !== 'settled') throw new Error(outcome.kind);
    for (const { day, difference, split } of outcome.days) {
      const index = dayNumber(day) - this.month.firstDay;
      this.charged[index] = addCharges(this.charged[index] ?? NO_CHARGE, difference);
      this.entries.push(...chargeEntries(difference, split));
    }
    this.state = outcome.state;
  }

  readingOf(index: number): KnownReading {
    const used = this.month.uses.slice(0, index + 1).reduce((sum, { wh }) => sum + wh, 0);
    return { quality: 'measured', isAccepted: false, registers: { offtake1: OPENING + used, offtake2: null, injection1: null, injection2: null } };
  }
}

/** Lives through the month; `arrivesAt` says on which day each reading comes, if at all. */
function lived(month: Month, arrivalsOf: (index: number) => readonly number[]): Life {
  const life = new Life(month);
  const arrivals = month.uses.map((_, index) => arrivalsOf(index));
  for (let today = 0; today < month.uses.length; today += 1) {
    life.settle(today, arrivals.flatMap((days, index) => (days.includes(today) ? [index] : [])));
  }
  const after = arrivals.flatMap((days, index) => (days.some((day) => day >= month.uses.length) ? [index] : []));
  for (const index of after) life.known.set(index, life.readingOf(index));
  if (after.length > 0) life.resettle();
  return life;
}

describe('a month of readings', () => {
  it('gives the same charges and balances in any order and with any repeats', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const inOrder = lived(month, (index) => [index]);
        const anyhow = lived(month, (index) => {
          const { daysLate, comesAgainAfter } = month.uses[index]!;
          return [index + daysLate, ...(comesAgainAfter === null ? [] : [index + daysLate + comesAgainAfter])];
        });
        expect(anyhow.charged).toEqual(inOrder.charged);
        expect(anyhow.state.balances).toEqual(inOrder.state.balances);
        expect(anyhow.state).toMatchObject({ registers: inOrder.state.registers, lastReadDay: inOrder.state.lastReadDay, staleSince: null });
      }),
      { numRuns: 60 },
    );
  });

  it('costs what the naive model says, with silent days, changes of price and both changes of the clock', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const life = lived(month, (index) => (month.uses[index]!.isSilent ? [] : [index + month.uses[index]!.daysLate]));
        const readings = new Map(month.uses.flatMap(({ isSilent }, index) => (isSilent ? [] : [[index, life.readingOf(index).registers.offtake1] as const])));
        const expected = referenceCharges({ ...month, dayCount: month.uses.length, opening: OPENING, readings });
        expect(life.charged.map(({ totalMicroEuro }) => BigInt(totalMicroEuro))).toEqual(expected);
        expect(BigInt(CREDIT - life.state.balances.creditMicroEuro)).toBe(expected.reduce((sum, each) => sum + each, 0n));
        expect(trialBalance(life.entries).sumMicroEuro).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});
