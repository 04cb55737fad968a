import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

import { httpServer } from '../http/server.js';
import type { StripeAccount } from './account.js';
import { closeDispute, expire, failRefund, openDispute, payOut, tellPayout } from './happenings.js';
import { checkoutPageRoutes } from './checkout-page.js';
import { StripeDouble } from './stripe-double.js';
import { stripeRoutes } from './stripe-routes.js';

const tenantId = (): string => `01920000-0000-7000-8000-${String(tenantNumber).padStart(12, '0')}`;
const SECRET = 'whsec_of-this-spec';

const wall = { nowMs: 1_800_000_000_000 };
const received: { url: string; event: Stripe.Event }[] = [];
const accounts: Record<string, StripeAccount> = {};
let refusals = 0;
let tenantNumber = 0;
let accountId = '';
let double: StripeDouble;
let server: ReturnType<typeof httpServer>;
let stripe: Stripe;

beforeAll(async () => {
  double = new StripeDouble({
    accounts, nowMs: () => wall.nowMs, seed: 'seed', webhookSecret: SECRET, apiUrl: 'http://api.example', pagesUrl: 'http://pages.example',
    send: (url, body, headers) => {
      if (refusals > 0) {
        refusals -= 1;
        return Promise.resolve({ status: 503 });
      }
      const event = Stripe.webhooks.constructEvent(body, headers['Stripe-Signature'] ?? '', SECRET, 300, undefined, wall.nowMs);
      received.push({ url, event });
      return Promise.resolve({ status: 200 });
    },
    saveSoon: () => undefined, log: () => undefined,
  });
  server = httpServer([...stripeRoutes(double), ...checkoutPageRoutes(double)], () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stripe = new Stripe('sk_test_x', { protocol: 'http', host: '127.0.0.1', port: (server.address() as AddressInfo).port, maxNetworkRetries: 0, telemetry: false });
});
beforeEach(() => {
  tenantNumber += 1;
  accountId = `acct_${tenantId().replaceAll('-', '')}`;
  for (const account of Object.values(accounts)) account.deliveries.length = 0;
  received.length = 0;
});
afterAll(() => { server.close(); });

const as = (idempotencyKey?: string): Stripe.RequestOptions => ({ stripeAccount: accountId, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });

function opened(cents = 2_000, key?: string): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.create({
    mode: 'payment', allowed_payment_method_types: ['card', 'bancontact'], locale: 'nl', client_reference_id: 'checkout-1', metadata: { checkoutId: 'checkout-1' },
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: cents, product_data: { name: '+++120/0000/10076+++' } } }],
    payment_intent_data: { metadata: { checkoutId: 'checkout-1' }, description: '+++120/0000/10076+++' }, success_url: 'http://portal.example/paid', cancel_url: 'http://portal.example/back',
  }, as(key));
}

/** Presses a button of the checkout page, as a person does. */
async function press(session: Stripe.Checkout.Session, deed: string): Promise<void> {
  const path = new URL(session.url ?? '').pathname;
  const answer = await fetch(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`, { method: 'POST', body: new URLSearchParams({ deed }), redirect: 'manual' });
  expect(answer.status).toBe(303);
}

async function paid(cents = 2_000): Promise<Stripe.PaymentIntent> {
  const session = await opened(cents);
  await press(session, 'bancontact');
  const { payment_intent: id } = await stripe.checkout.sessions.retrieve(session.id, {}, as());
  return stripe.paymentIntents.retrieve(typeof id === 'string' ? id : '', { expand: ['latest_charge'] }, as());
}

it('opens a checkout that the official library understands, once per key', async () => {
  const session = await opened(2_000, 'key-1');
  expect(session).toMatchObject({ object: 'checkout.session', amount_total: 2_000, currency: 'eur', status: 'open', payment_status: 'unpaid', client_reference_id: 'checkout-1', payment_intent: null });
  expect(session.url).toBe(`http://pages.example/checkout/${accountId}/${session.id}`);
  expect((await opened(2_000, 'key-1')).id).toBe(session.id);
  await expect(opened(3_000, 'key-1')).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
  await expect(opened(20)).rejects.toMatchObject({ type: 'StripeInvalidRequestError', code: 'amount_too_small' });
});

it('takes a payment with one click, and refuses a card with another', async () => {
  const refused = await opened();
  await press(refused, 'refuse');
  expect((await stripe.checkout.sessions.retrieve(refused.id, {}, as())).status).toBe('open');
  const payment = await paid();
  expect(payment).toMatchObject({ status: 'succeeded', amount_received: 2_000, metadata: { checkoutId: 'checkout-1' }, latest_charge: { object: 'charge', amount: 2_000, paid: true } });
});

it('signs what happened, so that the official library takes it, and sends it to the endpoint of the supplier', async () => {
  const payment = await paid();
  await double.sendDue();
  expect(received.map(({ event }) => event.type)).toEqual(expect.arrayContaining(['payment_intent.succeeded', 'checkout.session.completed', 'charge.succeeded']));
  expect(new Set(received.map(({ url }) => url))).toEqual(new Set([`http://api.example/webhooks/stripe/${tenantId()}`]));
  expect(received.map(({ event }) => event.account)).toContain(accountId);
  const listed = await stripe.events.list({ created: { gte: 0 }, limit: 2 }, as()).autoPagingToArray({ limit: 100 });
  expect(listed.map(({ id }) => id).sort()).toEqual(received.map(({ event }) => event.id).sort());
  expect(payment.id).toMatch(/^pi_/);
});

it('sends an event again until it is taken', async () => {
  await opened().then((session) => press(session, 'stop'));
  refusals = 2;
  for (let second = 0; second < 10; second += 1) {
    await double.sendDue();
    wall.nowMs += 1_000;
  }
  expect(received.map(({ event }) => event.type)).toEqual(['checkout.session.expired']);
});

it('doubles, delays and loses events when told to', async () => {
  double.account(accountId).faults = { duplicates: 4, latestMs: 5_000, lost: false };
  await paid();
  for (let second = 0; second < 6; second += 1) {
    await double.sendDue();
    wall.nowMs += 1_000;
  }
  const ids = received.map(({ event }) => event.id);
  expect(ids).toHaveLength(new Set(ids).size * 5);
  expect(ids).not.toEqual([...ids].sort());
  received.length = 0;
  double.account(accountId).faults = { duplicates: 0, latestMs: 0, lost: true };
  await paid();
  await double.sendDue();
  expect(received).toEqual([]);
});

it('gives back in parts, up to what was paid, and a refund can fail', async () => {
  const payment = await paid();
  const first = await stripe.refunds.create({ payment_intent: payment.id, amount: 500 }, as('refund-1'));
  expect((await stripe.refunds.create({ payment_intent: payment.id, amount: 500 }, as('refund-1'))).id).toBe(first.id);
  await expect(stripe.refunds.create({ payment_intent: payment.id, amount: 1_501 }, as())).rejects.toMatchObject({ code: 'charge_already_refunded' });
  const account = double.account(accountId);
  const made = account.refunds[first.id];
  if (made === undefined) throw new Error('no refund');
  failRefund(double.at(account), made);
  const { data } = await stripe.refunds.list({ payment_intent: payment.id }, as());
  expect(data.map(({ amount, status }) => [amount, status])).toEqual([[500, 'failed']]);
});

it('withdraws the money of a dispute, and gives it back when it is won', async () => {
  const payment = await paid();
  const account = double.account(accountId);
  const kept = account.payments[payment.id];
  if (kept === undefined) throw new Error('no payment');
  const dispute = openDispute(double.at(account), kept);
  const moves = async (): Promise<number[]> => {
    const { data } = await stripe.disputes.list({ payment_intent: payment.id }, as());
    return data.flatMap(({ balance_transactions: transactions }) => transactions.map(({ amount }) => amount));
  };
  expect(await moves()).toEqual([-2_000]);
  closeDispute(double.at(account), dispute, 'won');
  expect(await moves()).toEqual([-2_000, 2_000]);
});

it('pays out what it holds, once, and tells of what the payout consists', async () => {
  await paid(2_000);
  await paid(3_000);
  const account = double.account(accountId);
  const payout = payOut(double.at(account));
  if (payout === null) throw new Error('no payout');
  tellPayout(double.at(account), payout);
  expect(await stripe.payouts.retrieve(payout.id, {}, as())).toMatchObject({ amount: 5_000, status: 'paid' });
  const { data } = await stripe.balanceTransactions.list({ payout: payout.id }, as());
  expect(data.map(({ net }) => net).sort()).toEqual([2_000, 3_000]);
  expect(payOut(double.at(account))).toBeNull();
});

it('keeps the accounts of two suppliers apart', async () => {
  const payment = await paid();
  const elsewhere = { stripeAccount: `acct_${'f'.repeat(32)}` };
  await expect(stripe.paymentIntents.retrieve(payment.id, {}, elsewhere)).rejects.toMatchObject({ code: 'resource_missing' });
});

it('leaves an expired checkout unpaid for ever', async () => {
  const session = await opened();
  const account = double.account(accountId);
  const kept = account.sessions[session.id];
  if (kept === undefined) throw new Error('no session');
  expire(double.at(account), kept);
  await press(session, 'card');
  expect(await stripe.checkout.sessions.retrieve(session.id, {}, as())).toMatchObject({ status: 'expired', payment_intent: null, url: null });
});
