declare const brand: unique symbol;

/** Money as an integer of micro-euro (10^-6 EUR). Always a safe integer; never a fraction. */
export type MicroEuro = number & { readonly [brand]: 'MicroEuro' };

/** Electrical or calorific energy as an integer of watt-hours. */
export type WattHour = number & { readonly [brand]: 'WattHour' };

/** Gas volume as an integer of cubic decimetres (one thousandth of a cubic metre). */
export type CubicDecimetre = number & { readonly [brand]: 'CubicDecimetre' };

/** One cent in micro-euro. */
export const MICRO_EURO_PER_CENT = 10_000;

/** One euro in micro-euro. */
export const MICRO_EURO_PER_EURO = 1_000_000;

/** Nothing, as money. */
export const NO_MONEY = 0 as MicroEuro;

// A fraction or an overflow in money is a bug of ours, so it is thrown and never silently rounded.
function safeInteger(value: number, unit: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${unit} must be a safe integer, got ${value}`);
  return value === 0 ? 0 : value;
}

/** Marks an integer as micro-euro. Throws RangeError on a fraction, NaN or a value beyond 2^53 - 1. */
export function microEuro(value: number): MicroEuro {
  return safeInteger(value, 'micro-euro') as MicroEuro;
}

/** Marks an integer as watt-hours. Throws RangeError on a fraction, NaN or overflow. */
export function wattHour(value: number): WattHour {
  return safeInteger(value, 'watt-hour') as WattHour;
}

/** Marks an integer as cubic decimetres. Throws RangeError on a fraction, NaN or overflow. */
export function cubicDecimetre(value: number): CubicDecimetre {
  return safeInteger(value, 'cubic decimetre') as CubicDecimetre;
}

/** a + b in micro-euro. Throws RangeError when the sum is no safe integer. */
export function addMoney(a: MicroEuro, b: MicroEuro): MicroEuro {
  return microEuro(a + b);
}

/** a - b in micro-euro; may be negative. Throws RangeError when the difference is no safe integer. */
export function subtractMoney(a: MicroEuro, b: MicroEuro): MicroEuro {
  return microEuro(a - b);
}

/** -a in micro-euro. */
export function negateMoney(a: MicroEuro): MicroEuro {
  return microEuro(-a);
}

/** The smaller of two amounts. */
export function leastMoney(a: MicroEuro, b: MicroEuro): MicroEuro {
  return a < b ? a : b;
}

/** The larger of two amounts. */
export function mostMoney(a: MicroEuro, b: MicroEuro): MicroEuro {
  return a > b ? a : b;
}

/** The sum of any number of amounts in micro-euro. Throws RangeError on overflow. */
export function sumMoney(amounts: readonly MicroEuro[]): MicroEuro {
  let total = NO_MONEY;
  for (const amount of amounts) total = addMoney(total, amount);
  return total;
}
