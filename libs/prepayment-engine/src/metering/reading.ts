import type { Instant } from '../calendar/index.js';
import type { CubicDecimetre, WattHour } from '../money/index.js';

/**
 * The registers of a meter at the end of a supply day: Wh for electricity, dm3 in `offtake1` for gas.
 * `offtake1` is the single or day register, `offtake2` the night register (Belgian 1.8.1 and 1.8.2).
 */
export interface Registers {
  readonly offtake1: number;
  readonly offtake2: number | null;
  readonly injection1: number | null;
  readonly injection2: number | null;
}

/** Registers of a meter that was exchanged during the day; `null` is a part that has not arrived. */
export interface MeterExchange {
  readonly oldEnd: Registers | null;
  readonly newStart: Registers | null;
}

/** What the MDM delivered for one connection and one supply day. `readAt` is the meter's own stamp, when known. */
export interface DayReading {
  readonly quality: 'measured' | 'estimated';
  readonly registers: Registers;
  readonly exchange: MeterExchange | null;
  readonly readAt: Instant | null;
}

/** Calorific value of gas: 11.6123 kWh per m3 is 11 612 300. Provisional until the month's value is published. */
export interface GasFactor {
  readonly microKwhPerCubicMetre: number;
  readonly status: 'provisional' | 'final';
}

/** What a rule needs to know of the meter and its connection. */
export interface MeterFacts {
  /** Digits before the decimal point of a register (5, 6 or 8); after 10^digits kWh or m3 it starts again at 0. */
  readonly registerDigits: number;
  /** The most the connection can carry in 24 hours: Wh, or dm3 for gas. */
  readonly maxDailyUse: number;
  /** Only for gas; null when none is known for the day. */
  readonly gasFactor: GasFactor | null;
  /** The month's highest quarter-hour so far in watt; null or absent when unknown, then the tariff's floor counts. */
  readonly monthlyPeakW?: number | null;
}

/** Why a reading could not be used, or why it counts as it does. */
export type VerdictReason =
  | 'lower_than_last'
  | 'below_estimate'
  | 'above_connection_capacity'
  | 'gap'
  | 'no_start_register'
  | 'register_set_changed'
  | 'exchange_incomplete'
  | 'no_gas_factor'
  | 'not_a_register_value'
  | 'in_the_future'
  | 'charge_too_large'
  | 'rolled_over'
  | 'exchanged';

/** The judgement on a day's reading. Only `measured` and `estimated` carry a consumption. */
export interface Verdict {
  readonly kind: 'measured' | 'estimated' | 'missing' | 'held' | 'rejected';
  readonly why: VerdictReason | null;
}

/** What was used on one supply day. */
export interface DailyConsumption {
  readonly quality: 'measured' | 'estimated';
  /** Use on the single or day register. */
  readonly dayWh: WattHour;
  /** Use on the night register; 0 without one. */
  readonly nightWh: WattHour;
  /** dayWh + nightWh: what is rated. */
  readonly energyWh: WattHour;
  /** Injection of both registers. It is reported and never credited by itself. */
  readonly injectionWh: WattHour;
  /** Gas only: the volume before conversion, and the factor that made it energy. */
  readonly volumeDm3: CubicDecimetre | null;
  readonly gasFactor: GasFactor | null;
}
