import type { SupplyDay, Utility } from '../calendar/index.js';

/** A price in 10^-5 EUR per kWh, per day, or per kW and year. Always an integer. */
export type Price = number;

/** Energy prices: one for all hours, or one for the day and one for the night register. */
export type EnergyPrice =
  | { readonly kind: 'single'; readonly pricePerKwh: Price }
  | { readonly kind: 'day_night'; readonly dayPricePerKwh: Price; readonly nightPricePerKwh: Price };

/** One dated version of a price book, valid on each day from `validFrom` until and with `validUntil`. */
export interface TariffVersion {
  readonly id: string;
  readonly utility: Utility;
  readonly validFrom: SupplyDay;
  readonly validUntil: SupplyDay | null;
  readonly energy: EnergyPrice;
  readonly networkPricePerKwh: Price;
  readonly leviesPricePerKwh: Price;
  /** Per kW of the month's peak and per year, accrued per day. */
  readonly capacityPricePerKwYear: Price;
  /** The peak that counts at least; 2,500 W in Flanders. */
  readonly capacityFloorW: number;
  readonly fixedPricePerDay: Price;
  /** VAT on the sum of all parts; 600 is 6 %. */
  readonly vatBasisPoints: number;
}
