const decimalPattern = /^(-?)(\d+)(?:\.(\d{1,6}))?$/;

/**
 * Micro-euro (10^-6 euro) of a decimal string such as "-12.30"; null when it is not one.
 * BigInt from the digits, because a balance must not pass through a float on its way to the screen.
 */
export function microEuroOf(euro: string): bigint | null {
  const match = decimalPattern.exec(euro);
  if (match === null) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction.padEnd(6, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

export const isZeroEuro = (euro: string): boolean => microEuroOf(euro) === 0n;
export const isNegativeEuro = (euro: string): boolean => (microEuroOf(euro) ?? 0n) < 0n;

/** Thousandths as a decimal string: Wh to kWh, dm3 to m3, without a float. */
export function thousandths(quantity: number): `${number}` {
  const whole = BigInt(quantity);
  const magnitude = whole < 0n ? -whole : whole;
  const fraction = (magnitude % 1000n).toString().padStart(3, '0');
  return `${whole < 0n ? '-' : ''}${magnitude / 1000n}.${fraction}` as `${number}`;
}

/**
 * What a person typed as an amount ("25", "12,5", "12.50") as euros with two decimals; null when it
 * cannot be read as a positive amount below 10,000 euro.
 */
export function typedEuro(typed: string): string | null {
  const match = /^(?:€\s*)?(\d{1,4})(?:[.,](\d{1,2}))?(?:\s*€)?$/.exec(typed.trim());
  if (match === null) return null;
  const [, whole = '0', cents = ''] = match;
  const euro = `${BigInt(whole)}.${cents.padEnd(2, '0')}`;
  return isZeroEuro(euro) ? null : euro;
}
