import { expect, it } from 'vitest';
import { type CommandEvent } from '../command/index.js';
import { MINUTE_MS } from '../instant.js';
import { SimulatedHome, settle } from './simulated-home.spec.js';
import { type MeterCapabilities } from './standing.js';

const RACES = 10_000;

const METERS: readonly MeterCapabilities[] = [
  { utility: 'electricity', limiter: true, reconnect: 'closes_at_once', speaksThrough: null },
  { utility: 'electricity', limiter: true, reconnect: 'arms_only', speaksThrough: null },
  { utility: 'gas', limiter: false, reconnect: 'arms_only', speaksThrough: { meterSerial: 'E', supply: 'on' } },
];

type Draw = <T>(choices: readonly T[]) => T;

const REPLIES: readonly CommandEvent[] = [
  { kind: 'quick_reply', result: 'ok', code: '0.0' },
  { kind: 'quick_reply', result: 'failed', code: '2.4' },
  { kind: 'quick_reply', result: 'failed', code: '6.1' },
  { kind: 'quick_reply', result: 'partial', code: null },
  { kind: 'no_answer', why: 'timeout', retryAfterMs: null },
  { kind: 'handed_over' },
  { kind: 'crash_found' },
];
const LATER_ANSWERS: readonly CommandEvent[] = [
  { kind: 'asynchronous_answer', outcome: 'done' },
  { kind: 'asynchronous_answer', outcome: 'failed' },
];

/** The steps of a cut, one transaction or one event from outside each; the payment may come before any of them. */
const STEPS: readonly (readonly [string, (home: SimulatedHome, draw: Draw) => void])[] = [
  ['before it is planned', (home) => home.plan()],
  ['before queueing', (home) => home.queue()],
  ['before sending', (home) => home.startSending()],
  ['after sending, before the meter acts', (home, draw) => draw([() => home.act(0), () => undefined])()],
  ['before the reply', (home, draw) => home.happen(draw(REPLIES))],
  ['after the reply, before the answer', (home, draw) => draw([() => home.happen(draw(LATER_ANSWERS)), () => home.act(0), () => undefined])()],
  ['after the answer', (home) => home.read()],
  ['while the order may still act', (home, draw) => home.pass(draw([1, 10, 29, 40]) * MINUTE_MS)],
  ['before the proof', (home) => home.read()],
  ['after the proof', () => undefined],
];

/** What may come in between and afterwards, in any order: late, doubled and lying answers, stale reads, slow meters. */
const DISTURBANCES: readonly ((home: SimulatedHome, draw: Draw) => void)[] = [
  (home) => home.act(0),
  (home) => home.act(1),
  (home, draw) => home.happen(draw(LATER_ANSWERS)),
  (home, draw) => home.happen(draw(REPLIES)),
  (home) => home.read(),
  (home) => home.read(true),
  (home) => home.happen({ kind: 'read_failed' }),
  (home) => home.pass(MINUTE_MS),
  (home) => home.plan(),
  (home) => home.send(),
];

/** A small generator with a seed (Marsaglia's xorshift), so that a failing race can be run again. */
function drawFrom(seed: number): Draw {
  let state = Math.imul(seed, 2_654_435_761) | 1;
  return (choices) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const chosen = choices[(state >>> 0) % choices.length];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
}

interface Outcome {
  readonly paidBefore: string;
  readonly cutsSent: number;
  readonly problem: string | null;
}

function race(seed: number): Outcome {
  const draw = drawFrom(seed);
  const paidAtStep = seed % STEPS.length;
  const meter = draw(METERS);
  const home = new SimulatedHome(meter);
  home.wish = { wantedSupply: meter.limiter ? draw(['limited', 'off']) : 'off', version: 2, notBefore: null };
  let cutsBefore = 0;
  for (const [index, [, step]] of STEPS.entries()) {
    if (index === paidAtStep) {
      home.pay();
      cutsBefore = home.sentCuts.length;
    }
    if (draw([true, false, false, false])) draw(DISTURBANCES)(home, draw);
    step(home, draw);
  }
  for (let left = draw([0, 1, 2, 4]); left > 0; left -= 1) draw(DISTURBANCES)(home, draw);
  settle(home);
  return { paidBefore: STEPS[paidAtStep]?.[0] ?? '', cutsSent: home.sentCuts.length, problem: problemOf(seed, home, cutsBefore) };
}

function problemOf(seed: number, home: SimulatedHome, cutsBefore: number): string | null {
  const found: string[] = [];
  if (home.trueSupply() !== 'on' || home.standing.supply !== 'on') found.push(`ends ${home.trueSupply()}, proven ${home.standing.supply}`);
  if (home.sentCuts.length > cutsBefore) found.push('a cut left after the payment');
  if (home.sentCuts.some(({ gatesOpen, attempt }) => !gatesOpen || attempt > 1)) found.push('a cut left with a gate closed, or twice');
  if (home.surprises.length > 0) found.push(`an order acted while the state was called ${home.surprises.join()}`);
  return found.length === 0 ? null : `seed ${seed}: ${found.join('; ')}`;
}

it(`a payment wins from a cut at every step, in ${RACES} interleavings`, () => {
  const outcomes = Array.from({ length: RACES }, (_, index) => race(index + 1));
  expect(outcomes.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  // The races are races: each step met a thousand payments, and where the order had left before, homes were really cut.
  for (const [step] of STEPS) expect(outcomes.filter(({ paidBefore }) => paidBefore === step)).toHaveLength(RACES / STEPS.length);
  expect(outcomes.filter(({ paidBefore, cutsSent }) => paidBefore === 'after the proof' && cutsSent > 0).length).toBeGreaterThan(900);
  expect(outcomes.filter(({ paidBefore, cutsSent }) => paidBefore === 'before it is planned' && cutsSent > 0)).toEqual([]);
}, 60_000);
