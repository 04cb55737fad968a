import { addDays, weekday } from '../calendar/supply-day.js';
import { draw, drawInteger } from '../chance/draw.js';
import { dayLoad } from './load.js';
import type { Home } from './home.js';

/** When a household thinks of its energy balance. `rarely` homes let it run out. */
export type Habit = 'weekly' | 'benefit_day' | 'when_warned' | 'rarely';
/** Where a household pays. */
export type PayChannel = 'transfer' | 'terminal' | 'cash';
/** What can go wrong when a person types a reference. */
export type Mistake = 'free_text' | 'wrong_check_digit' | 'unknown_reference';

/** The habit of a home, fixed by its EAN; `carelessShare` of all homes (one in sixteen as shipped) let the balance run out. */
export function habitOf(seed: string, home: Home, carelessShare: number): Habit {
  const luck = draw(seed, home.ean, 'habit');
  if (luck < carelessShare) return 'rarely';
  if (luck < carelessShare + 0.2) return 'when_warned';
  return luck < 0.6 ? 'benefit_day' : 'weekly';
}

/** The channel of a home, fixed by its EAN. */
export function channelOf(seed: string, home: Home): PayChannel {
  const luck = draw(seed, home.ean, 'channel');
  if (luck < 0.55) return 'transfer';
  return luck < 0.85 ? 'terminal' : 'cash';
}

/** Days that have to be bridged by a payment on this day, or null when the household does not think of it today. */
export function daysToBridge(seed: string, home: Home, day: string, carelessShare: number): number | null {
  switch (habitOf(seed, home, carelessShare)) {
    case 'weekly': return weekday(day) === drawInteger(1, 6, seed, home.ean, 'payday') ? 10 : null;
    case 'benefit_day': return Number(day.slice(8)) === drawInteger(4, 27, seed, home.ean, 'payday') ? 36 : null;
    case 'when_warned': return weekday(day) === 5 && draw(seed, home.ean, day, 'thinks') < 0.4 ? 9 : null;
    case 'rarely': return draw(seed, home.ean, day, 'thinks') < 0.04 ? 3 : null;
  }
}

/**
 * What a household believes the coming days will cost, in euro cents. A guess of an ordinary person from
 * last bills, made apart from any tariff: about 0.33 EUR/kWh and 1.00 EUR/m3, and a fixed part per day.
 */
export function expectedCostCents(seed: string, home: Home, day: string, days: number): number {
  const taken = dayLoad(seed, home, addDays(day, 1)).reduce((sum, hour) => sum + Math.max(0, hour), 0);
  const perDay = home.utility === 'gas' ? 30 + taken / 10 : 45 + (taken * 33) / 1000;
  return Math.round(perDay * days);
}

/** Rounded up to whole notes of five euros, at least ten euros: people seldom transfer 13.47. */
export function roundedPaymentCents(neededCents: number): number {
  return Math.max(1_000, Math.ceil(neededCents / 500) * 500);
}

/** The slip a person makes in the communication of a transfer, or null (nearly always). */
export function mistakeOf(seed: string, home: Home, day: string): Mistake | null {
  const luck = draw(seed, home.ean, day, 'slip');
  if (luck < 0.06) return 'free_text';
  if (luck < 0.075) return 'wrong_check_digit';
  return luck < 0.085 ? 'unknown_reference' : null;
}
