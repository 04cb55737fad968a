import type { Schema } from '@tegoed/api-client';
import { supplyDayFrom } from '@tegoed/prepayment-engine';
import type { Api } from './api.js';
import { commandLineOf } from './command-line.js';
import { asJson, done, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf, suppliersFor } from './suppliers.js';
import { progressBar } from './terminal.js';

export const RUN_USAGE = 'tegoed run day <date> [--tenant NAME] [--json]';

type DailyRun = Schema<'DailyRun'>;

const POLL_MS = 300;
const UNFINISHED: ReadonlySet<string> = new Set(['ranges', 'fleet_check']);

/** `tegoed run day`: settles a day and waits until it is released, with a bar that shows how far it is. */
export async function runDay(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const line = commandLineOf(argv, 2);
  const [what, day] = line.kind === 'read' ? line.words : [];
  if (line.kind === 'wrong' || what !== 'day' || day === undefined) return failed('wrongCommand', `Usage: ${RUN_USAGE}`);
  if (supplyDayFrom(day) === null) return failed('wrongCommand', `${day} is no day: give a date such as 2026-11-22.`);
  const suppliers = await suppliersFor(setting, line.tenant, 'one');
  if (suppliers.kind === 'failed') return suppliers.outcome;
  const { api } = suppliers.suppliers[0];
  const asked = await api.post<DailyRun>('/v1/daily-runs', { json: { day } });
  if (asked.kind !== 'answered') return failureOf(asked);
  return follow(api, asked.body, setting, line.json);
}

async function follow(api: Api, asked: DailyRun, { paint, progress, pause }: Setting, json: boolean): Promise<Outcome> {
  let run = asked;
  while (UNFINISHED.has(run.state)) {
    progress.show(progressOfRun(run));
    await pause(POLL_MS);
    const answer = await api.get<DailyRun>(`/v1/daily-runs/${run.id}`);
    if (answer.kind !== 'answered') return failureOf(answer);
    run = answer.body;
  }
  progress.end();
  const out = json ? asJson(run) : `${summaryOfRun(run)}\n`;
  if (run.state === 'released') return done(out);
  return { exitCode: 1, out: json ? out : '', err: `${paint.bad(`The run of ${run.day} is ${run.state}`)}: ${run.why ?? 'the worker log tells why'}.\n` };
}

/** How far a run is: bar, accounts, accounts per second and the time that remains. */
export function progressOfRun(run: DailyRun): string {
  const share = run.accountsTotal === 0 ? 0 : run.accountsDone / run.accountsTotal;
  const left = run.remainingSeconds === null ? '' : `, ${run.remainingSeconds} s left`;
  return `${run.day} ${progressBar(share)} ${run.accountsDone}/${run.accountsTotal} accounts, ${run.accountsPerSecond}/s${left}`;
}

/** What a finished run did, in one line. */
export function summaryOfRun(run: DailyRun): string {
  return (
    `${run.day} ${run.state}: ${run.accountsDone} accounts, ${run.read} read, ${run.rated} rated, ${run.estimated} estimated, ${run.missing} missing, ` +
    `${run.held} held, ${run.rejected} rejected; wishes for less supply ${run.wishesLess}, for more ${run.wishesMore}; ${run.notices} notices.${reasonsOf(run)}`
  );
}

function reasonsOf({ reasons }: DailyRun): string {
  return reasons.length === 0 ? '' : ` Not simply rated: ${reasons.map(({ reason, readings }) => `${reason} ${readings}`).join(', ')}.`;
}
