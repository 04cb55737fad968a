// `npm run simulate -- --seed N --homes 200 --days 365 --json`: a year of a town in minutes, with everything going wrong
// outside, and every invariant checked after each day. Ends with one line of JSON, and with 1 when something was violated.
import { randomInt } from 'node:crypto';
import { startSimulatedHouse } from './house/simulated-house.ts';
import { readOptions, type SimulationOptions } from './options.ts';
import { percentile } from './percentile.ts';
import { runSimulation, type SimulationResult } from './run-simulation.ts';
import { wordsOf } from './words.ts';

const LARGEST_ANY_SEED = 1_000_000;

async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const tell = (line: string): void => {
    if (!options.isQuiet) console.log(line);
  };
  tell(`seed ${String(options.seed)}: ${String(options.homes)} homes, ${String(options.days)} days`);
  const simulated = await startSimulatedHouse();
  const stop = (): void => void simulated.stop().finally(() => process.exit(1));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await runSimulation(simulated, { ...options, kills: true }, ({ day, seconds, cuts, restores, violations }) => {
      tell(`${day}  ${seconds.toFixed(1)} s  cuts ${String(cuts)}  restores ${String(restores)}`);
      for (const violation of violations) console.error(wordsOf(violation, options.seed));
    });
  } finally {
    await simulated.stop();
  }
}

const options = readOptions(process.argv.slice(2), () => randomInt(1, LARGEST_ANY_SEED));
if (typeof options === 'string') {
  console.error(options);
  process.exit(2);
}
const startedAt = performance.now();
const { violations, paidToOnSeconds, faults, killed, ...figures } = await simulate(options);
const faultsInjected = Object.values(faults).reduce((sum, count) => sum + count, 0) + killed;
console.log(JSON.stringify({
  ...figures, faults: { ...faults, killed }, homes: options.homes, days: options.days, minutes: Number(((performance.now() - startedAt) / 60_000).toFixed(1)),
  seed: options.seed, violations: violations.length, faultsInjected,
  paidToOnMeasured: paidToOnSeconds.length, paidToOnSecondsP50: percentile(paidToOnSeconds, 0.5), paidToOnSecondsP99: percentile(paidToOnSeconds, 0.99),
}));
process.exit(violations.length === 0 ? 0 : 1);
