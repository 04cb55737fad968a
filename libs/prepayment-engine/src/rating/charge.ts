import { microEuro, NO_MONEY, roundHalfAwayFromZero, subtractMoney } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';

/** What a supply day costs, in parts that sum to the total exactly. A re-rate difference may be negative. */
export interface DayCharge {
  readonly energyMicroEuro: MicroEuro;
  readonly networkMicroEuro: MicroEuro;
  readonly capacityMicroEuro: MicroEuro;
  readonly fixedMicroEuro: MicroEuro;
  readonly leviesMicroEuro: MicroEuro;
  readonly vatMicroEuro: MicroEuro;
  readonly totalMicroEuro: MicroEuro;
}

/** A day that costs nothing. */
export const NO_CHARGE: DayCharge = {
  energyMicroEuro: NO_MONEY,
  networkMicroEuro: NO_MONEY,
  capacityMicroEuro: NO_MONEY,
  fixedMicroEuro: NO_MONEY,
  leviesMicroEuro: NO_MONEY,
  vatMicroEuro: NO_MONEY,
  totalMicroEuro: NO_MONEY,
};

const BASIS_POINTS = 10_000;

/** A charge from its parts: VAT is rounded once, on their sum, and the total is the sum of all parts. */
export function chargeOf(
  energy: MicroEuro,
  network: MicroEuro,
  capacity: MicroEuro,
  fixed: MicroEuro,
  levies: MicroEuro,
  vatBasisPoints: number,
): DayCharge {
  const beforeVat = microEuro(energy + network + capacity + fixed + levies);
  const vat = microEuro(roundHalfAwayFromZero(beforeVat * vatBasisPoints, BASIS_POINTS));
  return {
    energyMicroEuro: energy,
    networkMicroEuro: network,
    capacityMicroEuro: capacity,
    fixedMicroEuro: fixed,
    leviesMicroEuro: levies,
    vatMicroEuro: vat,
    totalMicroEuro: microEuro(beforeVat + vat),
  };
}

/**
 * What a day must be corrected by when it turns out to cost `after` instead of `before`: part by part, each of
 * which may be negative. Added to `before` it gives `after` to the micro-euro.
 */
export function rerate(before: DayCharge, after: DayCharge): DayCharge {
  return {
    energyMicroEuro: subtractMoney(after.energyMicroEuro, before.energyMicroEuro),
    networkMicroEuro: subtractMoney(after.networkMicroEuro, before.networkMicroEuro),
    capacityMicroEuro: subtractMoney(after.capacityMicroEuro, before.capacityMicroEuro),
    fixedMicroEuro: subtractMoney(after.fixedMicroEuro, before.fixedMicroEuro),
    leviesMicroEuro: subtractMoney(after.leviesMicroEuro, before.leviesMicroEuro),
    vatMicroEuro: subtractMoney(after.vatMicroEuro, before.vatMicroEuro),
    totalMicroEuro: subtractMoney(after.totalMicroEuro, before.totalMicroEuro),
  };
}

/** The sum of two charges, part by part. */
export function addCharges(first: DayCharge, second: DayCharge): DayCharge {
  return rerate(rerate(first, NO_CHARGE), second);
}

/** True when no part of the charge is anything but zero. */
export function isNoCharge(charge: DayCharge): boolean {
  return Object.values(charge).every((part) => part === 0);
}
