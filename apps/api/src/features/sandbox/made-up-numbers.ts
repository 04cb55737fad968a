/** Utilities whose meters have made-up serial numbers, each with the letters of its maker. */
const MAKER = { electricity: '1SAG1', gas: '7FLO2', exclusive_night: '1SAG4' } as const;

/** Grid operators' own range 5414 4880 is used by none of them: a number in it can belong to nobody. */
const EAN_START = '54144880';

/** A made-up EAN-GSRN of 18 digits with its check digit (GS1: weights 3, 1, 3 ... from the left). `number` has at most nine digits. */
export function madeUpEan(number: number): string {
  const base = EAN_START + String(number).padStart(9, '0');
  const sum = [...base].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return base + String((10 - (sum % 10)) % 10);
}

/** A made-up serial number of a meter of this kind. */
export function madeUpSerial(utility: keyof typeof MAKER, number: number): string {
  return MAKER[utility] + String(number).padStart(9, '0');
}

/** A made-up Belgian account number with right check digits, at a bank code that was never given out. */
export function madeUpIban(number: number): string {
  const base = `999${String(number).padStart(7, '0').slice(-7)}`;
  const bban = base + twoDigits(remainderBy97(base) || 97);
  // ISO 13616: the country's letters B = 11, E = 14 and two zeros behind the number; 98 less the remainder.
  return `BE${twoDigits(98 - remainderBy97(`${bban}111400`))}${bban}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function remainderBy97(digits: string): number {
  return Number(BigInt(digits) % 97n);
}
