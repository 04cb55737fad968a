import type { SupplyDay } from '../calendar/index.js';
import { daysInYear } from '../calendar/index.js';
import type { DailyConsumption } from '../metering/index.js';
import { microEuro, NO_MONEY, roundHalfAwayFromZero } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import { chargeOf } from './charge.js';
import type { DayCharge } from './charge.js';
import type { EnergyPrice, Price, TariffVersion } from './tariff.js';

// A price is 10^-5 EUR, which is 10 micro-euro; per kWh it applies to 1,000 Wh.
const MICRO_EURO_PER_PRICE = 10;
const WH_PER_KWH_AND_PRICE = 100;
const BASIS_POINTS = 10_000;

/** The prices of one tariff on one day, ready to be used for many homes. */
export interface DayRates {
  readonly tariff: TariffVersion;
  /** Price for the single or day register and for the night register. */
  readonly dayPrice: Price;
  readonly nightPrice: Price;
  readonly fixedMicroEuro: MicroEuro;
  /** 365 or 366. */
  readonly daysInYear: number;
  /** Capacity at the tariff's floor: what nearly every home pays. */
  readonly floorCapacityMicroEuro: MicroEuro;
}

/** Prepares the prices of a tariff for one day. */
export function ratesOf(tariff: TariffVersion, day: SupplyDay): DayRates {
  const yearDays = daysInYear(day);
  return {
    tariff,
    ...energyPrices(tariff.energy),
    fixedMicroEuro: microEuro(tariff.fixedPricePerDay * MICRO_EURO_PER_PRICE),
    daysInYear: yearDays,
    floorCapacityMicroEuro: capacityOf(tariff.capacityPricePerKwYear, tariff.capacityFloorW, yearDays),
  };
}

/**
 * The charge of one day. Without a consumption only what accrues per day is charged: fixed and capacity parts.
 * The capacity part follows the month's peak so far, at least the floor (2.5 kW), so that nothing falls due at once
 * on the first of the month.
 */
export function rateDay(
  rates: DayRates,
  consumption: DailyConsumption | null,
  monthlyPeakW: number | null | undefined,
): DayCharge {
  const { tariff } = rates;
  const capacity = capacityAtPeak(rates, monthlyPeakW);
  if (consumption === null) {
    return chargeOf(NO_MONEY, NO_MONEY, capacity, rates.fixedMicroEuro, NO_MONEY, tariff.vatBasisPoints);
  }
  const { dayWh, nightWh, energyWh } = consumption;
  const energy = roundHalfAwayFromZero(dayWh * rates.dayPrice + nightWh * rates.nightPrice, WH_PER_KWH_AND_PRICE);
  const network = roundHalfAwayFromZero(energyWh * tariff.networkPricePerKwh, WH_PER_KWH_AND_PRICE);
  const levies = roundHalfAwayFromZero(energyWh * tariff.leviesPricePerKwh, WH_PER_KWH_AND_PRICE);
  return chargeOf(
    microEuro(energy),
    microEuro(network),
    capacity,
    rates.fixedMicroEuro,
    microEuro(levies),
    tariff.vatBasisPoints,
  );
}

/**
 * What an energy costs the customer all in (energy at the dearer register, network, levies, VAT), without what
 * accrues per day. Used to express a limit given in kWh as money; the dearer register is to the customer's favour.
 */
export function priceOfEnergy(tariff: TariffVersion, energyWh: number): MicroEuro {
  const { dayPrice, nightPrice } = energyPrices(tariff.energy);
  const perKwh = Math.max(dayPrice, nightPrice) + tariff.networkPricePerKwh + tariff.leviesPricePerKwh;
  const beforeVat = roundHalfAwayFromZero(energyWh * perKwh, WH_PER_KWH_AND_PRICE);
  return microEuro(beforeVat + roundHalfAwayFromZero(beforeVat * tariff.vatBasisPoints, BASIS_POINTS));
}

function capacityAtPeak(rates: DayRates, monthlyPeakW: number | null | undefined): MicroEuro {
  const { tariff } = rates;
  if (monthlyPeakW === null || monthlyPeakW === undefined || monthlyPeakW <= tariff.capacityFloorW) {
    return rates.floorCapacityMicroEuro;
  }
  return capacityOf(tariff.capacityPricePerKwYear, monthlyPeakW, rates.daysInYear);
}

function capacityOf(pricePerKwYear: Price, peakW: number, yearDays: number): MicroEuro {
  return microEuro(roundHalfAwayFromZero(pricePerKwYear * peakW, WH_PER_KWH_AND_PRICE * yearDays));
}

function energyPrices(energy: EnergyPrice): { dayPrice: Price; nightPrice: Price } {
  if (energy.kind === 'single') return { dayPrice: energy.pricePerKwh, nightPrice: energy.pricePerKwh };
  return { dayPrice: energy.dayPricePerKwh, nightPrice: energy.nightPricePerKwh };
}
