import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../calendar/index.js';
import type { SupplyDay } from '../calendar/index.js';
import { usesOfDays } from './index.js';
import type { Anchor, KnownDay, KnownReading, MeterExchange, MeterFacts, Registers } from './index.js';

const kwh = (value: number) => value * 1000;
const single = (offtake1: number): Registers => ({ offtake1, offtake2: null, injection1: null, injection2: null });
const meter: MeterFacts = { registerDigits: 6, maxDailyUse: kwh(220), gasFactor: null };
const FIRST = '2026-03-02' as SupplyDay;
const startAt = (kwhValue: number, changes: Partial<Anchor> = {}): Anchor => ({ day: '2026-03-01' as SupplyDay, registers: single(kwh(kwhValue)), isEstimate: false, ...changes });
const measured = (value: number): KnownReading => ({ quality: 'measured', registers: single(kwh(value)), isAccepted: false });
const estimated = (value: number): KnownReading => ({ ...measured(value), quality: 'estimated' });
const row = (readings: readonly (KnownReading | null)[], from = FIRST, changes: Partial<KnownDay> = {}): KnownDay[] =>
  readings.map((reading, index) => ({ day: addDays(from, index), reading, exchange: null, meter, ...changes }));
const told = (start: Anchor | null, days: readonly KnownDay[]) =>
  usesOfDays('electricity', start, days).days.map(({ consumption, why }) => (consumption === null ? (why ?? 'unknown') : `${consumption.energyWh / 1000} ${consumption.quality}`));

describe('what days used', () => {
  it.each<[string, (KnownReading | null)[], string[]]>([
    ['neighbours', [measured(108), measured(117)], ['8 measured', '9 measured']],
    ['a gap', [null, null, measured(124)], ['8 estimated', '8 estimated', '8 estimated']],
    ['no reading at the end', [measured(108), null], ['8 measured', 'unknown']],
    ['an estimate that is right', [estimated(108), measured(116)], ['8 estimated', '8 measured']],
    ['an estimate that was too high', [estimated(130), measured(116)], ['8 estimated', '8 estimated']],
    ['two estimates that were too high', [measured(102), estimated(120), estimated(130), measured(114)], ['2 measured', '4 estimated', '4 estimated', '4 estimated']],
    ['a reading that cannot be true', [measured(99), measured(116)], ['8 estimated', '8 estimated']],
    ['a jump above the connection, then the truth', [measured(900), measured(116)], ['8 estimated', '8 estimated']],
    ['a jump above the connection at the end', [measured(108), measured(900)], ['8 measured', 'above_connection_capacity']],
  ])('%s', (_name, readings, expected) => expect(told(startAt(100), row(readings))).toEqual(expected));

  it('goes by the hours of the days on which the clock changes, the total exactly', () => {
    const spread = (from: string, value: number) => told({ ...startAt(0), day: addDays(from as SupplyDay, -1) }, row([null, measured(value)], from as SupplyDay));
    expect(spread('2026-03-28', 47)).toEqual(['24 estimated', '23 estimated']);
    expect(spread('2026-10-25', 49)).toEqual(['25 estimated', '24 estimated']);
  });

  it('begins at the first reading when nobody knows where the meter stood', () => {
    expect(told(null, row([measured(108), measured(116)]))).toEqual(['no_start_register', '8 measured']);
  });

  it('keeps a true roll-over, and does not take an estimate for one', () => {
    expect(told(startAt(999_990), row([measured(10)]))).toEqual(['20 measured']);
    expect(told(startAt(7328, { isEstimate: true }), row([measured(7305)]))).toEqual(['below_estimate']);
  });
});

describe('what a person has accepted', () => {
  const accepted = (value: number): KnownReading => ({ ...measured(value), isAccepted: true });
  it('counts above the connection’s capacity, and a lower register begins anew without a charge', () => {
    expect(told(startAt(100), row([accepted(900), measured(908)]))).toEqual(['800 measured', '8 measured']);
    expect(told(startAt(100), row([accepted(20), measured(28)]))).toEqual(['0 measured', '8 measured']);
  });
});

describe('a meter exchange', () => {
  const oldEnd = single(kwh(103));
  const newStart = single(kwh(0));
  const withExchange = (days: KnownDay[], at: number, exchange: MeterExchange): KnownDay[] => days.map((day, index) => (index === at ? { ...day, exchange } : day));

  it('is both parts, on its day or over a gap', () => {
    expect(told(startAt(100), withExchange(row([measured(2), measured(10)]), 0, { oldEnd, newStart }))).toEqual(['5 measured', '8 measured']);
    expect(told(startAt(100), withExchange(row([null, measured(3)]), 0, { oldEnd, newStart }))).toEqual(['3 estimated', '3 estimated']);
  });

  it('waits while a part is missing, whichever it is', () => {
    const parts: MeterExchange[] = [{ oldEnd: null, newStart }, { oldEnd, newStart: null }, { oldEnd: null, newStart: null }];
    for (const exchange of parts) expect(told(startAt(100), withExchange(row([measured(2)]), 0, exchange))).toEqual(['exchange_incomplete']);
  });

  it('does not count a used meter’s own past: a new meter may begin higher than the old one ended', () => {
    const exchange = { oldEnd, newStart: single(kwh(5000)) };
    expect(told(startAt(100), withExchange(row([measured(5002)]), 0, exchange))).toEqual(['5 measured']);
  });
});

describe('gas', () => {
  const factor = (microKwhPerCubicMetre: number, status: 'provisional' | 'final'): MeterFacts => ({ registerDigits: 5, maxDailyUse: 144_000, gasFactor: { microKwhPerCubicMetre, status } });
  it('takes the factor of each day, and waits on a day without one', () => {
    const days = row([null, measured(6)]).map((day, index) => ({ ...day, meter: index === 0 ? factor(10_000_000, 'final') : factor(11_000_000, 'provisional') }));
    const uses = usesOfDays('gas', startAt(0), days).days;
    expect(uses.map(({ consumption }) => [consumption?.volumeDm3, consumption?.energyWh, consumption?.gasFactor?.status])).toEqual([[3000, 30_000, 'final'], [3000, 33_000, 'provisional']]);
    const without = days.map((day, index) => (index === 1 ? { ...day, meter: { ...day.meter, gasFactor: null } } : day));
    expect(usesOfDays('gas', startAt(0), without).days.map(({ why }) => why)).toEqual([null, 'no_gas_factor']);
  });
});

describe('any row of days', () => {
  it('uses together what the meter moved, as far as it is known', () => {
    const steps = fc.array(fc.record({ wh: fc.nat(kwh(200)), isRead: fc.boolean(), isMeasured: fc.boolean() }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.nat(700), (all, offset) => {
        const from = addDays('2026-01-02' as SupplyDay, offset);
        let register = kwh(100);
        const days = all.map(({ wh, isRead, isMeasured }, index): KnownDay => {
          register += wh;
          const reading = isRead ? { quality: isMeasured ? 'measured' : 'estimated', registers: single(register), isAccepted: false } as const : null;
          return { day: addDays(from, index), reading, exchange: null, meter };
        });
        const { days: uses, last } = usesOfDays('electricity', { ...startAt(100), day: addDays(from, -1) }, days);
        const total = uses.reduce((sum, { consumption }) => sum + (consumption?.energyWh ?? 0), 0);
        expect(total).toBe((last?.registers.offtake1 ?? kwh(100)) - kwh(100));
        if (last !== null) for (const use of uses) expect(use.consumption === null).toBe(daysBetween(use.day, last.day) < 0);
      }),
    );
  });
});
