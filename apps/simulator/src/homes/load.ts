import { dayOfYear, hoursOf, weekday } from '../calendar/supply-day.js';
import { draw } from '../chance/draw.js';
import type { Home } from './home.js';

/** Wanted use per clock hour of a day in the meter's unit (Wh or dm3); negative = more sun than use. */
export type DayLoad = readonly number[];

/** Share of a day's electricity per local hour: low at night, a bump at breakfast, the peak at supper. */
const EVENING_SHAPE = [2, 2, 2, 2, 2, 2, 3, 5, 5, 4, 4, 4, 5, 5, 4, 4, 4, 6, 8, 8, 7, 6, 4, 2];
/** Share of a day's heating: the house is warmed up in the morning and in the evening. */
const HEATING_SHAPE = [1, 1, 1, 1, 1, 3, 8, 9, 7, 4, 3, 3, 3, 3, 3, 4, 6, 8, 9, 8, 6, 4, 2, 1];
const NIGHT_SHAPE = [6, 6, 5, 5, 4, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 6];
const SUN_SHAPE = [0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 9, 11, 12, 12, 11, 9, 6, 3, 1, 0, 0, 0, 0, 0];

/**
 * What the people of a home would use on a supply day if supply were on, per clock hour (23 or 25 on the
 * days the clock changes). Repeatable: the same seed, EAN and day give the same numbers.
 */
export function dayLoad(seed: string, home: Home, day: string): DayLoad {
  switch (home.utility) {
    case 'electricity': return electricityLoad(seed, home, day);
    case 'gas': return spread(day, gasOfDay(seed, home.ean, day), HEATING_SHAPE);
    case 'exclusive_night': return spread(day, coldness(seed, day) * (600 + 500 * draw(seed, home.ean, 'night')), NIGHT_SHAPE);
  }
}

/** Mean outside temperature of the day in degrees Celsius: a year's curve with spells of three days. */
export function temperature(seed: string, day: string): number {
  const season = 10.5 - 7.5 * Math.cos((2 * Math.PI * (dayOfYear(day) - 20)) / 365);
  const spell = draw(seed, 'weather', Math.floor(dayOfYear(day) / 3), day.slice(0, 4)) - 0.5;
  return season + 6 * spell + 2 * (draw(seed, 'day', day) - 0.5);
}

function electricityLoad(seed: string, home: Home, day: string): DayLoad {
  const yearWh = 1_500_000 + 2_200_000 * draw(seed, home.ean, 'year');
  const season = 1 + 0.18 * Math.cos((2 * Math.PI * (dayOfYear(day) - 15)) / 365);
  const atHome = weekday(day) >= 6 ? 1.12 : 0.96;
  const mood = 0.8 + 0.4 * draw(seed, home.ean, day);
  const use = spread(day, (yearWh / 365) * season * atHome * mood, EVENING_SHAPE);
  if (!home.solar) return use;
  const sun = spread(day, sunOfDay(seed, home.ean, day), SUN_SHAPE);
  return use.map((energyWh, hour) => energyWh - (sun[hour] ?? 0));
}

function sunOfDay(seed: string, ean: string, day: string): number {
  const peakKw = 2.5 + 2.5 * draw(seed, ean, 'roof');
  const season = 2.6 - 2.1 * Math.cos((2 * Math.PI * (dayOfYear(day) + 10)) / 365);
  return 1000 * peakKw * season * (0.25 + 1.2 * draw(seed, 'sky', day));
}

function gasOfDay(seed: string, ean: string, day: string): number {
  const kitchen = 120 + 250 * draw(seed, ean, 'kitchen');
  return kitchen + coldness(seed, day) * (220 + 320 * draw(seed, ean, 'walls')) * (0.85 + 0.3 * draw(seed, ean, day));
}

function coldness(seed: string, day: string): number {
  return Math.max(0, 16.5 - temperature(seed, day));
}

function spread(day: string, total: number, shape: readonly number[]): number[] {
  const sum = shape.reduce((all, part) => all + part, 0);
  return hoursOf(day).map(({ localHour }) => Math.round((total * (shape[localHour] ?? 0)) / sum));
}
