import { roundHalfAwayFromZero, wattHour } from '../money/index.js';
import type { CubicDecimetre, WattHour } from '../money/index.js';
import type { GasFactor } from './reading.js';

const MICRO_KWH_PER_WH_AND_DM3 = 1_000_000;

/**
 * The energy of a gas volume. The factor is the gross calorific value of the month and of the receiving station
 * (CREG: published afterwards, about 11.6 kWh/m3 for rich and 10.3 for poor gas), so it may still be provisional.
 */
export function energyOfGas(volume: CubicDecimetre, factor: GasFactor): WattHour {
  return wattHour(roundHalfAwayFromZero(volume * factor.microKwhPerCubicMetre, MICRO_KWH_PER_WH_AND_DM3));
}
