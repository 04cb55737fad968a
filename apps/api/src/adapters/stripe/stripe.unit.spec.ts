import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { isFromStripe, readStripeEvent } from './index.js';

const SHARED = join(process.env['TEGOED_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared'), 'data/stripe');

interface Vector {
  readonly name: string;
  readonly secret: string;
  readonly header: string;
  readonly body: string;
  readonly now: number;
  readonly valid: boolean;
}

describe('the signature of an event', () => {
  it.skipIf(!existsSync(SHARED))('is judged as in the public vectors (skipped: they are not beside the checkout)', () => {
    const vectors = JSON.parse(readFileSync(join(SHARED, 'signature-vectors.json'), 'utf8')) as Vector[];
    expect(vectors.length).toBeGreaterThan(4);
    for (const { name, secret, header, body, now, valid } of vectors) {
      expect([name, isFromStripe(Buffer.from(body), header, [secret], now * 1_000)]).toEqual([name, valid]);
    }
  });

  it('may be made with any of several secrets, so that one can be rolled', () => {
    const body = '{"id":"evt_1"}';
    const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_old', timestamp: 1_790_000_000 });
    const now = 1_790_000_001_000;
    expect(isFromStripe(Buffer.from(body), header, ['whsec_new', 'whsec_old'], now)).toBe(true);
    expect(isFromStripe(Buffer.from(body), header, ['whsec_new'], now)).toBe(false);
    expect(isFromStripe(Buffer.from(body), header, [], now)).toBe(false);
    expect(isFromStripe(Buffer.from(body), undefined, ['whsec_old'], now)).toBe(false);
    expect(isFromStripe(Buffer.alloc(0), header, ['whsec_old'], now)).toBe(false);
  });

  it('of rubbish is no signature', () => {
    for (const header of ['', 't=,v1=', 'v1=aa', 't=now,v1=aa', 'žluťoučký', 't=1790000000,v1=00']) {
      expect([header, isFromStripe(Buffer.from('{}'), header, ['whsec_old'], 1_790_000_000_000)]).toEqual([header, false]);
    }
  });
});

describe('an event', () => {
  it.skipIf(!existsSync(SHARED))('of any API version is read, and says what it is about (skipped: the samples are not beside the checkout)', () => {
    const folder = join(SHARED, 'events');
    const about = Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
      const event = readStripeEvent(readFileSync(join(folder, name)));
      return [name.replace('.json', ''), event?.subject.kind ?? 'unread'];
    }));
    expect(Object.values(about)).not.toContain('unread');
    expect(about).toMatchObject({
      'payment_intent.succeeded': 'payment', 'payment_intent.payment_failed': 'payment', 'payment_intent.processing': 'payment',
      'checkout.session.completed.payment_mode': 'payment', 'payout.paid': 'payout', 'customer.created': 'none', 'mandate.updated': 'none',
      // These two are of charges that were made without a payment intent, which a checkout never does.
      'charge.refunded': 'none', 'charge.dispute.created': 'none',
    });
  });

  it('of a checkout that nobody paid is about the checkout', () => {
    const raw = Buffer.from(JSON.stringify({ id: 'evt_1', type: 'checkout.session.expired', created: 5, account: 'acct_1', data: { object: { id: 'cs_1', object: 'checkout.session', payment_intent: null } } }));
    expect(readStripeEvent(raw)).toMatchObject({ id: 'evt_1', happenedAtMs: 5_000, cardAccount: 'acct_1', subject: { kind: 'session', id: 'cs_1' } });
  });

  it('is not what is no event', () => {
    for (const text of ['', 'null', '[]', '{}', '{"id":5}', '{"id":"evt_1","type":"a"}', '<xml/>']) expect([text, readStripeEvent(Buffer.from(text))]).toEqual([text, null]);
  });
});
