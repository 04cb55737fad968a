import { parseArgs } from 'node:util';

/** What a simulation is asked for. */
export interface SimulationOptions {
  readonly seed: number;
  readonly homes: number;
  readonly days: number;
  /** Only the last line, as JSON. */
  readonly isQuiet: boolean;
}

const MOST = { seed: 2 ** 31, homes: 900, days: 800 } as const;

/** Reads the command line; a text says what is wrong with it. */
export function readOptions(words: readonly string[], anySeed: () => number): SimulationOptions | string {
  const { values } = parseArgs({
    args: [...words],
    options: { seed: { type: 'string' }, homes: { type: 'string', default: '20' }, days: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } },
  });
  const [homes, days] = [whole('homes', values.homes), whole('days', values.days)];
  const seed = values.seed === undefined ? anySeed() : whole('seed', values.seed);
  for (const value of [seed, homes, days]) if (typeof value === 'string') return value;
  return { seed: seed as number, homes: homes as number, days: days as number, isQuiet: values.json };
}

function whole(name: keyof typeof MOST, text: string): number | string {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= MOST[name] ? value : `--${name} must be a whole number from 1 to ${MOST[name]}`;
}
