import { roundHalfAwayFromZero } from '../money/index.js';

/** The highest quarter-hour of a month, as a mean power in watt. `month` is YYYY-MM. */
export interface MonthPeak {
  readonly month: string;
  readonly peakW: number;
}

const MONTHS_COUNTED = 12;

/**
 * The power that the capacity charge of a month is paid on: the mean of the peaks of the last twelve months that are
 * known, each at least the floor (VREG tariff methodology 2021-2024: the average monthly peak, at least 2.5 kW). While
 * the month runs its own peak is not final and does not count; once it is over it does, and what that changes is a
 * twelfth of the difference: cents, not a cliff. Null when no peak is known: the floor then counts.
 */
export function capacityPeakW(peaks: readonly MonthPeak[], month: string, isOver: boolean, floorW: number): number | null {
  const counted = peaks
    .filter((peak) => (isOver ? peak.month <= month : peak.month < month))
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))
    .slice(0, MONTHS_COUNTED);
  if (counted.length === 0) return null;
  const sum = counted.reduce((total, { peakW }) => total + Math.max(floorW, peakW), 0);
  return roundHalfAwayFromZero(sum, counted.length);
}
