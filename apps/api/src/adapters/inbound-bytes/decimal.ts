/** The outcome of reading a decimal text: an integer in the wanted small unit, or the reason in words. */
export type DecimalRead = { readonly kind: 'value'; readonly value: number } | { readonly kind: 'refused'; readonly why: string };

interface DecimalOptions {
  /** How many places the small unit stands below the written one: 6 for EUR to micro-euro, 3 for kWh to Wh. */
  readonly places: number;
  /** The one character that may part units and fractions. */
  readonly separator: '.' | ',';
}

/**
 * Reads a decimal number into an integer of a smaller unit, digit by digit: nothing passes through a binary fraction.
 * No exponent, no thousands separator, no plus sign; zeros after the last place are fine, other digits there are not.
 */
export function readDecimal(text: string, { places, separator }: DecimalOptions): DecimalRead {
  const match = (separator === '.' ? /^(\d{1,18})(?:\.(\d{1,20}))?$/ : /^(\d{1,18})(?:,(\d{1,20}))?$/).exec(text);
  if (!match) return { kind: 'refused', why: text === '' ? 'the value is empty' : `"${text.slice(0, 30)}" is not a plain decimal number` };
  const fraction = match[2] ?? '';
  if (/[1-9]/.test(fraction.slice(places))) return { kind: 'refused', why: `"${text.slice(0, 30)}" has too many decimals` };
  return readDigits(match[1]! + fraction.slice(0, places).padEnd(places, '0'));
}

/** Reads a run of digits into a safe integer. */
export function readDigits(digits: string): DecimalRead {
  if (!/^\d+$/.test(digits)) return { kind: 'refused', why: `"${digits.slice(0, 30)}" is not digits only` };
  let value = 0;
  for (let index = 0; index < digits.length; index += 1) value = value * 10 + digits.charCodeAt(index) - 48;
  return Number.isSafeInteger(value) ? { kind: 'value', value } : { kind: 'refused', why: `${digits.slice(0, 30)} is too large` };
}

/** Writes an integer of a small unit as a decimal text with at least `least` and at most `places` decimals. */
export function writeDecimal(value: number, places: number, least: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '').padEnd(least, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, digits.length - places)}${fraction === '' ? '' : `.${fraction}`}`;
}
