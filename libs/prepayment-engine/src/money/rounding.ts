/**
 * numerator / denominator rounded to the nearest integer; a half goes away from zero (0.5 -> 1, -0.5 -> -1).
 * This is the commercial rounding of charges and of VAT. Exact for every pair of safe integers: the quotient is
 * corrected with the integer remainder, so no floating point error can move a half.
 * Throws RangeError when either side is no safe integer or the denominator is not positive.
 */
export function roundHalfAwayFromZero(numerator: number, denominator: number): number {
  const quotient = floorDivision(Math.abs(numerator), denominator);
  const remainder = Math.abs(numerator) - quotient * denominator;
  const rounded = remainder >= denominator - remainder ? quotient + 1 : quotient;
  return numerator < 0 && rounded !== 0 ? -rounded : rounded;
}

/**
 * The largest integer not above numerator / denominator, for a numerator of zero or more.
 * Used where a law says "at most": the part taken from a customer is rounded down.
 * Throws RangeError when a side is no safe integer, the numerator is negative or the denominator is not positive.
 */
export function floorDivision(numerator: number, denominator: number): number {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) {
    throw new RangeError(`cannot divide ${numerator} by ${denominator}: not safe integers`);
  }
  if (numerator < 0 || denominator <= 0) throw new RangeError(`cannot divide ${numerator} by ${denominator}`);
  return (numerator - (numerator % denominator)) / denominator;
}

/** The smallest integer not below numerator / denominator, for a numerator of zero or more. Throws as floorDivision. */
export function ceilingDivision(numerator: number, denominator: number): number {
  const floor = floorDivision(numerator, denominator);
  return floor * denominator === numerator ? floor : floor + 1;
}
