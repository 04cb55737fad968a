import { daysInYear, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import type { StoredComponent } from '../../../adapters/postgres/terms.js';
import type { RegisterUse } from './timeline-answer.js';

/** What a charge is made of, beside its registers; amounts in micro-euro over all rows of the day up to this one. */
export interface ChargeFacts {
  readonly day: string;
  readonly seq: number;
  readonly quality: number;
  readonly reason: string | null;
  readonly use1: number;
  readonly use2: number | null;
  readonly energy_wh: number;
  /** The difference that this row alone makes. */
  readonly total: number;
  readonly set_aside: number | null;
  readonly so_far: Readonly<Record<'energy' | 'network' | 'capacity' | 'fixed' | 'levies' | 'vat' | 'total', number>>;
  readonly price: StoredPrice | null;
  readonly old_price: Pick<StoredPrice, 'from' | 'until'> | null;
  readonly gas_factor: { readonly e4: number; readonly status: 'provisional' | 'final'; readonly version: number } | null;
}

/** A version of a price book as it stands beside a charge. */
export interface StoredPrice {
  readonly from: string;
  readonly until: string | null;
  readonly vat_basis_points: number;
  readonly components: readonly StoredComponent[];
}

/** One line of a sum that a person can check. Energy in Wh, prices in 10^-5 EUR, amounts in micro-euro. */
export type ArithmeticStep =
  | { readonly kind: 'register'; readonly register: RegisterUse }
  | { readonly kind: 'no_reading' | 'estimated' }
  | { readonly kind: 'gas'; readonly volumeDm3: number; readonly factorE4: number; readonly status: 'provisional' | 'final'; readonly energyWh: number }
  | { readonly kind: 'price' | 'old_price'; readonly from: string; readonly until: string | null }
  | { readonly kind: 'energy' | 'network' | 'levies'; readonly terms: readonly { readonly wh: number; readonly price: number }[]; readonly amount: number }
  | { readonly kind: 'capacity'; readonly peakW: number; readonly price: number; readonly yearDays: number; readonly amount: number }
  | { readonly kind: 'fixed' | 'set_aside'; readonly amount: number }
  | { readonly kind: 'vat'; readonly basisPoints: number; readonly sum: number; readonly amount: number }
  | { readonly kind: 'total'; readonly amount: number }
  | { readonly kind: 'correction'; readonly reason: string; readonly before: number; readonly after: number; readonly difference: number };

/** The sum behind a charge, step by step: registers, factor, price version and each part. The parts add up to the total. */
export function arithmeticOf(facts: ChargeFacts, registers: readonly RegisterUse[], utility: Utility): ArithmeticStep[] {
  return [...correctionSteps(facts), ...useSteps(facts, registers, utility), ...priceSteps(facts, utility)];
}

function correctionSteps({ seq, reason, so_far, total, set_aside }: ChargeFacts): ArithmeticStep[] {
  if (seq === 0) return [];
  const steps: ArithmeticStep[] = [{ kind: 'correction', reason: reason ?? '', before: so_far.total - total, after: so_far.total, difference: total }];
  return set_aside === null || set_aside === 0 ? steps : [...steps, { kind: 'set_aside', amount: set_aside }];
}

function useSteps({ quality, use1, energy_wh, gas_factor }: ChargeFacts, registers: readonly RegisterUse[], utility: Utility): ArithmeticStep[] {
  if (quality > 1) return [{ kind: 'no_reading' }];
  const shown = registers.filter(({ used }) => used !== null).map((register) => ({ kind: 'register' as const, register }));
  const estimated = quality === 1 ? [{ kind: 'estimated' as const }] : [];
  if (utility !== 'gas' || gas_factor === null) return [...shown, ...estimated];
  return [...shown, ...estimated, { kind: 'gas', volumeDm3: use1, factorE4: gas_factor.e4, status: gas_factor.status, energyWh: energy_wh }];
}

function priceSteps({ price, old_price, so_far, use1, use2, energy_wh, quality, day }: ChargeFacts, utility: Utility): ArithmeticStep[] {
  if (price === null) return [];
  const priceOf = (component: StoredComponent['component'], unit: StoredComponent['unit']): number =>
    price.components.filter((each) => each.component === component && each.unit === unit).reduce((sum, each) => sum + each.priceHundredThousandthEuro, 0);
  const isDayNight = price.components.some(({ unit }) => unit === 'kwh_day');
  const energy = isDayNight && utility !== 'gas'
    ? [{ wh: use1, price: priceOf('energy', 'kwh_day') }, { wh: use2 ?? 0, price: priceOf('energy', 'kwh_night') }]
    : [{ wh: energy_wh, price: priceOf('energy', 'kwh') }];
  const perKwh = (kind: 'network' | 'levies'): ArithmeticStep => ({ kind, terms: [{ wh: energy_wh, price: priceOf(kind, 'kwh') }], amount: so_far[kind] });
  const used: ArithmeticStep[] = quality > 1 ? [] : [{ kind: 'energy', terms: energy, amount: so_far.energy }, perKwh('network'), perKwh('levies')];
  const capacityPrice = priceOf('capacity', 'kw_year');
  const yearDays = daysInYear(day as SupplyDay);
  const capacity: ArithmeticStep[] = so_far.capacity === 0 || capacityPrice === 0 ? []
    : [{ kind: 'capacity', price: capacityPrice, yearDays, peakW: Math.round((so_far.capacity * 100 * yearDays) / capacityPrice), amount: so_far.capacity }];
  return [
    ...(old_price === null ? [] : [{ kind: 'old_price' as const, from: old_price.from, until: old_price.until }]),
    { kind: 'price', from: price.from, until: price.until },
    ...used.filter((step) => 'amount' in step && step.amount !== 0),
    ...capacity,
    ...(so_far.fixed === 0 ? [] : [{ kind: 'fixed' as const, amount: so_far.fixed }]),
    { kind: 'vat', basisPoints: price.vat_basis_points, sum: so_far.total - so_far.vat, amount: so_far.vat },
    { kind: 'total', amount: so_far.total },
  ];
}
