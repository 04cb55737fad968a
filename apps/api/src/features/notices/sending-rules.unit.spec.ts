import { instant, type Instant, type NoticeFacts } from '@tegoed/prepayment-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, channelBelow, destinationOf, maskedAddress } from './channel-ladder.js';
import { effectOfReceipt, isOptionalNotice, isSafetyNotice, type NoticeState } from './notice-state.js';
import { planSending, type DueNotice } from './plan-sending.js';
import { QUIET_HOURS, retryAt, waitUntil } from './send-moment.js';

const MOBILE = '+32470123456';
const LANDLINE = '+3252441122';
const MAIL = 'an@example.be';

/** A moment in Brussels on 24 or 25 November 2026, in winter time. */
const at = (day: number, hour: number, minute = 0): Instant => instant(Date.UTC(2026, 10, day, hour - 1, minute));

describe('the ladder of channels', () => {
  it('begins with a mobile number, then a mail address, then a letter', () => {
    expect(destinationOf({ phone: MOBILE, mail: MAIL }, null)).toEqual({ channel: 'sms', to: MOBILE });
    expect(destinationOf({ phone: LANDLINE, mail: MAIL }, null)).toEqual({ channel: 'mail', to: MAIL });
    expect(destinationOf({ phone: 'none', mail: null }, null)).toEqual({ channel: 'letter', to: null });
  });

  it('never climbs', () => {
    for (const from of CHANNELS) {
      const below = destinationOf({ phone: MOBILE, mail: MAIL }, channelBelow(from)).channel;
      expect(CHANNELS.indexOf(below)).toBe(Math.min(CHANNELS.indexOf(from) + 1, CHANNELS.length - 1));
    }
  });

  it('shows too little of an address to use it', () => {
    expect(maskedAddress(MOBILE)).toBe('+324******56');
    expect(maskedAddress(MAIL)).toBe('a***@example.be');
  });
});

describe('receipts', () => {
  const STATUSES = ['queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'read', 'something new'];

  it('end where the first final one says, in any order and any number', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATUSES), { maxLength: 20 }), (statuses) => {
        let state: NoticeState = 'sending';
        for (const status of statuses) {
          const effect = effectOfReceipt(state, status);
          if (effect !== 'nothing') state = effect === 'next_channel' ? 'due' : effect;
        }
        const final = statuses.find((status) => ['delivered', 'read', 'undelivered', 'failed'].includes(status));
        const onItsWay = statuses.some((status) => ['queued', 'sending', 'sent'].includes(status));
        if (final === undefined) expect(state).toBe(onItsWay ? 'sent' : 'sending');
        else expect(state).toBe(final === 'delivered' || final === 'read' ? 'delivered' : 'due');
      }),
    );
  });

  it('change nothing that is finished or has not been sent', () => {
    for (const state of ['due', 'delivered', 'undelivered', 'failed', 'quarantined'] as const) {
      for (const status of STATUSES) expect(effectOfReceipt(state, status)).toBe('nothing');
    }
  });
});

describe('safety', () => {
  it('is every warning and all news of the supply itself, and none of it can be refused', () => {
    expect(isSafetyNotice('days_left_3', true)).toBe(true);
    expect(isSafetyNotice('ready', false)).toBe(true);
    expect(isSafetyNotice('payment_received', false)).toBe(false);
    expect(isOptionalNotice('grant_received', false)).toBe(true);
    expect(isOptionalNotice('emergency_half_used', true)).toBe(false);
  });
});

describe('the quiet hours', () => {
  it('hold back what is late, but not news of the supply nor what was meant for the night', () => {
    expect(waitUntil(at(24, 20), at(24, 22), false, QUIET_HOURS)).toBe(at(25, 8));
    expect(waitUntil(at(24, 20), at(25, 6), false, QUIET_HOURS)).toBe(at(25, 8));
    expect(waitUntil(at(24, 20), at(24, 22), true, QUIET_HOURS)).toBeNull();
    expect(waitUntil(at(24, 21, 30), at(24, 22), false, QUIET_HOURS)).toBeNull();
    expect(waitUntil(at(24, 10), at(24, 20, 59), false, QUIET_HOURS)).toBeNull();
  });

  it('also hold back a second attempt', () => {
    expect(retryAt(at(24, 15), 1, false, QUIET_HOURS)).toBe(at(24, 15) + 30_000);
    expect(retryAt(at(24, 15), 3, false, QUIET_HOURS)).toBe(at(24, 15) + 120_000);
    expect(retryAt(instant(at(24, 21) - 10_000), 1, false, QUIET_HOURS)).toBe(at(25, 8));
    expect(retryAt(instant(at(24, 21) - 10_000), 1, true, QUIET_HOURS)).toBe(at(24, 21) + 20_000);
  });
});

describe('planning', () => {
  const facts: NoticeFacts = { daysLeft: 3, runsOutOn: '2026-11-27', balanceMicroEuro: 8_400_000 };
  const due: DueNotice = {
    noticeId: 'n', accountId: 1, kind: 'days_left_3', facts, isWarning: true, state: 'due', channel: null, text: null, attempts: 0,
    sendAfter: at(24, 9), decidedAt: at(24, 3), utility: 'gas', language: 'nl', contact: { phone: MOBILE, mail: MAIL },
  };
  const plan = (change: Partial<DueNotice>, now = at(24, 10)) => planSending({ ...due, ...change }, now, '0800 00 000', QUIET_HOURS);

  it('speaks the language of the person, on the first channel', () => {
    expect(plan({ language: 'en' })).toMatchObject({ kind: 'sms', to: MOBILE, text: expect.stringMatching(/^Your gas: about 3 days left/) });
    expect(plan({ contact: { phone: null, mail: MAIL } })).toMatchObject({ kind: 'mail', to: MAIL, mail: { subject: 'Bericht over uw energie' } });
  });

  it('asks before it sends what may have gone', () => {
    expect(plan({ state: 'sending', channel: 'sms', text: 'as sent' })).toEqual({ kind: 'ask', channel: 'sms', to: MOBILE, text: 'as sent' });
  });

  it('lets a mail go at night, but rings no phone', () => {
    expect(plan({}, at(24, 23))).toEqual({ kind: 'wait', until: at(25, 8) });
    expect(plan({ contact: { phone: null, mail: MAIL } }, at(24, 23))).toMatchObject({ kind: 'mail' });
  });

  it('gives a person what it cannot send, with a letter to print when there are words', () => {
    expect(plan({ channel: 'letter' })).toMatchObject({ kind: 'give_up', why: 'no_channel', letter: expect.stringContaining('3 dagen') });
    expect(plan({ facts: {} })).toEqual({ kind: 'give_up', why: 'facts_incomplete', letter: null });
    expect(plan({ kind: 'from_the_future' })).toEqual({ kind: 'give_up', why: 'unknown_kind', letter: null });
  });
});
