// A naive second writing of the money rules for one electricity account in Flanders, made from the rules' text and
// not from the engine: big integers, everything computed again from the first event. It uses nothing of the library.
// It knows a mild season without holidays: windows are Monday to Thursday. No test stands in this file.

export type ReferenceEvent =
  | { readonly kind: 'day'; readonly wh: number; readonly quality: 'measured' | 'estimated' | 'missing' }
  | { readonly kind: 'top_up' | 'grant'; readonly microEuro: number }
  | { readonly kind: 'meter_follows' };

export interface ReferenceTariff {
  /** 10^-5 EUR per kWh and per day. */
  readonly pricePerKwh: number;
  readonly fixedPerDay: number;
  readonly vatBasisPoints: number;
}

export interface ReferenceAccount {
  credit: bigint;
  debtSupply: bigint;
  debtProtected: bigint;
  debtOld: bigint;
  desired: 'on' | 'limited';
}

const EURO = 1_000_000n;
const CENT = 10_000n;
const OCTOBER = 45;

/** Replays events from zero. Day 0 is Monday 17 August 2026; events after a day happen at noon of the next. */
export function replay(
  events: readonly ReferenceEvent[],
  tariff: ReferenceTariff,
  opening: { credit: number; debtOld: number },
): ReferenceAccount[] {
  let credit = BigInt(opening.credit);
  let supply = 0n;
  let protectedDebt = 0n;
  let old = BigInt(opening.debtOld);
  let since = 0n;
  let desired: 'on' | 'limited' = 'on';
  let confirmed: 'on' | 'limited' = 'on';
  let exhausted = false;
  let silent = false;
  let day = -1;
  let lastWeek = -1;
  const repaid = new Map<string, bigint>();
  const limit = most(50n * EURO, withVat(rounded(200_000n * BigInt(tariff.pricePerKwh), 100n), tariff));
  const history: ReferenceAccount[] = [];

  for (const event of events) {
    let measured = true;
    if (event.kind === 'day') {
      day += 1;
      if (event.quality === 'missing') silent = true;
      measured = event.quality === 'measured' && !silent;
      const energy = silent ? 0n : rounded(BigInt(event.wh) * BigInt(tariff.pricePerKwh), 100n);
      const cost = withVat(energy + BigInt(tariff.fixedPerDay) * 10n, tariff);
      const beyond = cost > credit ? cost - credit : 0n;
      if (beyond > 0n) {
        const isProtected = confirmed === 'on' && exhausted;
        const room = isProtected ? least(beyond, most(0n, limit - supply)) : beyond;
        // The debt made since zero counts from the day that crosses zero.
        since = credit > 0n ? room : since + room;
        supply += room;
        protectedDebt += beyond - room;
      } else if (credit > 0n && cost === credit) since = 0n;
      credit -= cost - beyond;
      const week = Math.floor(day / 7);
      const month = monthOfDay(day);
      const ceiling = 75n * EURO - (repaid.get(month) ?? 0n);
      const due = least(least(5n * EURO, old), most(0n, ceiling));
      if (due > 0n && week !== lastWeek && credit > due && confirmed === 'on' && desired === 'on') {
        credit -= due;
        old -= due;
        lastWeek = week;
        repaid.set(month, (repaid.get(month) ?? 0n) + due);
      }
    } else if (event.kind === 'meter_follows') {
      confirmed = desired;
    } else {
      const amount = BigInt(event.microEuro);
      const month = monthOfDay(day + 1);
      let toDebt = event.kind === 'top_up' ? debtPart(amount) : 0n;
      toDebt = least(toDebt, most(0n, 75n * EURO - (repaid.get(month) ?? 0n)));
      const toSupply = least(toDebt, supply);
      const toProtected = protectedDebt > 100n * EURO ? 0n : least(toDebt - toSupply, protectedDebt);
      supply -= toSupply;
      protectedDebt -= toProtected;
      repaid.set(month, (repaid.get(month) ?? 0n) + toSupply + toProtected);
      credit += amount - toSupply - toProtected;
      since = 0n;
    }
    if (event.kind !== 'meter_follows') {
      exhausted = credit === 0n && since > 0n && supply >= limit;
      const keep = confirmed === 'on' || desired === 'on' ? 'on' : 'limited';
      desired = !exhausted ? 'on' : measured ? 'limited' : keep;
    }
    history.push({ credit, debtSupply: supply, debtProtected: protectedDebt, debtOld: old, desired });
  }
  return history;
}

function debtPart(amount: bigint): bigint {
  const upToKnee = least(amount, 50n * EURO);
  const share = ((upToKnee * 35n) / 100n / CENT) * CENT;
  return most(0n, least(share + (amount - upToKnee), amount - CENT));
}

function withVat(amount: bigint, tariff: ReferenceTariff): bigint {
  return amount + rounded(amount * BigInt(tariff.vatBasisPoints), 10_000n);
}

function rounded(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

// 17 August is day 0, so 1 September is day 15 and 1 October is day 45.
function monthOfDay(day: number): string {
  if (day < 15) return '08';
  return day < OCTOBER ? '09' : '10';
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
