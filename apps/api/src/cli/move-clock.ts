import type { Clock } from '../features/sandbox/index.js';
import { instantOf } from '../adapters/clock/wall-clock.js';
import { apiAt, type Api } from './api.js';
import { commandLineOf } from './command-line.js';
import { asJson, done, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf } from './suppliers.js';
import { progressBar } from './terminal.js';

export const CLOCK_USAGE = 'tegoed clock advance <7d, 36h, 90m or an instant> | tegoed clock show [--json]';

const POLL_MS = 500;
/** A busy night may take a while at one stop; longer than this nobody is moving the clock. */
const STUCK_AFTER_MS = 180_000;
const SILENT_AFTER_MS = 30_000;

/** How a move of a clock ended. */
export type ClockMoved = { readonly kind: 'arrived'; readonly clock: Clock } | { readonly kind: 'failed'; readonly outcome: Outcome };

/** `tegoed clock`: shows the clock of the sandbox, or moves it and waits until it has arrived. */
export async function moveClock(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const { env } = setting;
  const action = argv[0];
  const line = commandLineOf(argv, action === 'show' ? 1 : 2);
  if (line.kind === 'wrong' || (action !== 'show' && action !== 'advance')) return failed('wrongCommand', `Usage: ${CLOCK_USAGE}`);
  const key = env.SANDBOX_KEY ?? env.TEGOED_API_KEY;
  if (key === undefined) return failed('wrongCommand', 'Only a sandbox has a clock: start one with npm start, or set SANDBOX_KEY.');
  const api = apiAt(env.API_URL, key);
  const [, target] = line.words;
  if (target === undefined) {
    const answer = await api.get<Clock>('/v1/sandbox/clock');
    if (answer.kind !== 'answered') return failureOf(answer);
    return done(line.json ? asJson(answer.body) : clockText(answer.body));
  }
  const moved = await advanceAndWait(api, setting, instantOf(target) === null ? { duration: target } : { until: target }, null);
  if (moved.kind === 'failed') return moved.outcome;
  return done(line.json ? asJson(moved.clock) : clockText(moved.clock));
}

/** Asks for a move and polls until the clock stands at its target. A world of null is the default one. */
export async function advanceAndWait(api: Api, setting: Setting, move: { duration: string } | { until: string }, world: string | null): Promise<ClockMoved> {
  const asked = await api.post<Clock>('/v1/sandbox/clock/advance', { json: { ...move, ...(world === null ? {} : { world }) } });
  if (asked.kind !== 'answered') return { kind: 'failed', outcome: failureOf(asked) };
  return waitForClock(api, setting, asked.body);
}

/**
 * Follows a moving clock until it stands. An answer that does not come is asked for again for a while, because a
 * process may be starting anew; a clock that makes no step for minutes has nobody who moves it.
 */
export async function waitForClock(api: Api, { progress, pause, wallNowMs }: Setting, first: Clock): Promise<ClockMoved> {
  const startedAtMs = wallNowMs();
  let clock = first;
  let answeredAtMs = startedAtMs;
  let steppedAtMs = startedAtMs;
  while (clock.advancing) {
    progress.show(progressOfClock(first, clock, wallNowMs() - startedAtMs));
    await pause(POLL_MS);
    const answer = await api.get<Clock>(`/v1/sandbox/clock?world=${clock.worldId}`);
    const now = wallNowMs();
    if (answer.kind === 'answered') {
      answeredAtMs = now;
      if (answer.body.stepsDone !== clock.stepsDone) steppedAtMs = now;
      clock = answer.body;
    } else if (now - answeredAtMs > SILENT_AFTER_MS) {
      return { kind: 'failed', outcome: failureOf(answer) };
    }
    if (now - steppedAtMs > STUCK_AFTER_MS) return { kind: 'failed', outcome: failed('refused', 'The clock does not move: see whether the worker runs, and what its log says.') };
  }
  progress.end();
  return { kind: 'arrived', clock };
}

/** How far a moving clock is: bar, its day, and the time that remains at this pace. */
export function progressOfClock(first: Clock, clock: Clock, passedMs: number): string {
  const from = instantOf(first.now) ?? 0;
  const target = instantOf(clock.target ?? clock.now) ?? from;
  const share = target === from ? 1 : ((instantOf(clock.now) ?? from) - from) / (target - from);
  const left = share > 0.02 ? `, about ${Math.ceil((passedMs / share - passedMs) / 1000)} s left` : '';
  return `${progressBar(share)} the clock is at ${minuteOf(clock.now)}${left}`;
}

/** A clock in one line. */
export function clockText(clock: Clock): string {
  const moving = clock.target === null ? 'stands' : `moves to ${minuteOf(clock.target)}, ${clock.stepsDone} stops so far`;
  return `${clock.name}: ${minuteOf(clock.now)} UTC, ${moving}`;
}

function minuteOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}
