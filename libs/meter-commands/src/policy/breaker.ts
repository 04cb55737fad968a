/** How many homes of one supplier may lose supply, from its dated policy. */
export interface BreakerLimits {
  readonly lessSupplyPerHour: number;
  readonly lessSupplyPerDay: number;
  readonly lessSupplyPerPostcodeDay: number;
  readonly lessSupplyFleetBasisPointsPerDay: number;
  /** A share of a small fleet is at least this many homes. */
  readonly lessSupplyFleetFloorPerDay: number;
}

/** How many have lost supply already, and how many homes there are. */
export interface BreakerUse {
  readonly thisHour: number;
  readonly today: number;
  readonly todayInPostcode: number;
  readonly fleetSize: number;
}

/** Which limit an order would break. */
export type BreakerScope = 'hour' | 'day' | 'postcode_day' | 'fleet_day';

/** Whether one more order for less supply may leave, or which limit is full; then two people have to look. */
export type BreakerVerdict =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly scope: BreakerScope; readonly used: number; readonly maximum: number };

const BASIS_POINTS = 10_000;

/** Asks the breaker for one more order that takes supply. Orders that give supply are never brought here. */
export function askBreaker(use: BreakerUse, limits: BreakerLimits): BreakerVerdict {
  const share = Math.floor((use.fleetSize * limits.lessSupplyFleetBasisPointsPerDay) / BASIS_POINTS);
  const scopes: readonly (readonly [BreakerScope, number, number])[] = [
    ['hour', use.thisHour, limits.lessSupplyPerHour],
    ['day', use.today, limits.lessSupplyPerDay],
    ['postcode_day', use.todayInPostcode, limits.lessSupplyPerPostcodeDay],
    ['fleet_day', use.today, Math.max(share, limits.lessSupplyFleetFloorPerDay)],
  ];
  const full = scopes.find(([, used, maximum]) => used >= maximum);
  return full === undefined ? { kind: 'closed' } : { kind: 'open', scope: full[0], used: full[1], maximum: full[2] };
}
