import { describe, expect, it } from 'vitest';
import { type GateAnswer, GATES } from '../gates/index.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant, instant, later } from '../instant.js';
import { commandPolicy } from '../policy/index.js';
import { type CommandAction } from '../supply.js';
import { decideCommand, isOpen, isPaidButDark } from './decide-command.js';
import { type CommandDecision, type CommandEvent, type MeterCommand, requestCommand } from './meter-command.js';

const now = instant(Date.parse('2026-10-06T09:00:00Z'));
const windowEndsAt = later(now, 3 * HOUR_MS);
const passed: readonly GateAnswer[] = GATES.map((gate) => ({ gate, passed: true, facts: {} }));
const medical: readonly GateAnswer[] = passed.map((answer) =>
  answer.gate === 'not_protected' ? { ...answer, passed: false } : answer,
);

function request(action: CommandAction, notBefore: Instant | null = null): MeterCommand {
  const asked = { commandId: 'c-1', meterSerial: '1SAG3100000001', action, wishVersion: 7, sequence: 4, notBefore, windowEndsAt };
  return requestCommand(asked, now, commandPolicy);
}

function start(answers = passed, change: Partial<CommandEvent & { kind: 'send_started' }> = {}): CommandEvent {
  return { kind: 'send_started', answers, permit: 'granted', sequence: 5, earlierOrdersUntil: null, ...change };
}

const gates = (answers = passed): CommandEvent => ({ kind: 'gates_answered', answers });
const ok: CommandEvent = { kind: 'quick_reply', result: 'ok', code: '0.0' };
const failed = (code: string): CommandEvent => ({ kind: 'quick_reply', result: 'failed', code });
const timeout: CommandEvent = { kind: 'no_answer', why: 'timeout', retryAfterMs: null };

/** Plays events at their offsets in ms after `now`; jitter 0 keeps the times exact. */
function play(command: MeterCommand, ...events: readonly (readonly [number, CommandEvent])[]): CommandDecision {
  return events.reduce<CommandDecision>(
    (decision, [offsetMs, event]) => decideCommand(decision.command, event, later(now, offsetMs), commandPolicy, 0),
    { command, effects: [], why: '' },
  );
}

function seen(supply: 'on' | 'limited' | 'off' | 'ready' | 'tripped' | 'unknown', offsetMs: number): CommandEvent {
  return { kind: 'read_back', supply, reportedAt: later(now, offsetMs) };
}

describe('a cut', () => {
  it('goes from wish to proof, and is proven only by a read-back newer than its expiry', () => {
    const sent = play(request('disconnect'), [0, gates()], [0, start()]);
    expect(sent.effects).toEqual([{ kind: 'hand_over' }]);
    expect(sent.command).toMatchObject({
      state: 'sending', attempt: 1, sequence: 5, sentAt: now,
      expiresAt: later(now, 30 * MINUTE_MS), provableAfter: later(now, 30 * MINUTE_MS),
    });

    const accepted = play(sent.command, [SECOND_MS, ok]);
    expect(accepted.command.state).toBe('accepted');
    expect(accepted.effects).toEqual([{ kind: 'read_state', at: later(now, 30 * MINUTE_MS + 1) }]);

    const early = play(accepted.command, [MINUTE_MS, seen('off', MINUTE_MS)]);
    expect(early.command.state).toBe('accepted');

    const proven = play(early.command, [HOUR_MS, seen('off', 31 * MINUTE_MS)]);
    expect(proven.command).toMatchObject({ state: 'confirmed', confirmedAt: later(now, 31 * MINUTE_MS) });
    expect(proven.effects).toEqual([{ kind: 'plan_again' }]);
  });

  it('is held while a gate is closed, and asked again at sending', () => {
    const held = play(request('disconnect'), [0, gates(medical)]);
    expect(held.command.state).toBe('held');
    expect(held.effects).toEqual([{ kind: 'ask_gates', at: later(now, 30 * MINUTE_MS) }]);

    const flagSetMeanwhile = play(request('disconnect'), [0, gates()], [1, start(medical)]);
    expect(flagSetMeanwhile.command).toMatchObject({ state: 'held', attempt: 0, sentAt: null });
  });

  it('does not leave with a gate that was never asked', () => {
    expect(play(request('disconnect'), [0, gates(passed.slice(1))]).command.state).toBe('held');
    expect(play(request('disconnect'), [0, gates()], [0, start([])]).command.state).toBe('held');
  });

  it('waits for a permit without losing its attempt', () => {
    const denied = play(request('limit'), [0, gates()], [0, start(passed, { permit: 'denied' })]);
    expect(denied.command).toMatchObject({ state: 'queued', attempt: 0 });
    expect(denied.effects).toEqual([{ kind: 'attempt_again', at: later(now, 30 * MINUTE_MS) }]);
  });

  it('dies with its window instead of running late', () => {
    const late = play(request('disconnect'), [0, gates()], [3 * HOUR_MS, start()]);
    expect(late.command.state).toBe('expired');
    expect(play(request('disconnect'), [3 * HOUR_MS, { kind: 'deadline_reached' }]).command.state).toBe('expired');
  });

  it('carries the end of its window as expiry when that comes first', () => {
    const sent = play(request('disconnect'), [0, gates()], [3 * HOUR_MS - 5 * MINUTE_MS, start()]);
    expect(sent.command.expiresAt).toBe(windowEndsAt);
  });

  it('waits for its earliest moment', () => {
    const tooSoon = play(request('disconnect', later(now, HOUR_MS)), [0, gates()], [0, start()]);
    expect(tooSoon.command.state).toBe('queued');
    expect(tooSoon.effects).toEqual([{ kind: 'attempt_again', at: later(now, HOUR_MS) }]);
  });

  it.each([
    ['a time-out', timeout],
    ['a crash while sending', { kind: 'crash_found' } as const],
    ['a PARTIAL for its one meter', { kind: 'quick_reply', result: 'partial', code: null } as const],
  ])('is UNKNOWN after %s: read, never sent again', (_name, event) => {
    const unknown = play(request('disconnect'), [0, gates()], [0, start()], [SECOND_MS, event]);
    expect(unknown.command.state).toBe('unknown');
    expect(unknown.effects.map(({ kind }) => kind)).toEqual(['read_state']);
    expect(play(unknown.command, [HOUR_MS, { kind: 'attempt_due' }]).effects).toEqual([]);
    expect(play(unknown.command, [HOUR_MS, seen('on', 45 * MINUTE_MS)]).command.state).toBe('expired');
    expect(play(unknown.command, [HOUR_MS, seen('off', 45 * MINUTE_MS)]).command.state).toBe('confirmed');
  });

  it.each([['2.4', 'unreachable'], ['2.12', 'refused'], ['5.1', 'refused'], ['2.40', 'refused']])(
    'is tried once per window: FAILED %s ends it as %s',
    (code, state) => {
      const ended = play(request('disconnect'), [0, gates()], [0, start()], [SECOND_MS, failed(code)]);
      expect(ended.command.state).toBe(state);
      expect(isOpen(ended.command)).toBe(false);
      expect(ended.effects.map(({ kind }) => kind)).toContain('plan_again');
    },
  );

  it('is superseded by a newer wish at any moment, and late answers change nothing', () => {
    for (const before of [[], [gates()], [gates(), start()], [gates(), start(), ok], [gates(), start(), timeout]]) {
      const steps = before.map((event) => [0, event] as const);
      const paid = play(request('disconnect'), ...steps, [1, { kind: 'newer_wish', version: 8 }]);
      expect(paid.command.state).toBe('superseded');
      const late = play(paid.command, [2, ok], [3, { kind: 'asynchronous_answer', outcome: 'done' }], [4, start()]);
      expect(late.command.state).toBe('superseded');
    }
  });

  it('believes no answer: a failed one that moved is found by the read-back', () => {
    const lied = play(request('disconnect'), [0, gates()], [0, start()], [1, ok], [2, { kind: 'asynchronous_answer', outcome: 'failed' }]);
    expect(lied.command.state).toBe('unknown');
    expect(play(lied.command, [HOUR_MS, seen('off', HOUR_MS - 1)]).command.state).toBe('confirmed');
  });
});

describe('an order that gives supply', () => {
  it('needs no gate and no permit', () => {
    const sent = play(request('connect'), [0, gates([])], [0, start([], { permit: 'denied' })]);
    expect(sent.command).toMatchObject({ state: 'sending', expiresAt: null, provableAfter: now });
  });

  it('is proven by the first read-back made after it was sent', () => {
    const proven = play(request('connect'), [0, gates([])], [0, start([])], [500, ok], [MINUTE_MS, seen('on', 20_000)]);
    expect(proven.command).toMatchObject({ state: 'confirmed', confirmedAt: later(now, 20_000) });
  });

  it('is proven only after an earlier cut can no longer act', () => {
    const earlierOrdersUntil = later(now, 30 * MINUTE_MS);
    const sent = play(request('connect'), [0, gates([])], [0, start([], { earlierOrdersUntil })], [1, ok]);
    expect(play(sent.command, [MINUTE_MS, seen('on', MINUTE_MS)]).command.state).toBe('accepted');
    expect(play(sent.command, [HOUR_MS, seen('on', 31 * MINUTE_MS)]).command.state).toBe('confirmed');
  });

  it('counts a breaker that waits for the button as proven: the rest is the customer', () => {
    const armed = play(request('arm'), [0, gates([])], [0, start([])], [1, ok], [MINUTE_MS, seen('ready', MINUTE_MS)]);
    expect(armed.command.state).toBe('confirmed');
  });

  it('is sent again with a higher sequence after OK when the meter did not move', () => {
    const still = play(request('connect'), [0, gates([])], [0, start([])], [1, ok], [MINUTE_MS, seen('off', MINUTE_MS)]);
    expect(still.command).toMatchObject({ state: 'unreachable', lastError: 'not_moved' });
    expect(still.effects).toEqual([{ kind: 'attempt_again', at: later(now, MINUTE_MS + 30 * SECOND_MS) }]);
    const again = play(still.command, [2 * MINUTE_MS, { kind: 'attempt_due' }], [2 * MINUTE_MS, start([], { sequence: 6 })]);
    expect(again.command).toMatchObject({ state: 'sending', attempt: 2, sequence: 6 });
  });

  it.each([
    ['unreachable', failed('2.4'), 'unreachable', 15 * SECOND_MS],
    ['refused', failed('9.9'), 'refused', 30 * SECOND_MS],
    ['no answer', timeout, 'unknown', 7.5 * SECOND_MS],
  ])('is tried again after %s', (_name, event, state, delayMs) => {
    const waiting = play(request('connect'), [0, gates([])], [0, start([])], [0, event]);
    expect(waiting.command).toMatchObject({ state, nextAttemptAt: later(now, delayMs) });
    expect(isOpen(waiting.command)).toBe(true);
    expect(play(waiting.command, [delayMs, { kind: 'attempt_due' }]).effects).toEqual([{ kind: 'send' }]);
  });

  it('keeps to what a busy AMM asks for', () => {
    const busy: CommandEvent = { kind: 'no_answer', why: 'overloaded', retryAfterMs: 2 * MINUTE_MS };
    const waiting = play(request('connect'), [0, gates([])], [0, start([])], [0, busy]);
    expect(waiting.command).toMatchObject({ nextAttemptAt: later(now, 2 * MINUTE_MS), lastError: 'overloaded' });
  });

  it('goes on for days, then a person looks and a fresh order follows', () => {
    let command = play(request('connect'), [0, gates([])]).command;
    let at = 0;
    for (let round = 0; round < 200; round += 1) {
      const tried = play(command, [at, start([])], [at, failed('2.4')]);
      at = (tried.command.nextAttemptAt ?? now) - now;
      command = play(tried.command, [at, { kind: 'attempt_due' }]).command;
    }
    expect(at).toBeGreaterThan(DAY_MS);
    const over = play(command, [7 * DAY_MS, { kind: 'deadline_reached' }]);
    expect(over.command.state).toBe('expired');
    expect(over.effects).toEqual([{ kind: 'work_list', why: 'deadline' }, { kind: 'plan_again' }]);
  });

  it('is told to a person after half an hour without proof', () => {
    const waiting = play(request('connect'), [0, gates([])], [0, start([])], [0, ok]).command;
    expect(isPaidButDark(waiting, later(now, 30 * MINUTE_MS - 1), commandPolicy)).toBe(false);
    expect(isPaidButDark(waiting, later(now, 30 * MINUTE_MS), commandPolicy)).toBe(true);
    expect(isPaidButDark(request('disconnect'), later(now, DAY_MS), commandPolicy)).toBe(false);
  });

  it('sends a meter the AMM does not know to the work list and goes on', () => {
    const unknown = play(request('connect'), [0, gates([])], [0, start([])], [0, failed('2.12')]);
    expect(unknown.effects.map(({ kind }) => kind)).toEqual(['attempt_again', 'work_list']);
  });

  it('accepts the asynchronous answer before the quick reply', () => {
    const early = play(request('connect'), [0, gates([])], [0, start([])], [1, { kind: 'asynchronous_answer', outcome: 'done' }]);
    expect(early.command.state).toBe('accepted');
    expect(play(early.command, [2, ok]).command.state).toBe('accepted');
  });
});

describe('a read of the state', () => {
  it('ends with whatever the meter shows, also at the moment it was asked', () => {
    const read = play(request('read_state'), [0, gates([])], [0, start([])], [0, seen('off', 0)]);
    expect(read.command.state).toBe('confirmed');
  });

  it('is repeated while an earlier order could still act', () => {
    const earlierOrdersUntil = later(now, HOUR_MS);
    const early = play(request('read_state'), [0, gates([])], [0, start([], { earlierOrdersUntil })], [0, seen('on', 0)]);
    expect(early.command.state).toBe('unreachable');
  });

  it('is repeated when the meter cannot be read', () => {
    const unread = play(request('read_state'), [0, gates([])], [0, start([])], [0, { kind: 'read_failed' }]);
    expect(unread.command).toMatchObject({ state: 'unreachable', lastError: 'unreachable' });
  });

  it('does not trust a meter whose clock runs ahead', () => {
    const earlierOrdersUntil = later(now, HOUR_MS);
    const ahead = play(request('read_state'), [0, gates([])], [0, start([], { earlierOrdersUntil })], [0, seen('on', 2 * HOUR_MS)]);
    expect(ahead.command.state).toBe('unreachable');
  });
});
