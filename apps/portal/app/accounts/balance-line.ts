import { Temporal } from 'temporal-polyfill';
import { microEuroOf } from '../format/decimal.js';
import type { DayBalance } from './balance-history.js';

export type BalanceLine = { readonly path: string; readonly area: string; readonly zeroY: number; readonly endX: number; readonly endY: number };

export const chartWidth = 600;
export const chartHeight = 180;
const margin = 10;

/**
 * Where each balance stands in the picture: days apart by the calendar, euros in whole pixels by
 * integer division, zero always inside. A balance stays until the next one, so the line has steps.
 */
export function balanceLine(balances: readonly DayBalance[]): BalanceLine | null {
  const first = balances[0];
  const last = balances.at(-1);
  if (first === undefined || last === undefined || first.day === last.day) return null;

  const amounts = balances.map((balance) => microEuroOf(balance.balanceEuro) ?? 0n);
  const top = amounts.reduce((most, amount) => (amount > most ? amount : most), 0n);
  const bottom = amounts.reduce((least, amount) => (amount < least ? amount : least), 0n);
  const span = top === bottom ? 1n : top - bottom;
  const yOf = (amount: bigint) => margin + Number(((top - amount) * BigInt(chartHeight - 2 * margin)) / span);
  const daysApart = (to: string) => Temporal.PlainDate.from(first.day).until(to).days;
  const xOf = (day: string) => Math.round(margin + (daysApart(day) * (chartWidth - 2 * margin)) / daysApart(last.day));

  const steps = balances.map(({ day }, index) => ({ x: xOf(day), y: yOf(amounts[index] ?? 0n) }));
  const path = steps.map(({ x, y }, index) => (index === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('');
  const zeroY = yOf(0n);
  const end = steps.at(-1) ?? { x: margin, y: zeroY };
  return { path, area: `${path}V${zeroY}H${margin}Z`, zeroY, endX: end.x, endY: end.y };
}
