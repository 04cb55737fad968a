// `npm run bench:day -- --accounts 130000`: the daily run against a COPY of the same file. From a million homes on, a
// tenth of them is measured first, for the cost per account of the small and the large run and for thirty days in a row.
// Options: --accounts N, --no-month (not thirty days in a row), --no-payments, --growth or --no-growth, --dir FOLDER.
import { parseArgs } from 'node:util';
import { withBenchCluster } from './bench/cluster.mjs';
import { houseProcesses } from './start/processes.mjs';

const MILLION = 1_000_000;
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '130000' }, dir: { type: 'string' },
    payments: { type: 'boolean', default: true }, month: { type: 'boolean', default: true }, growth: { type: 'boolean' },
  },
  allowNegative: true,
});
const accounts = Number.parseInt(values.accounts, 10);
const growth = values.growth ?? accounts >= MILLION;
/** The heap of the worker as it is shipped: without a limit Node lets garbage lie as long as the machine has room. */
const HEAP = `--max-old-space-size=${houseProcesses.find(({ name }) => name === 'worker').memoryMb}`;
const onOrOff = (name, on) => (on ? `--${name}` : `--no-${name}`);

await withBenchCluster(values.dir, async ({ folder, bench }) => {
  const measure = async (database, homes, switches) => JSON.parse(await bench('bench-day', ['--accounts', String(homes), '--dir', folder, ...switches], database, [HEAP]));
  const small = growth ? await measure('tegoed_small', Math.round(accounts / 10), [onOrOff('month', values.month), '--no-payments']) : null;
  const large = await measure('tegoed', accounts, [onOrOff('month', values.month && small === null), onOrOff('payments', values.payments)]);
  if (small !== null) console.log(JSON.stringify(compared(large, small)));
});

/** The figures of the large run with what only the pair of runs can tell. */
function compared(large, small) {
  const times = (field) => Math.round((large[field] / small[field]) * 100) / 100;
  const { day30ToDay1, cpuDay30ToDay1 } = small;
  return { ...large, growthPerAccount: times('microsecondsPerAccount'), cpuGrowthPerAccount: times('cpuMicrosecondsPerAccount'), day30ToDay1, cpuDay30ToDay1, small };
}
