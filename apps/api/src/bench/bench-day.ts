import { parseArgs } from 'node:util';
import { type BenchWorld, dayOf, median, morningAfter, openWorld, round2, runDeps, say } from './bench-world.js';
import { type Cost, costOf, diskBytes, fingerprint, hotUpdateShare } from './cost.js';
import { copyFile, settleDay, withFile } from './day-side.js';
import { wallNowMs } from '../adapters/clock/wall-clock.js';
import { requestRun, workRuns } from '../features/consumption/index.js';
import { paymentsDuringRun } from './payments-during-run.js';
import { payBetweenDays, restOfTheDay } from './paying-homes.js';

interface Pair {
  readonly copy: Cost;
  readonly day: Cost;
  /** What the day left on disk once vacuumed. */
  readonly diskBytes: number;
}

const MEASURED_PAIRS = 3;
const MONTH_DAYS = 30;

/**
 * Times the daily run, from the file to the release, against a COPY of the same file into a logged table with a primary
 * key, both in this run: shipped settings, application role with policies, a CHECKPOINT before each side, sides
 * interleaved, median of three pairs. The first pair warms up (empty tables, cold code) and is reported apart. Prints
 * one line of JSON at the end.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      accounts: { type: 'string', default: '130000' }, dir: { type: 'string', default: '/tmp' },
      payments: { type: 'boolean', default: true }, month: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const world = await openWorld(Number.parseInt(values.accounts, 10), values.dir);
  const cold = await pairOf(world, 0);
  const pairs: Pair[] = [];
  while (pairs.length < MEASURED_PAIRS) pairs.push(await pairOf(world, pairs.length + 1));
  const rerun = await rerunOf(world, MEASURED_PAIRS);
  const days = values.month ? await monthOf(world, [cold, ...pairs].map((pair) => pair.day)) : null;
  const figures = { accounts: world.accounts, ...ratiosOf(pairs, cold), ...costsOf(world, pairs) };
  const money = values.payments ? await paymentsDuringRun(world, days?.length ?? MEASURED_PAIRS + 1) : { paymentsDuringRunRatio: null, paymentsDuringRunP99Ms: null };
  console.log(
    JSON.stringify({
      ...figures, hotUpdateShare: round4(await hotUpdateShare(world)), peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
      ...money, rerunRatio: round4(rerun.ms / median(pairs.map((pair) => pair.day.ms))), rowsChangedByRerun: rerun.rowsChanged, ...monthFigures(days),
    }),
  );
  await world.close();
}

async function pairOf(world: BenchWorld, index: number): Promise<Pair> {
  let pair: Pair | undefined;
  await withFile(world, index, async (file, day) => {
    const copy = await costOf(world, () => copyFile(world, file));
    const diskBefore = await diskBytes(world);
    const cost = await costOf(world, () => settleDay(world, file, day));
    await restOfTheDay(world);
    pair = { copy, day: cost, diskBytes: (await diskBytes(world)) - diskBefore };
    await payBetweenDays(world, day);
    say(`${day}: COPY ${Math.round(copy.ms)} ms, day ${Math.round(pair.day.ms)} ms = ${round2(pair.day.ms / copy.ms)} x; by CPU ${ratioOfCpu(pair)} x`);
  });
  return pair as Pair;
}

function ratiosOf(pairs: readonly Pair[], cold: Pair) {
  const ratio = (pair: Pair): number => pair.day.ms / pair.copy.ms;
  return {
    ratioToCopyWithPrimaryKey: round2(median(pairs.map(ratio))), ratios: pairs.map((pair) => round2(ratio(pair))),
    ratioOfCpuToCopy: round2(median(pairs.map((pair) => ratioOfCpu(pair) ?? 0))), coldRatio: round2(ratio(cold)),
    copyMs: pairs.map((pair) => Math.round(pair.copy.ms)), dayMs: pairs.map((pair) => Math.round(pair.day.ms)),
  };
}

function ratioOfCpu({ copy, day }: Pair): number | null {
  return copy.cpuSeconds === null || day.cpuSeconds === null ? null : round2(day.cpuSeconds / copy.cpuSeconds);
}

function costsOf({ accounts }: BenchWorld, pairs: readonly Pair[]) {
  const perAccount = (value: (cost: Cost) => number): number => median(pairs.map((pair) => value(pair.day))) / accounts;
  return {
    microsecondsPerAccount: round2(perAccount((cost) => cost.ms * 1000)), cpuMicrosecondsPerAccount: round2(perAccount((cost) => (cost.cpuSeconds ?? 0) * 1e6)),
    growthPerAccount: null, walBytesPerAccount: Math.round(perAccount((cost) => cost.walBytes)),
    diskBytesPerAccount: Math.round(perDayOnDisk(pairs) / accounts),
  };
}

/** An even number of days: what is taken off the stage leaves room that only the day after next takes. */
function perDayOnDisk(pairs: readonly Pair[]): number {
  const last = pairs.slice(pairs.length % 2);
  return last.reduce((sum, pair) => sum + pair.diskBytes, 0) / last.length;
}

/** The run of a day that is done is asked for and worked again: it must change nothing. */
async function rerunOf(world: BenchWorld, index: number): Promise<{ ms: number; rowsChanged: number }> {
  const before = await fingerprint(world);
  const { application, tenant: { tenantId } } = world;
  const { ms } = await costOf(world, async () => {
    await requestRun(application, tenantId, dayOf(index), morningAfter(dayOf(index)), wallNowMs());
    await workRuns(runDeps(application), tenantId, morningAfter(dayOf(index)));
  });
  return { ms, rowsChanged: (await fingerprint(world)) - before };
}

/** Goes on, day after day without a COPY between, until a month is settled. */
async function monthOf(world: BenchWorld, first: readonly Cost[]): Promise<Cost[]> {
  const days = [...first];
  while (days.length < MONTH_DAYS)
    await withFile(world, days.length, async (file, day) => {
      days.push(await costOf(world, () => settleDay(world, file, day)));
      await restOfTheDay(world);
      await payBetweenDays(world, day);
    });
  return days;
}

/** Three days at each end, because one alone is a throw of dice; by the clock and by CPU time. */
function monthFigures(days: readonly Cost[] | null) {
  if (days === null) return { day30ToDay1: null };
  const atEnds = (value: (cost: Cost) => number): number => round2(median(days.slice(-3).map(value)) / median(days.slice(0, 3).map(value)));
  return { day30ToDay1: atEnds((cost) => cost.ms), cpuDay30ToDay1: atEnds((cost) => cost.cpuSeconds ?? 0) };
}

function round4(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

await bench();
