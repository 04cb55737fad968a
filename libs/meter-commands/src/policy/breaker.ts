import { type CommandAction, directionOf } from '../supply.js';

/** Limits on orders for less supply, per AMM. Above them a second person has to look. */
export interface BreakerPolicy {
  readonly lessSupplyPerHour: number;
  /** The largest part of the fleet, in thousandths, that may lose supply in one day. */
  readonly fleetPerMillePerDay: number;
}

export const breakerPolicy: BreakerPolicy = { lessSupplyPerHour: 50, fleetPerMillePerDay: 10 };

export interface BreakerUse {
  readonly lessSupplyThisHour: number;
  readonly lessSupplyToday: number;
  readonly fleetSize: number;
}

export type Permit = { readonly kind: 'granted' } | { readonly kind: 'denied'; readonly why: 'hour_full' | 'day_full' };

/** Whether one more order may leave now. Orders that give supply, and reads, are never limited. */
export function askPermit(action: CommandAction, use: BreakerUse, policy: BreakerPolicy): Permit {
  if (directionOf(action) !== 'less') return { kind: 'granted' };
  if (use.lessSupplyThisHour >= policy.lessSupplyPerHour) return { kind: 'denied', why: 'hour_full' };
  if ((use.lessSupplyToday + 1) * 1_000 > use.fleetSize * policy.fleetPerMillePerDay) {
    return { kind: 'denied', why: 'day_full' };
  }
  return { kind: 'granted' };
}
