import fc from 'fast-check';
import { expect, it } from 'vitest';

import { addDays, hoursOf, startOfDay } from '../calendar/supply-day.js';
import type { Supply } from '../meters/meter.js';
import { habitOf } from './habit.js';
import type { Home, Registers, Utility } from './home.js';
import { dayLoad, temperature } from './load.js';
import { addUse, registersAfter } from './use.js';

const ZERO: Registers = { offtake1: 0, offtake2: 0, injection1: 0, injection2: 0 };

function home(utility: Utility, more: Partial<Home> = {}): Home {
  return {
    accountId: 'a', tenantId: 't', ean: '541448800000000017', reference: '120000010076', utility, meterSerial: 'M', gasThroughSerial: null,
    solar: false, contractFrom: '2026-01-01', customer: { name: 'An Proefstra', phone: null, email: null, language: 'nl' }, address: 'Kouterstraat 2, 9240 Zele', ...more,
  };
}

const sumOf = (registers: Registers) => registers.offtake1 + (registers.offtake2 ?? 0);
const overDay = (supply: Supply, one: Home, day: string) => registersAfter('seed', one, supply, ZERO, startOfDay(day), startOfDay(addDays(day, 1)));

it('gives the same load for the same seed, home and day, and another one for another seed', () => {
  expect(dayLoad('seed', home('electricity'), '2026-03-10')).toEqual(dayLoad('seed', home('electricity'), '2026-03-10'));
  expect(dayLoad('other', home('electricity'), '2026-03-10')).not.toEqual(dayLoad('seed', home('electricity'), '2026-03-10'));
});

it('uses what a Belgian home uses: 1500-4500 kWh and 300-2500 m3 a year, most gas in winter', () => {
  const year = (utility: Utility) => Array.from({ length: 73 }, (_, index) => addDays('2026-01-01', index * 5))
    .reduce((sum, day) => sum + 5 * sumOf(overDay('on', home(utility), day)), 0) / 1000;
  expect(year('electricity')).toBeGreaterThan(1_400);
  expect(year('electricity')).toBeLessThan(4_500);
  expect(year('gas')).toBeGreaterThan(300);
  expect(year('gas')).toBeLessThan(2_500);
  expect(sumOf(overDay('on', home('gas'), '2026-01-20'))).toBeGreaterThan(3 * sumOf(overDay('on', home('gas'), '2026-07-20')));
  expect(temperature('seed', '2026-01-20')).toBeLessThan(temperature('seed', '2026-07-20'));
});

it('lets use follow supply: nothing when off, ready or tripped, at most 2.3 kW when limited', () => {
  for (const supply of ['off', 'ready', 'tripped'] as const) expect(overDay(supply, home('electricity'), '2026-01-10')).toEqual(ZERO);
  const heater = home('exclusive_night');
  const day = '2026-01-10';
  expect(Math.max(...dayLoad('seed', heater, day))).toBeGreaterThan(0);
  const limited = sumOf(overDay('limited', heater, day));
  expect(limited).toBe(dayLoad('seed', heater, day).reduce((sum, hour) => sum + Math.min(hour, 2_300), 0));
  expect(limited).toBeLessThanOrEqual(sumOf(overDay('on', heater, day)));
});

it('splits day and night, and feeds sun back into the injection registers only', () => {
  const workday = overDay('on', home('electricity'), '2026-01-14');
  expect(workday.offtake1).toBeGreaterThan(0);
  expect(workday.offtake2).toBeGreaterThan(0);
  expect(overDay('on', home('electricity'), '2026-01-17').offtake1).toBe(0);
  const sunny = overDay('on', home('electricity', { solar: true }), '2026-06-24');
  expect(sunny.injection1).toBeGreaterThan(0);
  expect(addUse({ offtake1: 5, offtake2: null, injection1: null, injection2: null }, -3, true)).toEqual({ offtake1: 5, offtake2: null, injection1: null, injection2: null });
});

it('knows days of 23 and 25 hours', () => {
  expect([hoursOf('2026-03-29').length, hoursOf('2026-10-25').length, hoursOf('2026-11-02').length]).toEqual([23, 25, 24]);
  expect(hoursOf('2026-10-25').filter(({ localHour }) => localHour === 2)).toHaveLength(2);
});

it('never lets a register fall and gives the same sum however time is cut', () => {
  fc.assert(fc.property(
    fc.constantFrom<Utility>('electricity', 'gas', 'exclusive_night'), fc.boolean(), fc.integer({ min: 0, max: 700 }),
    fc.array(fc.integer({ min: 0, max: 3 * 86_400 }), { maxLength: 8 }),
    (utility, solar, dayIndex, cuts) => {
      const one = home(utility, { solar });
      const from = startOfDay(addDays('2026-01-01', dayIndex));
      const until = from + 3 * 86_400_000;
      const points = [from, ...cuts.sort((a, b) => a - b).map((second) => from + second * 1000), until];
      let registers = ZERO;
      for (const [index, point] of points.slice(1).entries()) {
        const next = registersAfter('seed', one, 'on', registers, points[index] ?? from, point);
        expect(next.offtake1).toBeGreaterThanOrEqual(registers.offtake1);
        expect(next.injection1).toBeGreaterThanOrEqual(registers.injection1 ?? 0);
        registers = next;
      }
      expect(registers).toEqual(registersAfter('seed', one, 'on', ZERO, from, until));
    }), { numRuns: 60 });
});

it('gives about one home in sixteen the habit of letting it run out', () => {
  const habits = Array.from({ length: 1000 }, (_, index) => habitOf('seed', home('gas', { ean: `5414488000${String(index).padStart(8, '0')}` }), 0.06));
  const rare = habits.filter((habit) => habit === 'rarely').length;
  expect(rare).toBeGreaterThan(30);
  expect(rare).toBeLessThan(95);
});
