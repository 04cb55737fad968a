// `npm run bench:payments`, `npm run bench:bank-file`, `npm run bench:reconnect`: a benchmark of apps/api/src/bench on a
// cluster of its own; what follows on the command line is passed on to it.
import process from 'node:process';
import { withBenchCluster } from './bench/cluster.mjs';

// The heap of the API's process under `npm start`: what it needs is measured as it is shipped.
process.env.NODE_OPTIONS ??= '--max-old-space-size=256';
const [entry, ...programArguments] = process.argv.slice(2);
await withBenchCluster(undefined, async ({ bench }) => void (await bench(entry, programArguments)));
