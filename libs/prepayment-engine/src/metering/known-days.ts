import type { SupplyDay, Utility } from '../calendar/index.js';
import { hoursInDay } from '../calendar/index.js';
import { splitByLargestRemainder } from '../money/index.js';
import { consumptionOf, useOverExchange } from './judge.js';
import type { DailyConsumption, MeterExchange, MeterFacts, Registers, VerdictReason } from './reading.js';
import { areRegisterValues, registerUse } from './register-use.js';
import type { NoUse, RegisterUse } from './register-use.js';

/** Registers that are known to have stood at the end of a day. */
export interface KnownReading {
  readonly quality: 'measured' | 'estimated';
  readonly registers: Registers;
  /** A person has looked at it and said that it is true: it is then no longer weighed against what is plausible. */
  readonly isAccepted: boolean;
}

/** One supply day with all that is known of it now, whenever it became known. */
export interface KnownDay {
  readonly day: SupplyDay;
  readonly reading: KnownReading | null;
  /** An exchange of the meter during the day; its parts come in any order. */
  readonly exchange: MeterExchange | null;
  readonly meter: MeterFacts;
}

/** The registers from which counting begins; `day` is the day at whose end they stood. */
export interface Anchor {
  readonly day: SupplyDay;
  readonly registers: Registers;
  readonly isEstimate: boolean;
}

/** What one day used; null while no reading after it is known. `why` says why its own reading was not used. */
export interface DayUse {
  readonly day: SupplyDay;
  readonly consumption: DailyConsumption | null;
  readonly why: VerdictReason | null;
}

/** What a row of days used, and where the meter stood last. */
export interface KnownUse {
  readonly days: readonly DayUse[];
  /** The last reading that was used; null when there is none. */
  readonly last: Anchor | null;
  /** The day of the last measured one; null when there is none. */
  readonly lastMeasuredDay: SupplyDay | null;
}

interface Position {
  readonly anchor: Anchor | null;
  /** Index of the first day that no reading accounts for yet. */
  readonly open: number;
}

/**
 * What each day used, computed from everything that is known of a row of days. The outcome depends on the facts alone,
 * not on the order in which they arrived: that is what makes late readings, corrections and repeats harmless.
 *
 * A measured day between two neighbouring readings is measured; days without a reading share what was used until the
 * next one by their hours (23, 24 or 25) and are estimated; an estimate that the next measured reading contradicts is
 * dropped, and the days since the last measured one are shared anew. A reading that cannot be true is left out, with
 * its reason. `days` follow each other without a hole, the first is the day after the anchor's.
 */
export function usesOfDays(utility: Utility, start: Anchor | null, days: readonly KnownDay[]): KnownUse {
  const uses: DayUse[] = days.map(({ day }) => ({ day, consumption: null, why: null }));
  let position: Position = { anchor: start, open: 0 };
  let measured: Position = position;
  let lastMeasuredDay = start === null || start.isEstimate ? null : start.day;
  days.forEach(({ day, reading }, index) => {
    if (reading === null) return;
    let span = spanUse(position, days, index);
    if (span.kind === 'held' && span.why === 'below_estimate' && measured.open < position.open) {
      const sinceMeasured = spanUse(measured, days, index);
      if (sinceMeasured.kind === 'use') {
        position = measured;
        span = sinceMeasured;
      }
    }
    if (span.kind === 'held' && span.why !== 'no_start_register') {
      uses[index] = { day, consumption: null, why: span.why };
      return;
    }
    if (span.kind === 'held') uses[index] = { day, consumption: null, why: span.why };
    else shareOut(uses, utility, days, position.open, index, span);
    position = { anchor: { day, registers: reading.registers, isEstimate: reading.quality === 'estimated' }, open: index + 1 };
    if (reading.quality === 'measured') {
      measured = position;
      lastMeasuredDay = day;
    }
  });
  return { days: uses, last: position.anchor, lastMeasuredDay };
}

/** What the meter counted from the anchor to the end of the day at `index`, over an exchange when there was one. */
function spanUse({ anchor, open }: Position, days: readonly KnownDay[], index: number): RegisterUse | NoUse {
  const { reading, meter } = days[index]!;
  const { registers, isAccepted } = reading!;
  if (!areRegisterValues(registers, meter.registerDigits)) return { kind: 'held', why: 'not_a_register_value' };
  if (anchor === null) return { kind: 'held', why: 'no_start_register' };
  const exchanges = days.slice(open, index + 1).flatMap(({ exchange }) => (exchange === null ? [] : [exchange]));
  const hours = days.slice(open, index + 1).reduce((sum, { day }) => sum + hoursInDay(day), 0);
  const facts = isAccepted ? { ...meter, maxDailyUse: UNBOUNDED_USE } : meter;
  if (exchanges.length > 1) return { kind: 'held', why: 'exchange_incomplete' };
  const [exchange] = exchanges;
  const use =
    exchange === undefined
      ? registerUse(anchor.registers, registers, facts, hours, isAccepted || anchor.isEstimate)
      : useOverExchange(anchor.registers, exchange, registers, facts, hours, anchor.isEstimate);
  return isAccepted && use.kind === 'held' && exchange === undefined ? NEW_START : use;
}

/** More than any home uses, for readings that a person has confirmed. */
const UNBOUNDED_USE = 1_000_000_000;

/** A lower register that a person confirmed: the counting begins anew there, and nothing is charged for the days before. */
const NEW_START: RegisterUse = { kind: 'use', offtake1: 0, offtake2: 0, injection: 0, rolledOver: false };

function shareOut(uses: DayUse[], utility: Utility, days: readonly KnownDay[], from: number, until: number, use: RegisterUse): void {
  const span = days.slice(from, until + 1);
  const hours = span.map(({ day }) => hoursInDay(day));
  const offtake1 = splitByLargestRemainder(use.offtake1, hours);
  const offtake2 = splitByLargestRemainder(use.offtake2, hours);
  const injection = splitByLargestRemainder(use.injection, hours);
  const quality = span.length === 1 ? span[0]!.reading!.quality : 'estimated';
  span.forEach(({ day, meter }, index) => {
    const part: RegisterUse = { ...use, offtake1: offtake1[index]!, offtake2: offtake2[index]!, injection: injection[index]! };
    const hasFactor = utility !== 'gas' || meter.gasFactor !== null;
    uses[from + index] = hasFactor
      ? { day, consumption: consumptionOf(part, quality, utility, meter), why: null }
      : { day, consumption: null, why: 'no_gas_factor' };
  });
}
