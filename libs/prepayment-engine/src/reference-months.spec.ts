// A naive second writing of how readings become charges, made from the rules' text and not from the engine: it takes
// the set of all readings of an electricity meter and computes every day from zero, in big integers. It uses nothing of
// the library. Prices change on a given day; days have the hours that the European Union's rule gives them.
// No test stands in this file.

export interface ReferenceMonth {
  /** Days since 1 January 1970 of the first day. */
  readonly firstDay: number;
  readonly dayCount: number;
  /** Wh that the meter showed before the first day. */
  readonly opening: number;
  /** Wh at the end of a day, by its index; a day without one is silent. */
  readonly readings: ReadonlyMap<number, number>;
  readonly dearFromIndex: number;
}

export const REFERENCE_PRICES = { cheapPerKwh: 23_457, dearPerKwh: 31_203, networkPerKwh: 6_011, fixedPerDay: 7_333, capacityPerKwYear: 5_110_007, vatBasisPoints: 600 } as const;

/** The cost of each day in micro-euro, VAT included. */
export function referenceCharges(month: ReferenceMonth): bigint[] {
  const used = referenceUse(month);
  return used.map((wh, index) => {
    const prices = REFERENCE_PRICES;
    const perKwh = BigInt(index < month.dearFromIndex ? prices.cheapPerKwh : prices.dearPerKwh);
    const energy = wh === null ? 0n : half(wh * perKwh, 100n);
    const network = wh === null ? 0n : half(wh * BigInt(prices.networkPerKwh), 100n);
    const capacity = half(BigInt(prices.capacityPerKwYear) * 2500n, 100n * BigInt(daysInYearOf(month.firstDay + index)));
    const sum = energy + network + capacity + BigInt(prices.fixedPerDay) * 10n;
    return sum + half(sum * BigInt(prices.vatBasisPoints), 10_000n);
  });
}

function referenceUse({ firstDay, dayCount, opening, readings }: ReferenceMonth): (bigint | null)[] {
  const used: (bigint | null)[] = Array.from({ length: dayCount }, () => null);
  let before = BigInt(opening);
  let from = 0;
  for (let index = 0; index < dayCount; index += 1) {
    const reading = readings.get(index);
    if (reading === undefined) continue;
    const total = BigInt(reading) - before;
    const hours = Array.from({ length: index - from + 1 }, (_, at) => BigInt(hoursOf(firstDay + from + at)));
    const all = hours.reduce((sum, each) => sum + each, 0n);
    const parts = hours.map((each) => (total * each) / all);
    // What is left over goes one by one to the days with the largest remainder, the earlier first.
    const order = hours.map((each, at) => ({ at, rest: (total * each) % all })).sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
    let left = total - parts.reduce((sum, part) => sum + part, 0n);
    for (const { at } of order) {
      if (left === 0n) break;
      parts[at] = parts[at]! + 1n;
      left -= 1n;
    }
    parts.forEach((part, at) => (used[from + at] = part));
    before = BigInt(reading);
    from = index + 1;
  }
  return used;
}

// The clock goes forward on the last Sunday of March and back on the last Sunday of October.
function hoursOf(day: number): number {
  const { month, date } = civil(day);
  const isSunday = (((day + 4) % 7) + 7) % 7 === 0;
  if (!isSunday || date < 25) return 24;
  return month === 3 ? 23 : month === 10 ? 25 : 24;
}

function daysInYearOf(day: number): number {
  const { year } = civil(day);
  return year % 4 === 0 ? 366 : 365;
}

// Counted year by year and month by month from 1970: slow and plain, and right until 2099.
function civil(day: number): { year: number; month: number; date: number } {
  let left = day;
  let year = 1970;
  for (; left >= (year % 4 === 0 ? 366 : 365); year += 1) left -= year % 4 === 0 ? 366 : 365;
  const lengths = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let month = 0;
  for (; left >= lengths[month]!; month += 1) left -= lengths[month]!;
  return { year, month: month + 1, date: left + 1 };
}

function half(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}
