import type { SupplyDay, Utility } from '../calendar/index.js';
import { addDays, daysBetween, hoursInDay } from '../calendar/index.js';
import { splitByLargestRemainder } from '../money/index.js';
import { consumptionOf } from './judge.js';
import type { DailyConsumption, MeterFacts, Registers, VerdictReason } from './reading.js';
import { areRegisterValues, registerUse } from './register-use.js';

/** Two readings of the same meter with silent days between them. */
export interface Gap {
  readonly utility: Utility;
  /** The day at whose end `before` stood. */
  readonly lastReadDay: SupplyDay;
  readonly before: Registers;
  readonly beforeIsEstimate: boolean;
  /** The day at whose end `after` stood. */
  readonly day: SupplyDay;
  readonly after: Registers;
  readonly meter: MeterFacts;
}

/** One day of a spread gap. */
export interface SpreadDay {
  readonly day: SupplyDay;
  readonly consumption: DailyConsumption;
}

/** A gap made into days, or the reason why it must wait for a person. */
export type SpreadOutcome =
  | { readonly kind: 'spread'; readonly days: readonly SpreadDay[] }
  | { readonly kind: 'held'; readonly why: VerdictReason };

/**
 * Spreads what was used over a gap on its days, in proportion to their hours (23, 24 or 25), the total exactly.
 * Every day is marked estimated, so none of them can lower supply.
 */
export function spreadGap(gap: Gap): SpreadOutcome {
  const { utility, meter, before, after, lastReadDay, day } = gap;
  if (!areRegisterValues(after, meter.registerDigits)) return { kind: 'held', why: 'not_a_register_value' };
  if (utility === 'gas' && meter.gasFactor === null) return { kind: 'held', why: 'no_gas_factor' };
  const days = Array.from({ length: daysBetween(lastReadDay, day) }, (_, index) => addDays(lastReadDay, index + 1));
  if (days.length === 0) return { kind: 'spread', days: [] };
  const hours = days.map((each) => hoursInDay(each));
  const use = registerUse(before, after, meter, hours.reduce((sum, each) => sum + each, 0), gap.beforeIsEstimate);
  if (use.kind === 'held') return use;
  const offtake1 = splitByLargestRemainder(use.offtake1, hours);
  const offtake2 = splitByLargestRemainder(use.offtake2, hours);
  const injection = splitByLargestRemainder(use.injection, hours);
  const spread = days.map((each, index) => {
    const part = { offtake1: offtake1[index] ?? 0, offtake2: offtake2[index] ?? 0, injection: injection[index] ?? 0 };
    const dayUse = { kind: 'use', ...part, rolledOver: false } as const;
    return { day: each, consumption: consumptionOf(dayUse, 'estimated', utility, meter) };
  });
  return { kind: 'spread', days: spread };
}
