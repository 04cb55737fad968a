import { HOUR_MS, addDays, dayOf, hoursOf, isNightRate, startOfDay } from '../calendar/supply-day.js';
import type { Supply } from '../meters/meter.js';
import type { Home, Registers } from './home.js';
import { dayLoad } from './load.js';

/** 10 A at 230 V: the most a limited home can use in one hour, in Wh. */
export const LIMITED_WH_PER_HOUR = 2_300;

/**
 * The registers after the people of a home lived from `fromMs` to `untilMs` under one unchanged supply.
 * Off, ready and tripped use nothing; limited is capped at 2.3 kW; registers never fall.
 */
export function registersAfter(
  seed: string, home: Home, supply: Supply, registers: Registers, fromMs: number, untilMs: number,
): Registers {
  if (supply !== 'on' && supply !== 'limited') return registers;
  let after = registers;
  for (let day = dayOf(fromMs); startOfDay(day) < untilMs; day = addDays(day, 1)) {
    const load = dayLoad(seed, home, day);
    hoursOf(day).forEach((hour, index) => {
      const used = usedWithin(capped(load[index] ?? 0, supply), hour.startMs, fromMs, untilMs);
      if (used !== 0) after = addUse(after, used, isNightRate(day, hour.localHour));
    });
  }
  return after;
}

/** Adds an amount used at once (positive: taken, negative: injected) to the register of the rate that runs. */
export function addUse(registers: Registers, amount: number, night: boolean): Registers {
  if (amount >= 0) {
    return night && registers.offtake2 !== null
      ? { ...registers, offtake2: registers.offtake2 + amount }
      : { ...registers, offtake1: registers.offtake1 + amount };
  }
  if (registers.injection1 === null) return registers;
  return night && registers.injection2 !== null
    ? { ...registers, injection2: registers.injection2 - amount }
    : { ...registers, injection1: registers.injection1 - amount };
}

function capped(hourAmount: number, supply: Supply): number {
  return supply === 'limited' ? Math.min(hourAmount, LIMITED_WH_PER_HOUR) : hourAmount;
}

// The part of an hour is a difference of two floors, so that any way of cutting the hour gives the same sum.
function usedWithin(hourAmount: number, hourMs: number, fromMs: number, untilMs: number): number {
  const from = Math.min(Math.max(fromMs - hourMs, 0), HOUR_MS);
  const until = Math.min(Math.max(untilMs - hourMs, 0), HOUR_MS);
  if (until <= from) return 0;
  return Math.floor((hourAmount * until) / HOUR_MS) - Math.floor((hourAmount * from) / HOUR_MS);
}
