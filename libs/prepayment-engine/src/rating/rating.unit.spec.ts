import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SupplyDay } from '../calendar/index.js';
import { trialBalance } from '../ledger/index.js';
import type { DailyConsumption } from '../metering/index.js';
import { microEuro, wattHour } from '../money/index.js';
import { chargeEntries, chargeOf, isValidOn, priceOfEnergy, rateDay, ratesOf, rerate, selectTariff, splitCharge } from './index.js';
import type { DayCharge, TariffVersion } from './index.js';

const day = '2026-11-23' as SupplyDay;
const tariff: TariffVersion = {
  id: 'flanders-2026-q4',
  utility: 'electricity',
  validFrom: '2026-10-01' as SupplyDay,
  validUntil: '2026-12-31' as SupplyDay,
  energy: { kind: 'single', pricePerKwh: 14_000 },
  networkPricePerKwh: 5_000,
  leviesPricePerKwh: 2_000,
  capacityPricePerKwYear: 5_110_000,
  capacityFloorW: 2500,
  fixedPricePerDay: 10_000,
  vatBasisPoints: 600,
};
const used = (dayWh: number, nightWh = 0): DailyConsumption => ({
  quality: 'measured',
  dayWh: wattHour(dayWh),
  nightWh: wattHour(nightWh),
  energyWh: wattHour(dayWh + nightWh),
  injectionWh: wattHour(0),
  volumeDm3: null,
  gasFactor: null,
});
const sumOfParts = (charge: DayCharge): number =>
  charge.energyMicroEuro + charge.networkMicroEuro + charge.capacityMicroEuro + charge.fixedMicroEuro + charge.leviesMicroEuro + charge.vatMicroEuro;

describe('a rated day', () => {
  it('has every part to the micro-euro', () => {
    // 8.5 kWh; capacity 51.10 EUR x 2.5 kW / 365 = 0.35 EUR; VAT 6 % of 2.235.
    expect(rateDay(ratesOf(tariff, day), used(8500), null)).toEqual({
      energyMicroEuro: 1_190_000,
      networkMicroEuro: 425_000,
      capacityMicroEuro: 350_000,
      fixedMicroEuro: 100_000,
      leviesMicroEuro: 170_000,
      vatMicroEuro: 134_100,
      totalMicroEuro: 2_369_100,
    });
  });

  it('charges only what accrues per day when the use is not known', () => {
    const charge = rateDay(ratesOf(tariff, day), null, null);
    expect(charge).toMatchObject({ energyMicroEuro: 0, capacityMicroEuro: 350_000, fixedMicroEuro: 100_000, vatMicroEuro: 27_000 });
  });

  it('follows the peak of the month above the floor', () => {
    expect(rateDay(ratesOf(tariff, day), null, 5000).capacityMicroEuro).toBe(700_000);
    expect(rateDay(ratesOf(tariff, day), null, 1200).capacityMicroEuro).toBe(350_000);
  });

  it('takes the night register at the night price', () => {
    const dayNight: TariffVersion = { ...tariff, energy: { kind: 'day_night', dayPricePerKwh: 20_000, nightPricePerKwh: 10_000 } };
    expect(rateDay(ratesOf(dayNight, day), used(1000, 3000), null).energyMicroEuro).toBe(500_000);
  });

  it('costs a year of 366 days the same capacity as one of 365, within half a micro-euro a day', () => {
    const leap = rateDay(ratesOf(tariff, '2028-06-01' as SupplyDay), null, null).capacityMicroEuro * 366;
    expect(Math.abs(leap - 127_750_000)).toBeLessThanOrEqual(183);
  });

  it('sums its parts exactly, for any price and any use', () => {
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), fc.nat(100_000), fc.nat(100_000), fc.nat(2100), (dayWh, nightWh, price, network, vat) => {
        const odd: TariffVersion = { ...tariff, energy: { kind: 'single', pricePerKwh: price }, networkPricePerKwh: network, vatBasisPoints: vat };
        const charge = rateDay(ratesOf(odd, day), used(dayWh, nightWh), null);
        expect(sumOfParts(charge)).toBe(charge.totalMicroEuro);
      }),
    );
  });
});

describe('the price of an energy', () => {
  it('is 200 kWh all in, with VAT', () => {
    expect(priceOfEnergy(tariff, 200_000)).toBe(44_520_000);
  });
});

describe('choosing a version', () => {
  const next: TariffVersion = { ...tariff, id: 'flanders-2027-q1', validFrom: '2027-01-01' as SupplyDay, validUntil: null };
  it('changes at the boundary of the quarter', () => {
    expect(selectTariff([tariff, next], '2026-12-31' as SupplyDay)).toEqual({ kind: 'tariff', tariff });
    expect(selectTariff([tariff, next], '2027-01-01' as SupplyDay)).toEqual({ kind: 'tariff', tariff: next });
  });

  it('never falls back to an old price', () => {
    expect(selectTariff([tariff], '2027-01-01' as SupplyDay)).toEqual({ kind: 'no_tariff', why: 'missing' });
    expect(selectTariff([tariff, { ...tariff, id: 'copy' }], day)).toEqual({ kind: 'no_tariff', why: 'overlapping' });
    expect(isValidOn(next, '2099-01-01' as SupplyDay)).toBe(true);
  });
});

describe('a re-rated day', () => {
  it('differs part by part, and a lower price gives money back', () => {
    const before = rateDay(ratesOf(tariff, day), used(8500), null);
    const social: TariffVersion = { ...tariff, energy: { kind: 'single', pricePerKwh: 9_000 } };
    const difference = rerate(before, rateDay(ratesOf(social, day), used(8500), null));
    expect(difference).toMatchObject({ energyMicroEuro: -425_000, networkMicroEuro: 0, vatMicroEuro: -25_500, totalMicroEuro: -450_500 });
  });
});

describe('where a charge is taken from', () => {
  const euro = (value: number) => microEuro(Math.round(value * 1_000_000));
  it.each([
    ['credit alone', 2, 10, false, 50, [2, 0, 0]],
    ['credit to exactly zero', 2, 2, false, 50, [2, 0, 0]],
    ['the rest on supply debt', 2, 0.5, false, 0, [0.5, 1.5, 0]],
    ['protected use within the emergency credit', 2, 0.5, true, 50, [0.5, 1.5, 0]],
    ['protected use beyond it', 2, 0.5, true, 1, [0.5, 1, 0.5]],
    ['protected use with the limit already passed', 2, 0, true, -5, [0, 0, 2]],
    ['money back', -2, 1, false, 50, [-2, 0, 0]],
  ])('%s', (_name, total, credit, isProtected, room, parts) => {
    const split = splitCharge(euro(total), euro(credit), isProtected, euro(room));
    expect([split.fromCreditMicroEuro, split.toDebtSupplyMicroEuro, split.toDebtProtectedMicroEuro]).toEqual(parts.map(euro));
  });

  it('makes entries that carry each part and each source in full', () => {
    const part = fc.integer({ min: -5_000_000, max: 5_000_000 }).map(microEuro);
    fc.assert(
      fc.property(part, part, part, part, part, fc.nat(9_000_000), fc.boolean(), (energy, network, capacity, fixed, levies, credit, isProtected) => {
        const charge = chargeOf(energy, network, capacity, fixed, levies, 600);
        const split = splitCharge(charge.totalMicroEuro, microEuro(credit), isProtected, microEuro(1_000_000));
        const { debitMinusCredit, sumMicroEuro } = trialBalance(chargeEntries(charge, split));
        expect(sumMicroEuro).toBe(0);
        expect(debitMinusCredit.get('credit') ?? 0).toBe(split.fromCreditMicroEuro);
        expect(debitMinusCredit.get('debt_protected') ?? 0).toBe(split.toDebtProtectedMicroEuro);
        expect(debitMinusCredit.get('vat') ?? 0).toBe(charge.vatMicroEuro === 0 ? 0 : -charge.vatMicroEuro);
        expect(debitMinusCredit.get('supplier_payable_energy') ?? 0).toBe(energy === 0 ? 0 : -energy);
      }),
    );
  });
});
