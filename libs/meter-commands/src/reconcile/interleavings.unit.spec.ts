import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from '../instant.js';
import { SimulatedHome, settle } from './simulated-home.spec.js';
import { type MeterCapabilities } from './standing.js';

const meters: Readonly<Record<string, MeterCapabilities>> = {
  'an electricity meter that closes at once': { utility: 'electricity', limiter: true, reconnect: 'closes_at_once', speaksThrough: null },
  'an electricity meter with a button': { utility: 'electricity', limiter: true, reconnect: 'arms_only', speaksThrough: null },
  'a gas meter': { utility: 'gas', limiter: false, reconnect: 'arms_only', speaksThrough: { meterSerial: 'E', supply: 'on' } },
};

/** Everything that can happen to a home, in words, so that a failing order of events can be read. */
const STEPS: Readonly<Record<string, (home: SimulatedHome) => void>> = {
  'wish: off': (home) => home.want('off'),
  'wish: limited': (home) => home.want('limited'),
  'payment': (home) => home.want('on'),
  'the order is sent': (home) => home.send(),
  'reply OK': (home) => home.happen({ kind: 'quick_reply', result: 'ok', code: '0.0' }),
  'reply FAILED 2.4': (home) => home.happen({ kind: 'quick_reply', result: 'failed', code: '2.4' }),
  'reply PARTIAL': (home) => home.happen({ kind: 'quick_reply', result: 'partial', code: null }),
  'time-out': (home) => home.happen({ kind: 'no_answer', why: 'timeout', retryAfterMs: null }),
  'crash': (home) => home.happen({ kind: 'crash_found' }),
  'an order acts': (home) => home.act(0),
  'a later order acts': (home) => home.act(1),
  'answer: done': (home) => home.happen({ kind: 'asynchronous_answer', outcome: 'done' }),
  'answer: failed': (home) => home.happen({ kind: 'asynchronous_answer', outcome: 'failed' }),
  'read': (home) => home.read(),
  'stale read': (home) => home.read(true),
  'unreadable': (home) => home.happen({ kind: 'read_failed' }),
  'the customer presses': (home) => home.press(),
  'a minute passes': (home) => home.pass(MINUTE_MS),
  'forty minutes pass': (home) => home.pass(40 * MINUTE_MS),
  'a protection is set': (home) => void (home.gatesOpen = false),
  'the protection ends': (home) => void (home.gatesOpen = true),
};

const numRuns = 600;

/** The steps that bring an order to its meter come more often, so that most stories cut, pay and answer. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(STEPS)) },
  { weight: 3, arbitrary: fc.constantFrom('wish: off', 'wish: limited', 'the order is sent', 'an order acts', 'read') },
);
const story = fc.array(step, { minLength: 10, maxLength: 60, size: 'max' });

function play(meter: MeterCapabilities, steps: readonly string[]): SimulatedHome {
  const home = new SimulatedHome(meter);
  for (const step of steps) STEPS[step]?.(home);
  return home;
}

describe.each(Object.entries(meters))('whatever happens to %s', (_name, meter) => {
  it('a payment ends with supply ON, proven', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const home = play(meter, [...steps, 'payment']);
        settle(home);
        expect([home.trueSupply(), home.standing.supply]).toEqual(['on', 'on']);
      }),
      { numRuns },
    );
  });

  it('no cut leaves with a gate closed, against the wish, or twice', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { sentCuts } = play(meter, steps);
        expect(sentCuts.filter(({ gatesOpen, wanted, attempt }) => !gatesOpen || wanted === 'on' || attempt > 1)).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('each order has a higher sequence than the one before', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { sequences } = play(meter, steps);
        expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      }),
      { numRuns },
    );
  });

  it('no order for less supply acts while the state is called known', () => {
    fc.assert(
      fc.property(story, (steps) => {
        expect(play(meter, steps).surprises).toEqual([]);
      }),
      { numRuns },
    );
  });
});

describe('the stories themselves', () => {
  it('do cut homes: the properties are not true of nothing', () => {
    const home = play(meters['a gas meter']!, ['wish: off', 'the order is sent', 'reply OK', 'an order acts', 'forty minutes pass', 'read']);
    expect([home.trueSupply(), home.standing.supply, home.command?.state, home.sentCuts.length]).toEqual(['off', 'off', 'confirmed', 1]);
  });

  it('end ON after a payment at every step of a cut', () => {
    const cut = ['wish: off', 'the order is sent', 'time-out', 'an order acts', 'forty minutes pass', 'read'];
    for (let paidAt = 1; paidAt <= cut.length; paidAt += 1) {
      const home = play(meters['an electricity meter that closes at once']!, [...cut.slice(0, paidAt), 'payment', 'the order is sent', ...cut.slice(paidAt)]);
      settle(home);
      expect([paidAt, home.trueSupply(), home.standing.supply]).toEqual([paidAt, 'on', 'on']);
    }
  });
});
