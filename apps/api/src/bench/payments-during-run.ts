import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BenchWorld, dayOf, morningAfter, round2, say } from './bench-world.js';
import { settleDay, withFile } from './day-side.js';
import type { PaymentsSeen } from './payments-load.js';

const ALONE_MS = 5_000;

/** Payments by the real path, first alone and then while a day is settled. */
export async function paymentsDuringRun(world: BenchWorld, index: number): Promise<{ paymentsDuringRunRatio: number; paymentsDuringRunP99Ms: number; paymentsPerSecond: number; paymentsPerSecondDuringRun: number }> {
  const load = await startLoad(world, index);
  const alone = await stretchOf(load, () => pause(ALONE_MS));
  let during = alone;
  await withFile(world, index, async (file, day) => void (during = await stretchOf(load, () => settleDay(world, file, day))));
  load.kill();
  say(`payments: ${Math.round(alone.perSecond)}/s alone, ${Math.round(during.perSecond)}/s during the run, p99 ${Math.round(during.p99Ms)} ms`);
  return {
    paymentsDuringRunRatio: round2(during.perSecond / alone.perSecond), paymentsDuringRunP99Ms: Math.round(during.p99Ms),
    paymentsPerSecond: Math.round(alone.perSecond), paymentsPerSecondDuringRun: Math.round(during.perSecond),
  };
}

async function startLoad({ accounts, tenant }: BenchWorld, index: number): Promise<ChildProcess> {
  const load = fork(path.join(import.meta.dirname, 'payments-load.js'), [tenant.tenantId, accounts, morningAfter(dayOf(index))].map(String));
  await once(load, 'message');
  // The first seconds of a process are spent on compiling it.
  await stretchOf(load, () => pause(1_000));
  return load;
}

async function stretchOf(load: ChildProcess, work: () => Promise<unknown>): Promise<PaymentsSeen> {
  load.send('begin');
  await work();
  const seen = once(load, 'message');
  load.send('end');
  return ((await seen) as [PaymentsSeen])[0];
}
