import fs from 'node:fs';
import path from 'node:path';
import { from as copyFrom } from 'pg-copy-streams';
import type { SupplyDay } from '@tegoed/prepayment-engine';
import { monotonicMs, wallNowMs } from '../adapters/clock/wall-clock.js';
import { requestRun, takeReadings, workRuns } from '../features/consumption/index.js';
import { type BenchWorld, dayOf, morningAfter, runDeps, say } from './bench-world.js';
import { readingsFile } from './population.js';

/** Our side: the file is taken, the run is opened, worked through, checked and released. Throws unless it was released. */
export async function settleDay({ application, tenant: { tenantId } }: BenchWorld, file: string, day: SupplyDay): Promise<void> {
  const marks = [monotonicMs()];
  const mark = (): number => marks.push(monotonicMs());
  const taken = await takeReadings(application, tenantId, fs.readFileSync(file), morningAfter(day));
  mark();
  await requestRun(application, tenantId, day, morningAfter(day), wallNowMs());
  mark();
  const [report] = await workRuns(runDeps(application), tenantId, morningAfter(day));
  mark();
  if (report?.verdict.kind !== 'release') throw new Error(`the day was not released: ${JSON.stringify(report?.verdict)}`);
  const [take, open, run] = marks.slice(1).map((at, i) => Math.round(at - (marks[i] as number)));
  say(`  ${day}: ${taken.accepted} registers taken in ${take} ms, opened in ${open} ms, run in ${run} ms; ${JSON.stringify(report.counts)}`);
}

/** The other side: the same file by COPY into a logged table with a primary key, on one connection. */
export async function copyFile({ admin }: BenchWorld, file: string): Promise<void> {
  const stream = admin.query(copyFrom(`copy copied_reading from stdin with (format csv, delimiter ';', header true)`));
  fs.createReadStream(file, { highWaterMark: 1 << 20 }).pipe(stream);
  await new Promise((resolve, reject) => stream.once('finish', resolve).once('error', reject));
}

/** Writes the register file of a day, hands it to `work` and takes it away again. */
export async function withFile({ accounts, folder }: BenchWorld, index: number, work: (file: string, day: SupplyDay) => Promise<void>): Promise<void> {
  const day = dayOf(index);
  const file = path.join(folder, `tegoed-bench-${process.pid}-${day}.csv`);
  const out = fs.openSync(file, 'w');
  let block = '';
  for (const line of readingsFile(accounts, day, index)) {
    block += line;
    if (block.length < 1 << 20) continue;
    fs.writeSync(out, block);
    block = '';
  }
  fs.writeSync(out, block);
  fs.closeSync(out);
  try {
    await work(file, day);
  } finally {
    fs.rmSync(file);
  }
}
