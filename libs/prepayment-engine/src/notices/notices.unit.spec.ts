import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAt } from '../calendar/index.js';
import { decide } from '../credit-control/index.js';
import type { AccountState } from '../credit-control/index.js';
import { account, at, controlAt, day, euro } from '../made-accounts.spec.js';
import {
  afterQuietHours, arrangeHousehold, channelsFor, checkOwnThreshold, helperAddedNotice, isReminder, nextWarning, NOTICE_KINDS, planAgreedNotice,
  SHIPPED_NOTICE_POLICY, supplyNotices, warningStepOf, warningTime,
} from './index.js';
import type { NoticeKind, OwnThreshold, WaitingNotice } from './index.js';

const QUIET = { quietFromMinute: 21 * 60, quietUntilMinute: 8 * 60 };

describe('the ladder', () => {
  it.each([
    [8, 1, null], [7, 1, 7], [4, 1, 7], [3, 1, 3], [2, 1, 3], [1, 1, 1], [0, 1, 0], [null, 1, null],
    // Friday: what ends on Saturday or Sunday is the last step, because every counter is closed until Monday.
    [2, 3, 1], [1, 3, 1], [3, 3, 3], [0, 3, 0],
  ])('at %s days left, with the next working day in %s, is step %s', (daysLeft, daysToWorkingDay, step) => {
    expect(warningStepOf(daysLeft, daysToWorkingDay)).toBe(step);
  });

  it('only goes down, and never tells a step twice', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 4 })), { maxLength: 40 }), (days) => {
      let given: ReturnType<typeof nextWarning> = null;
      const told: number[] = [];
      for (const [daysLeft, daysToWorkingDay] of days) {
        const step = nextWarning(given, daysLeft, daysToWorkingDay);
        if (step === null) continue;
        told.push(step);
        given = step;
      }
      expect(told).toEqual([...new Set(told)].toSorted((one, other) => other - one));
    }));
  });

  it('counts until the next working day over a weekend and Armistice Day', () => {
    expect(controlAt(at('2026-09-18T06:00')).daysToWorkingDay).toBe(3);
    expect(controlAt(at('2026-11-10T06:00')).daysToWorkingDay).toBe(2);
    expect(controlAt(at('2026-09-14T06:00')).daysToWorkingDay).toBe(1);
  });
});

describe('quiet hours', () => {
  it('hold back what is not urgent, and a warning comes before its event and outside them when it can', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 72 * 60 }), fc.option(fc.integer({ min: 0, max: 72 * 60 })), (nowMinute, eventMinute) => {
      const now = instantAt(day('2026-10-24'), nowMinute);
      const event = eventMinute === null ? null : instantAt(day('2026-10-24'), eventMinute);
      const sent = warningTime(QUIET, now, event);
      const morning = afterQuietHours(QUIET, now);
      expect(sent).toBeGreaterThanOrEqual(now);
      if (event === null || morning < event) expect(sent).toBe(morning);
      else expect(sent).toBe(now);
    }));
  });
});

describe('a limiter that has opened', () => {
  it('is told at once, at any hour', () => {
    const night = controlAt(at('2026-09-14T23:30'));
    const state = account({ confirmedSupply: 'tripped', desiredSupply: 'limited' }, { debtSupplyMicroEuro: euro(60) });
    const [notice] = supplyNotices('limited', 'tripped', decide(state, night, 'as_known'), night);
    expect(notice).toMatchObject({ kind: 'tripped', sendAfter: night.now, isWarning: false });
  });
});

describe('an own threshold', () => {
  const control = controlAt(at('2026-09-14T07:45'));
  const check = (credit: number, threshold: Partial<OwnThreshold>, changes: Partial<AccountState> = {}) => {
    const state = account(changes, { creditMicroEuro: euro(credit) });
    return checkOwnThreshold({ daysLeft: null, amountMicroEuro: null, isReminded: false, ...threshold }, state, decide(state, control, 'as_known'), control);
  };

  it('reminds once, until the account is above it again', () => {
    const first = check(20, { daysLeft: 10 });
    expect(first).toMatchObject({ isReminded: true, notice: { kind: 'own_threshold', sendAfter: at('2026-09-14T08:00'), facts: { daysLeft: 9, measuredUntil: '2026-09-13' } } });
    expect(check(18, { daysLeft: 10, isReminded: true })).toEqual({ notice: null, isReminded: true });
    expect(check(80, { daysLeft: 10, isReminded: true })).toEqual({ notice: null, isReminded: false });
    expect(check(29, { amountMicroEuro: euro(30) }).notice?.kind).toBe('own_threshold');
    expect(check(30, { amountMicroEuro: euro(30) }).notice).toBeNull();
  });

  it('is silent where the ladder speaks, and where no day can be named', () => {
    expect(check(4, { daysLeft: 10 }, { warnedDaysLeft: 3 })).toEqual({ notice: null, isReminded: true });
    expect(check(4, { amountMicroEuro: euro(30) }, { meanDailyChargeMicroEuro: euro(0) }).notice).toBeNull();
  });
});

describe('news of the account', () => {
  it('waits for the morning and has the key of its cause', () => {
    const night = at('2026-09-14T22:00');
    expect(planAgreedNotice('p1', euro(5), day('2026-10-15'), QUIET, night)).toEqual({
      kind: 'plan_agreed', dedupeKey: 'plan_agreed:p1', facts: { amountMicroEuro: 5_000_000, firstOn: '2026-10-15' }, sendAfter: at('2026-09-15T08:00'), isWarning: false,
    });
    expect(helperAddedNotice('m1', 'OCMW Zele', null, QUIET, at('2026-09-14T10:00')).sendAfter).toBe(at('2026-09-14T10:00'));
  });
});

describe('the post of one household', () => {
  const waiting = (noticeId: string, accountId: number, kind: NoticeKind, change: Partial<WaitingNotice> = {}): WaitingNotice => ({
    noticeId, accountId, kind, runsOutOn: kind === 'planned_limit' ? null : '2026-09-17', decidedAt: at('2026-09-14T06:00'), isVoid: false, isTried: false, ...change,
  });

  it('is one warning for electricity and gas, the sooner end first', () => {
    const post = arrangeHousehold([waiting('a', 1, 'days_left_3'), waiting('b', 2, 'days_left_1', { runsOutOn: '2026-09-15' })], false);
    expect(post).toEqual({ send: [{ noticeId: 'b', togetherWith: 'a' }], overtaken: [], tomorrow: [] });
  });

  it('is one reminder a day, and a last warning goes all the same', () => {
    expect(arrangeHousehold([waiting('a', 1, 'days_left_7')], true)).toEqual({ send: [], overtaken: [], tomorrow: ['a'] });
    expect(arrangeHousehold([waiting('a', 1, 'days_left_1')], true).send).toEqual([{ noticeId: 'a', togetherWith: null }]);
    expect(arrangeHousehold([waiting('a', 1, 'emergency_half_used', { runsOutOn: null }), waiting('b', 2, 'days_left_1')], false).tomorrow).toEqual(['a']);
  });

  it('leaves out what a newer warning or a payment has made untrue', () => {
    const newer = waiting('b', 1, 'days_left_1', { decidedAt: at('2026-09-15T06:00') });
    expect(arrangeHousehold([waiting('a', 1, 'days_left_3'), newer], false)).toMatchObject({ overtaken: ['a'], send: [{ noticeId: 'b' }] });
    expect(arrangeHousehold([waiting('a', 1, 'planned_limit', { isVoid: true })], false).overtaken).toEqual(['a']);
    expect(arrangeHousehold([waiting('a', 1, 'payment_received', { isVoid: true })], false).overtaken).toEqual([]);
  });

  it('names every notice exactly once, and at most one reminder', () => {
    const one = fc.record({
      accountId: fc.nat(2), kind: fc.constantFrom(...NOTICE_KINDS), runsOutOn: fc.option(fc.constantFrom('2026-09-15', '2026-09-17', '2026-09-20')),
      decidedAt: fc.constantFrom(at('2026-09-13T06:00'), at('2026-09-14T06:00')), isVoid: fc.boolean(), isTried: fc.boolean(),
    });
    fc.assert(fc.property(fc.array(one, { maxLength: 8 }), fc.boolean(), (some, reminded) => {
      const notices = some.map((notice, index) => ({ ...notice, noticeId: `n${index}` }));
      const { send, overtaken, tomorrow } = arrangeHousehold(notices, reminded);
      const named = [...send.flatMap(({ noticeId, togetherWith }) => [noticeId, ...(togetherWith === null ? [] : [togetherWith])]), ...overtaken, ...tomorrow];
      expect(named.toSorted()).toEqual(notices.map(({ noticeId }) => noticeId).toSorted());
      const leads = notices.filter(({ noticeId, isTried }) => !isTried && send.some((message) => message.noticeId === noticeId));
      expect(leads.filter(({ kind }) => isReminder(kind)).length).toBeLessThanOrEqual(reminded ? 0 : 1);
    }));
  });
});

describe('channels and their cost', () => {
  const spent = (amount: number) => ({ of: (kind: NoticeKind, isWarning: boolean) => channelsFor(kind, isWarning, euro(amount), SHIPPED_NOTICE_POLICY) });

  it('are all there for a warning, whatever was spent', () => {
    expect(spent(99).of('planned_off', true)).toEqual(['sms', 'call', 'mail', 'letter']);
    expect(spent(99).of('days_left_1', true)).toEqual(['sms', 'call', 'mail']);
    expect(spent(99).of('ready', false)).toEqual(['sms', 'call', 'mail']);
  });

  it('shrink to mail for other news above the ceiling', () => {
    expect(spent(0).of('payment_received', false)).toEqual(['sms', 'mail']);
    expect(spent(2.45).of('payment_received', false)).toEqual(['mail']);
    expect(spent(0).of('plan_agreed', false)).toEqual(['sms', 'mail', 'letter']);
  });
});
