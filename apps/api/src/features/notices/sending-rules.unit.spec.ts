import { CHANNELS, instant, SHIPPED_NOTICE_POLICY, type Instant, type NoticeFacts } from '@tegoed/prepayment-engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelBelow, destinationOf, maskedAddress } from './channel-ladder.js';
import { effectOfReceipt, type NoticeState } from './notice-state.js';
import { arrangeClaim } from './arrange-claim.js';
import type { DueNotice } from './due-notice.js';
import { planSending } from './plan-sending.js';
import { QUIET_HOURS, receiptDueAt, retryAt, silentBefore, waitUntil } from './send-moment.js';

const MOBILE = '+32470123456';
const LANDLINE = '+3252441122';
const MAIL = 'an@example.be';

/** A moment in Brussels on 24 or 25 November 2026, in winter time. */
const at = (day: number, hour: number, minute = 0): Instant => instant(Date.UTC(2026, 10, day, hour - 1, minute));

describe('the ladder of channels', () => {
  const to = (contact: { phone: string | null; mail: string | null }, allowed = CHANNELS, from: (typeof CHANNELS)[number] | null = null) => destinationOf(contact, from, allowed);

  it('begins with a mobile number; a landline is called; then come mail and letter', () => {
    expect(to({ phone: MOBILE, mail: MAIL })).toEqual({ channel: 'sms', to: MOBILE });
    expect(to({ phone: LANDLINE, mail: MAIL })).toEqual({ channel: 'call', to: LANDLINE });
    expect(to({ phone: LANDLINE, mail: MAIL }, ['sms', 'mail', 'letter'])).toEqual({ channel: 'mail', to: MAIL });
    expect(to({ phone: 'none', mail: null })).toEqual({ channel: 'letter', to: null });
    expect(to({ phone: 'none', mail: null }, ['sms', 'mail'])).toBeNull();
  });

  it('never climbs, and does not call a mobile that took no SMS', () => {
    expect(to({ phone: MOBILE, mail: MAIL }, CHANNELS, channelBelow('sms'))).toEqual({ channel: 'mail', to: MAIL });
    expect(to({ phone: LANDLINE, mail: null }, CHANNELS, channelBelow('call'))).toEqual({ channel: 'letter', to: null });
    expect(channelBelow('letter')).toBeNull();
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

describe('a receipt that does not come', () => {
  it('is missed within half an hour, on a quarter of an hour', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 86_400_000 }), fc.integer({ min: 0, max: 7_200_000 }), (sent, after) => {
      const sentAt = instant(at(24, 8) + sent);
      const due = receiptDueAt(sentAt, 30);
      expect(due - sentAt).toBeLessThanOrEqual(30 * 60_000);
      expect(due - sentAt).toBeGreaterThan(15 * 60_000);
      const now = instant(sentAt + after);
      expect(sentAt < silentBefore(now, 30)).toBe(now >= due);
    }));
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
  const facts: NoticeFacts = { daysLeft: 3, runsOutOn: '2026-11-27', balanceMicroEuro: 8_400_000, measuredUntil: '2026-11-23' };
  const due: DueNotice = {
    noticeId: 'n', accountId: 1, personId: 1, kind: 'days_left_3', facts, isWarning: true, state: 'due', channel: null, text: null, attempts: 0,
    sendAfter: at(24, 9), decidedAt: at(24, 3), utility: 'gas', language: 'nl', contact: { phone: MOBILE, mail: MAIL }, policyId: 1,
    payment: { beneficiary: 'Net', iban: 'BE68539007547034', bic: 'GKCCBEBB', reference: '000000000101', topUpAddress: 'uw-energie.example' },
    isRefused: false, spentMicroEuro: 0, isPaidSince: false,
  };
  const terms = { helpLine: '0800 00 000', policy: SHIPPED_NOTICE_POLICY, canCall: true, quiet: QUIET_HOURS };
  const plan = (change: Partial<DueNotice>, now = at(24, 10)) => planSending({ ...due, ...change }, null, now, terms);
  const nobody = { phone: null, mail: null };

  it('speaks the language of the person, on the first channel', () => {
    expect(plan({ language: 'en' })).toMatchObject({ kind: 'sms', to: MOBILE, text: expect.stringMatching(/^Your gas: about 3 days left/) });
    expect(plan({ contact: { phone: null, mail: MAIL } })).toMatchObject({ kind: 'mail', to: MAIL, mail: { subject: 'Bericht over uw energie' } });
    expect(plan({ contact: { phone: LANDLINE, mail: MAIL } })).toMatchObject({ kind: 'call', to: LANDLINE });
    expect(plan({ contact: nobody })).toMatchObject({ kind: 'letter', letter: { headline: expect.stringContaining('3 dagen'), date: 'dinsdag 24 november 2026' } });
  });

  it('counts the days from the day on which the message goes, and says "today" on the last', () => {
    expect(plan({}, at(26, 10))).toMatchObject({ text: expect.stringContaining('nog ongeveer 1 dag (tot vr 27/11)') });
    expect(plan({}, at(27, 10))).toMatchObject({ text: expect.stringContaining('vandaag, vr 27/11, raakt uw krediet op') });
  });

  it('asks before it sends what may have gone', () => {
    expect(plan({ state: 'sending', channel: 'sms', text: 'as sent' })).toEqual({ kind: 'ask', channel: 'sms', to: MOBILE, text: 'as sent' });
  });

  it('disturbs nobody at night, on no channel', () => {
    expect(plan({}, at(24, 23))).toEqual({ kind: 'wait', until: at(25, 8) });
    expect(plan({ contact: { phone: null, mail: MAIL } }, at(24, 23))).toEqual({ kind: 'wait', until: at(25, 8) });
    expect(plan({ kind: 'tripped', isWarning: false }, at(24, 23))).toMatchObject({ kind: 'sms' });
  });

  it('leaves out what a person refuses or what costs too much, never a warning', () => {
    expect(plan({ kind: 'own_threshold', isWarning: false, isRefused: true })).toEqual({ kind: 'drop', why: 'refused' });
    expect(plan({ isRefused: true })).toMatchObject({ kind: 'sms' });
    const paid = { kind: 'payment_received', isWarning: false, facts: { amountMicroEuro: 5_000_000, balanceMicroEuro: 5_000_000 }, spentMicroEuro: 2_450_000 };
    expect(plan(paid)).toMatchObject({ kind: 'mail' });
    expect(plan({ ...paid, contact: nobody })).toEqual({ kind: 'drop', why: 'no_channel' });
    expect(plan({ spentMicroEuro: 9_000_000 })).toMatchObject({ kind: 'sms' });
  });

  it('gives a person what it cannot send, with words to read out when there are any', () => {
    expect(plan({ kind: 'days_left_1', contact: nobody })).toMatchObject({ kind: 'give_up', why: 'no_channel', letter: expect.stringContaining('3 dagen') });
    expect(plan({ facts: {} })).toEqual({ kind: 'give_up', why: 'facts_incomplete', letter: null });
    expect(plan({ kind: 'from_the_future' })).toEqual({ kind: 'give_up', why: 'unknown_kind', letter: null });
  });
});

describe('the rows of one claim', () => {
  const row = (noticeId: string, personId: number, change: Partial<DueNotice> = {}): DueNotice => ({
    noticeId, accountId: Number(noticeId.slice(1)), personId, kind: 'days_left_3', facts: { daysLeft: 3, runsOutOn: '2026-11-27', balanceMicroEuro: 1 }, isWarning: true,
    state: 'due', channel: null, text: null, attempts: 0, sendAfter: 0, decidedAt: 0, utility: 'gas', language: 'nl', contact: { phone: null, mail: null }, policyId: 1,
    payment: { beneficiary: '', iban: '', bic: '', reference: '', topUpAddress: '' }, isRefused: false, spentMicroEuro: 0, isPaidSince: false, ...change,
  });
  const ids = (notices: readonly DueNotice[]) => notices.map(({ noticeId }) => noticeId);

  it('go together per person, not across people, and are not arranged while they are being asked for', () => {
    const { messages } = arrangeClaim([row('n1', 1), row('n2', 1), row('n3', 2), row('n4', 1, { state: 'sending', text: 'x' })], new Set(), at(24, 10));
    expect(messages.map(({ notice, second }) => [notice.noticeId, second?.noticeId ?? null])).toEqual([['n4', null], ['n1', 'n2'], ['n3', null]]);
  });

  it('lose what was paid since, whose day is over, or whose hour has passed', () => {
    const planned = { kind: 'planned_limit', facts: { nextSupplyAt: at(24, 9) } };
    const { overtaken } = arrangeClaim([row('n1', 1, { isPaidSince: true }), row('n2', 2, planned), row('n3', 3)], new Set(), at(24, 10));
    expect(ids(overtaken)).toEqual(['n1', 'n2']);
    expect(ids(arrangeClaim([row('n3', 3)], new Set(), at(28, 10)).overtaken)).toEqual(['n3']);
  });

  it('wait for tomorrow when the person was reminded today', () => {
    expect(ids(arrangeClaim([row('n1', 1), row('n2', 2)], new Set([1]), at(24, 10)).tomorrow)).toEqual(['n1']);
  });
});
