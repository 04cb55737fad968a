import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../calendar/index.js';
import { cubicDecimetre } from '../money/index.js';
import { energyOfGas, judgeReading } from './index.js';
import type { DayReading, LastReading, MeterDay, MeterFacts, Registers } from './index.js';

const kwh = (value: number) => value * 1000;
const single = (offtake1: number): Registers => ({ offtake1, offtake2: null, injection1: null, injection2: null });
const meter: MeterFacts = { registerDigits: 6, maxDailyUse: kwh(220), gasFactor: null };
const today: MeterDay = { utility: 'electricity', hoursInDay: 24, now: instant(1_795_500_000_000) };
const last = (offtake1: number, changes: Partial<LastReading> = {}): LastReading => ({
  registers: single(offtake1),
  ageDays: 1,
  isEstimate: false,
  ...changes,
});
const read = (offtake1: number, changes: Partial<DayReading> = {}): DayReading => ({
  quality: 'measured',
  registers: single(offtake1),
  exchange: null,
  readAt: null,
  ...changes,
});

describe('a plain day', () => {
  it('is the difference of two readings', () => {
    const { verdict, consumption } = judgeReading(read(kwh(108)), last(kwh(100)), meter, today);
    expect(verdict).toEqual({ kind: 'measured', why: null });
    expect(consumption).toMatchObject({ energyWh: 8000, dayWh: 8000, nightWh: 0, quality: 'measured' });
  });

  it('adds the night register and keeps injection apart, also when injection is larger', () => {
    const registers = { offtake1: 2000, offtake2: 5000, injection1: 90_000, injection2: 0 };
    const before = { offtake1: 1000, offtake2: 1000, injection1: 0, injection2: 0 };
    const { consumption } = judgeReading(read(0, { registers }), last(0, { registers: before }), meter, today);
    expect(consumption).toMatchObject({ dayWh: 1000, nightWh: 4000, energyWh: 5000, injectionWh: 90_000 });
  });

  it('is missing without a reading', () => {
    expect(judgeReading(null, last(0), meter, today)).toEqual({ verdict: { kind: 'missing', why: null }, consumption: null });
  });

  it('is zero when the same value comes again', () => {
    expect(judgeReading(read(500), last(500), meter, today).consumption?.energyWh).toBe(0);
  });
});

describe('roll-over', () => {
  it.each([
    [5, 99_998, 3, 5],
    [6, 999_990, 10, 20],
    [8, 99_999_999, 1, 2],
  ])('%d digits: %d -> %d is %d kWh', (registerDigits, before, after, used) => {
    const judged = judgeReading(read(kwh(after)), last(kwh(before)), { ...meter, registerDigits }, today);
    expect(judged.verdict).toEqual({ kind: 'measured', why: 'rolled_over' });
    expect(judged.consumption?.energyWh).toBe(kwh(used));
  });

  it('is not believed when the use would be more than the connection carries', () => {
    const judged = judgeReading(read(kwh(3)), last(kwh(99_700)), { ...meter, registerDigits: 5 }, today);
    expect(judged.verdict).toEqual({ kind: 'held', why: 'lower_than_last' });
  });

  it('is never believed after an estimate', () => {
    const fiveDigits = { ...meter, registerDigits: 5 };
    const judged = judgeReading(read(kwh(7305)), last(kwh(7328), { isEstimate: true }), fiveDigits, today);
    expect(judged.verdict).toEqual({ kind: 'held', why: 'below_estimate' });
    const nearEnd = judgeReading(read(kwh(3)), last(kwh(99_998), { isEstimate: true }), fiveDigits, today);
    expect(nearEnd.verdict).toEqual({ kind: 'held', why: 'below_estimate' });
  });
});

describe('doubtful readings are held', () => {
  it.each([
    ['a lower register', read(kwh(99)), last(kwh(100)), meter, 'lower_than_last'],
    ['more than the connection carries', read(kwh(400)), last(kwh(100)), meter, 'above_connection_capacity'],
    ['a gap of days', read(kwh(101)), last(kwh(100), { ageDays: 2 }), meter, 'gap'],
    ['no start register', read(kwh(101)), last(0, { registers: null }), meter, 'no_start_register'],
    ['another set of registers', read(0, { registers: { ...single(101), offtake2: 4 } }), last(100), meter, 'register_set_changed'],
  ] as const)('%s', (_name, reading, before, facts, why) =>
    expect(judgeReading(reading, before, facts, today)).toEqual({ verdict: { kind: 'held', why }, consumption: null }),
  );

  it('allows an hour more on the day of 25 hours and an hour less on the day of 23', () => {
    const atLimit = read(kwh(100 + 225));
    expect(judgeReading(atLimit, last(kwh(100)), meter, { ...today, hoursInDay: 25 }).verdict.kind).toBe('measured');
    expect(judgeReading(atLimit, last(kwh(100)), meter, { ...today, hoursInDay: 23 }).verdict.kind).toBe('held');
  });
});

describe('what cannot be a reading is rejected', () => {
  it.each([
    ['NaN', Number.NaN],
    ['a fraction', 10.5],
    ['a negative value', -1],
    ['more digits than the meter has', kwh(1_000_000)],
  ])('%s', (_name, value) =>
    expect(judgeReading(read(value), last(0), meter, today).verdict).toEqual({ kind: 'rejected', why: 'not_a_register_value' }),
  );

  it('a stamp more than five minutes ahead', () => {
    const stamped = (ahead: number) => read(100, { readAt: instant(today.now + ahead) });
    expect(judgeReading(stamped(300_001), last(0), meter, today).verdict.why).toBe('in_the_future');
    expect(judgeReading(stamped(300_000), last(0), meter, today).verdict.kind).toBe('measured');
  });
});

describe('a meter exchange', () => {
  it('is the old part and the new part', () => {
    const exchange = { oldEnd: single(kwh(103)), newStart: single(0) };
    const { verdict, consumption } = judgeReading(read(kwh(2), { exchange }), last(kwh(100)), meter, today);
    expect(verdict).toEqual({ kind: 'measured', why: 'exchanged' });
    expect(consumption?.energyWh).toBe(kwh(5));
  });

  it('is held while one part is missing', () => {
    const exchange = { oldEnd: null, newStart: single(0) };
    expect(judgeReading(read(kwh(2), { exchange }), last(kwh(100)), meter, today).verdict).toEqual({ kind: 'held', why: 'exchange_incomplete' });
  });
});

describe('gas', () => {
  const gasMeter: MeterFacts = { registerDigits: 5, maxDailyUse: 144_000, gasFactor: { microKwhPerCubicMetre: 11_612_300, status: 'provisional' } };
  const gasDay: MeterDay = { ...today, utility: 'gas' };

  it('becomes energy by the factor, and says that it was provisional', () => {
    const { consumption } = judgeReading(read(4000), last(1000), gasMeter, gasDay);
    expect(consumption).toMatchObject({ volumeDm3: 3000, energyWh: 34_837, gasFactor: { status: 'provisional' } });
  });

  it('is 17,400 kWh for 1,500 m3 at 11.6', () => {
    expect(energyOfGas(cubicDecimetre(1_500_000), { microKwhPerCubicMetre: 11_600_000, status: 'final' })).toBe(kwh(17_400));
  });

  it('is held without a factor', () => {
    expect(judgeReading(read(4000), last(1000), { ...gasMeter, gasFactor: null }, gasDay).verdict).toEqual({ kind: 'held', why: 'no_gas_factor' });
  });
});

describe('any reading', () => {
  it('never gives a negative use or more than the connection carries', () => {
    fc.assert(
      fc.property(fc.nat(kwh(999_999)), fc.nat(kwh(999_999)), fc.boolean(), (before, after, isEstimate) => {
        const { consumption } = judgeReading(read(after), last(before, { isEstimate }), meter, today);
        if (consumption === null) return;
        expect(consumption.energyWh).toBeGreaterThanOrEqual(0);
        expect(consumption.energyWh).toBeLessThanOrEqual(meter.maxDailyUse);
      }),
    );
  });
});
