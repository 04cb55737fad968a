import { draw, drawOne } from '../draw.ts';
import { dayAfter } from './calendar.ts';

/** What goes wrong outside, as shares between 0 and 1: the body of POST /control/faults of the simulator. */
export type FaultShares = Readonly<Record<string, number>>;

/** The faults of a seed: each meter and each order may fail, messages get lost, people pay at the worst moment. */
export function faultShares(seed: number): FaultShares {
  const between = (low: number, high: number, what: string): number => low + (high - low) * draw(seed, 'fault', what);
  return {
    unreachableShare: between(0.01, 0.1, 'unreachable'),
    orderFaultShare: between(0.1, 0.4, 'order'),
    firstOrderFailsShare: between(0.05, 0.2, 'first order'),
    lostReplyShare: between(0.02, 0.1, 'lost reply'),
    readingMissingShare: between(0.01, 0.06, 'gap'),
    readingEstimatedShare: between(0.01, 0.05, 'estimate'),
    readingCorrectedShare: between(0.005, 0.03, 'correction'),
    undeliveredShare: between(0.02, 0.1, 'undelivered'),
    outageShare: between(0.01, 0.05, 'outage'),
    wrongClockShare: between(0.02, 0.1, 'clock'),
    deliveredTwiceShare: between(0.05, 0.2, 'twice'),
    paysAtOrderShare: between(0.15, 0.4, 'pays at order'),
    paysWhenDarkShare: 0.85,
    carelessShare: between(0.2, 0.35, 'careless'),
  };
}

/** First days of short simulations: no season, the long day and the gas season, winter, the short day and Easter. */
const SHORT_STARTS = ['2026-09-07', '2026-10-12', '2026-12-07', '2026-03-16'] as const;
const LONG_DAYS = 60;

/** The first supply day of a seed; a long simulation begins anywhere in a year. */
export function firstDay(seed: number, days: number): string {
  if (days < LONG_DAYS) return SHORT_STARTS[seed % SHORT_STARTS.length] ?? SHORT_STARTS[0];
  return dayAfter('2026-03-02', Math.floor(draw(seed, 'first day') * 300));
}

/** A process of the house that is killed without warning, at a step that it is about to make. */
export interface Kill {
  readonly process: 'http' | 'worker';
  readonly point: KillPoint;
  /** How many times the point is passed before. */
  readonly after: number;
}

const KILL_POINTS = ['before_commit', 'after_commit', 'before_request', 'after_request'] as const;
export type KillPoint = (typeof KILL_POINTS)[number];

const KILL_SHARE = 0.2;

/** The kill of a day, or null on most days. */
export function killOn(seed: number, day: string): Kill | null {
  if (draw(seed, day, 'kill') >= KILL_SHARE) return null;
  const process = drawOne(['worker', 'worker', 'http'] as const, seed, day, 'killed');
  const point = drawOne(process === 'http' ? KILL_POINTS.slice(0, 2) : KILL_POINTS, seed, day, 'point');
  return { process, point, after: Math.floor(draw(seed, day, 'after') * (point.endsWith('commit') ? 60 : 15)) };
}
