import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, instant, later } from '../instant.js';
import { type CommandAction, type ConfirmedSupply, type WantedSupply } from '../supply.js';
import { orderToCancel, planCommands } from './plan-commands.js';
import { type LastOrder, type MeterCapabilities, type MeterStanding, afterReadBack, afterSending } from './standing.js';

const now = instant(Date.parse('2026-10-06T09:00:00Z'));
const electricity: MeterCapabilities = { utility: 'electricity', limiter: true, reconnect: 'closes_at_once', speaksThrough: null };
const gas: MeterCapabilities = {
  utility: 'gas', limiter: false, reconnect: 'arms_only', speaksThrough: { meterSerial: '1SAG3100000001', supply: 'on' },
};

function standing(supply: ConfirmedSupply, change: Partial<MeterStanding> = {}): MeterStanding {
  return { supply, confirmedAt: later(now, -MINUTE_MS), lastOrder: null, openCommand: null, ...change };
}

function lastOrder(action: CommandAction, expiresAt = later(now, 20 * MINUTE_MS)): LastOrder {
  return { sequence: 8, action, sentAt: later(now, -MINUTE_MS), expiresAt };
}

const wish = (wantedSupply: WantedSupply, notBefore: typeof now | null = null) => ({ wantedSupply, version: 3, notBefore });

/** The plan in short: the action, or the reason for none. */
function plan(wanted: WantedSupply, at: MeterStanding, meter = electricity): string {
  const planned = planCommands(wish(wanted), at, meter, now);
  return planned.kind === 'order' ? planned.action : `${planned.kind}: ${planned.reason}`;
}

describe('the step from confirmed to wanted', () => {
  it.each<[ConfirmedSupply, string, string, string]>([
    // confirmed,  wanted on,                 wanted limited,             wanted off
    ['on', 'none: as_wanted', 'limit', 'disconnect'],
    ['limited', 'unlimit', 'none: as_wanted', 'disconnect'],
    ['off', 'connect', 'connect', 'none: as_wanted'],
    ['ready', 'none: person_presses', 'limit', 'disconnect'],
    ['tripped', 'unlimit', 'none: person_presses', 'disconnect'],
    ['unknown', 'connect', 'read_state', 'read_state'],
  ])('from %s', (supply, on, limited, off) => {
    expect([plan('on', standing(supply)), plan('limited', standing(supply)), plan('off', standing(supply))]).toEqual([on, limited, off]);
  });

  it('never limits a meter without a limiter: on doubt it stays on', () => {
    expect(plan('limited', standing('on'), gas)).toBe('none: meter_cannot_limit');
    expect(plan('limited', standing('off'), gas)).toBe('arm');
  });

  it('arms where a remote reconnect only arms, again when nobody pressed in time', () => {
    expect(plan('on', standing('off'), gas)).toBe('arm');
    const again = planCommands(wish('on'), standing('off', { lastOrder: lastOrder('arm') }), gas, now);
    expect(again).toMatchObject({ action: 'arm', reason: 'arm_timed_out', sequence: 9 });
  });

  it('reads again when a breaker has waited long for a press', () => {
    const old = standing('ready', { confirmedAt: later(now, -HOUR_MS) });
    expect(planCommands(wish('on'), old, electricity, now)).toMatchObject({ action: 'read_state', reason: 'ready_state_is_old' });
    expect(planCommands(wish('on'), standing('ready'), electricity, now)).toMatchObject({ reviewAt: later(now, 59 * MINUTE_MS) });
  });

  it('repeats a cut to a meter that wakes once an hour so that it lives when the meter wakes again', () => {
    const spoke = { confirmedAt: later(now, -MINUTE_MS), lastOrder: lastOrder('disconnect', later(now, -5 * MINUTE_MS)) };
    const repeated = planCommands(wish('off'), standing('on', spoke), gas, now);
    const reviewAt = later(now, 39 * MINUTE_MS);
    expect(repeated).toMatchObject({ kind: 'none', reason: 'meter_listens_later', reviewAt });
    expect(planCommands(wish('off'), standing('on', spoke), gas, reviewAt)).toMatchObject({ kind: 'order', action: 'disconnect' });
    expect(plan('off', standing('on', spoke))).toBe('disconnect');
    expect(plan('off', standing('on', { lastOrder: null }), gas)).toBe('disconnect');
    expect(plan('on', standing('off', spoke), gas)).toBe('arm');
  });

  it('waits with less supply until its earliest moment, never with more', () => {
    const tonight = later(now, 10 * HOUR_MS);
    expect(planCommands(wish('off', tonight), standing('on'), electricity, now)).toMatchObject({ reason: 'not_before', reviewAt: tonight });
    expect(planCommands(wish('on', tonight), standing('off'), electricity, now)).toMatchObject({ action: 'connect', notBefore: null });
  });
});

describe('against UNKNOWN', () => {
  it('a payment always sends: cancel and connect with a higher sequence', () => {
    const cutSent = standing('unknown', { lastOrder: lastOrder('disconnect') });
    expect(planCommands(wish('on'), cutSent, electricity, now)).toEqual({
      kind: 'order', action: 'connect', sequence: 9, priority: 0, notBefore: null,
      reason: 'state_unknown_restore', supersedesOpen: false,
    });
    expect(orderToCancel(cutSent, 'connect', now)?.sequence).toBe(8);
  });

  it('only an order for less supply that may still act is to be cancelled, and only by one for more', () => {
    const cut = lastOrder('disconnect');
    expect(orderToCancel(standing('unknown', { lastOrder: cut }), 'connect', now)).toBe(cut);
    expect(orderToCancel(standing('unknown', { lastOrder: cut }), 'connect', cut.expiresAt)).toBe(cut);
    expect(orderToCancel(standing('unknown', { lastOrder: cut }), 'connect', later(cut.expiresAt, 1))).toBeNull();
    expect(orderToCancel(standing('off', { lastOrder: cut }), 'connect', now)).toBeNull();
    expect(orderToCancel(standing('unknown', { lastOrder: cut }), 'disconnect', now)).toBeNull();
    expect(orderToCancel(standing('unknown', { lastOrder: cut }), 'read_state', now)).toBeNull();
    expect(orderToCancel(standing('unknown', { lastOrder: lastOrder('connect') }), 'unlimit', now)).toBeNull();
    expect(orderToCancel(standing('unknown'), 'connect', now)).toBeNull();
  });

  it('a payment lifts a limit that may have acted', () => {
    expect(plan('on', standing('unknown', { lastOrder: lastOrder('limit') }))).toBe('unlimit');
  });

  it('10 A restores after a cut that may have acted, and reads first after anything else', () => {
    expect(plan('limited', standing('unknown', { lastOrder: lastOrder('disconnect') }))).toBe('connect');
    expect(plan('limited', standing('unknown', { lastOrder: lastOrder('limit', now) }))).toBe('none: earlier_order_may_still_act');
    expect(plan('limited', standing('unknown', { lastOrder: lastOrder('limit', later(now, -1)) }))).toBe('read_state');
  });

  it('a cut is never sent: the state is read when no order can act any more', () => {
    const open = standing('unknown', { lastOrder: lastOrder('connect') });
    expect(planCommands(wish('off'), open, electricity, now)).toMatchObject({ kind: 'none', reviewAt: later(now, 20 * MINUTE_MS + 1) });
    expect(plan('off', standing('unknown', { lastOrder: lastOrder('connect', later(now, -1)) }))).toBe('read_state');
  });
});

describe('the open command of the meter', () => {
  const open = (action: CommandAction) => ({ openCommand: { action, state: 'queued', sequence: 9 } as const });

  it('is left alone while it does the step', () => {
    expect(plan('off', standing('on', open('disconnect')))).toBe('none: order_under_way');
    expect(plan('on', standing('unknown', { lastOrder: lastOrder('unlimit'), ...open('unlimit') }))).toBe('none: order_under_way');
  });

  it('gives way to a payment, also when nothing else is needed', () => {
    const queued = planCommands(wish('on'), standing('on', open('disconnect')), electricity, now);
    expect(queued).toMatchObject({ kind: 'none', reason: 'as_wanted', supersedesOpen: true });
    const sent = standing('unknown', { lastOrder: lastOrder('disconnect'), ...open('disconnect') });
    expect(planCommands(wish('on'), sent, electricity, now)).toMatchObject({ action: 'connect', supersedesOpen: true, sequence: 10 });
  });

  it('gives way to a step that the known state asks for', () => {
    expect(planCommands(wish('on'), standing('off', open('unlimit')), electricity, now)).toMatchObject({ action: 'connect', supersedesOpen: true });
  });
});

describe('gas behind an electricity meter', () => {
  const behind = (supply: ConfirmedSupply): MeterCapabilities => ({ ...gas, speaksThrough: { meterSerial: '1SAG3100000001', supply } });

  it.each<ConfirmedSupply>(['off', 'ready', 'tripped'])('is unreachable while that is %s: electricity comes first', (supply) => {
    expect(planCommands(wish('on'), standing('off'), behind(supply), now)).toEqual({
      kind: 'restore_first', meterSerial: '1SAG3100000001', reason: 'carrier_has_no_supply', supersedesOpen: false,
    });
    expect(plan('off', standing('on'), behind(supply))).toBe('none: carrier_has_no_supply');
  });

  it.each<ConfirmedSupply>(['on', 'limited', 'unknown'])('is tried while that is %s', (supply) => {
    expect(plan('on', standing('off'), behind(supply))).toBe('arm');
  });
});

describe('the standing of a meter', () => {
  const cut = { action: 'disconnect', sequence: 9, sentAt: now, expiresAt: later(now, 30 * MINUTE_MS) } as const;
  const connect = { action: 'connect', sequence: 10, sentAt: later(now, MINUTE_MS), expiresAt: null } as const;

  it('is UNKNOWN from the sending until a read-back newer than the expiry', () => {
    const sent = afterSending(standing('on'), cut);
    expect(sent.supply).toBe('unknown');
    const early = afterReadBack(sent, { supply: 'on', reportedAt: later(now, 30 * MINUTE_MS) }, later(now, HOUR_MS));
    expect(early.supply).toBe('unknown');
    const proven = afterReadBack(sent, { supply: 'off', reportedAt: later(now, 30 * MINUTE_MS + 1) }, later(now, HOUR_MS));
    expect(proven).toMatchObject({ supply: 'off', confirmedAt: later(now, 30 * MINUTE_MS + 1) });
  });

  it('stays UNKNOWN after a later connect as long as the cut may act', () => {
    const both = afterSending(afterSending(standing('on'), cut), connect);
    expect(both.lastOrder).toEqual({ action: 'connect', sequence: 10, sentAt: connect.sentAt, expiresAt: cut.expiresAt });
  });

  it('is changed neither by sending a read, nor by an older report, nor by a clock that runs ahead', () => {
    const known = standing('on');
    expect(afterSending(known, { action: 'read_state', sequence: 9, sentAt: now, expiresAt: null })).toBe(known);
    expect(afterReadBack(known, { supply: 'off', reportedAt: later(now, -HOUR_MS) }, now)).toBe(known);
    const sent = afterSending(known, cut);
    expect(afterReadBack(sent, { supply: 'on', reportedAt: later(now, HOUR_MS) }, later(now, MINUTE_MS)).supply).toBe('unknown');
  });
});
