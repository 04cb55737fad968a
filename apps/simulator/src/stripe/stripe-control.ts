import { z } from 'zod';

import { receive, statementDelivery, usualFormat } from '../bank/bank.js';
import { euroText, madeUpIban } from '../bank/transfer.js';
import { CallerError, json, type Request, type Response, type Route } from '../http/router.js';
import { deliver } from '../world/outbox.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { worldNamed } from '../control/deeds.js';
import { closeDispute, expire, failRefund, openDispute, pay, payOut, refund, tellPayout } from './happenings.js';
import { leftOf, type Payment, type StripeAccount } from './account.js';
import type { StripeDouble } from './stripe-double.js';

const faultsSchema = z.strictObject({
  duplicates: z.number().int().min(0).max(50).default(0), latestMs: z.number().int().min(0).max(60_000).default(0), lost: z.boolean().default(false),
});
const paySchema = z.object({ checkoutId: z.string(), method: z.enum(['card', 'bancontact']).default('card'), refused: z.boolean().default(false) });
const refundSchema = z.object({ checkoutId: z.string(), amountEuro: z.string().regex(/^\d{1,6}\.\d{2}$/) });
const checkoutSchema = z.object({ checkoutId: z.string() });
const closeSchema = z.object({ checkoutId: z.string(), outcome: z.enum(['won', 'lost']) });
const payoutSchema = z.object({ world: z.string(), tenant: z.string() });

/** JSON addresses for stories and tests: what a payer, a bank and the provider itself do, by the id of our checkout. */
export function stripeControlRoutes(outside: OutsideWorld, stripe: StripeDouble): readonly Route[] {
  const post = (path: string, handle: Route['handle']): Route => ({ method: 'POST', path: `/control/stripe/${path}`, handle });
  return [
    post('accounts/:tenant/faults', (request) => {
      const account = accountOfTenant(stripe, request.parts['tenant'] ?? '');
      account.faults = read(faultsSchema, request);
      return done(stripe, account.faults);
    }),
    post('pay', (request) => {
      const { checkoutId, method, refused } = read(paySchema, request);
      const { account, session } = checkoutNamed(stripe, checkoutId);
      return done(stripe, { paymentId: pay(stripe.at(account), session, method, refused)?.id ?? null });
    }),
    post('expire', (request) => {
      const { account, session } = checkoutNamed(stripe, read(checkoutSchema, request).checkoutId);
      expire(stripe.at(account), session);
      return done(stripe, {});
    }),
    post('refund', (request) => {
      const { checkoutId, amountEuro } = read(refundSchema, request);
      const { account, payment } = paymentNamed(stripe, checkoutId);
      const made = refund(stripe.at(account), payment, Number(amountEuro.replace('.', '')));
      if (made === null) throw new CallerError(422, 'too_much', `Only ${euroText(leftOf(account, payment))} is left of this payment.`);
      return done(stripe, { refundId: made.id });
    }),
    post('fail-refunds', (request) => {
      const { account, payment } = paymentNamed(stripe, read(checkoutSchema, request).checkoutId);
      for (const made of Object.values(account.refunds)) if (made.paymentId === payment.id) failRefund(stripe.at(account), made);
      return done(stripe, {});
    }),
    post('dispute', (request) => {
      const { account, payment } = paymentNamed(stripe, read(checkoutSchema, request).checkoutId);
      return done(stripe, { disputeId: openDispute(stripe.at(account), payment).id });
    }),
    post('close-dispute', (request) => {
      const { checkoutId, outcome } = read(closeSchema, request);
      const { account, payment } = paymentNamed(stripe, checkoutId);
      for (const dispute of Object.values(account.disputes)) if (dispute.paymentId === payment.id) closeDispute(stripe.at(account), dispute, outcome);
      return done(stripe, {});
    }),
    post('payout', (request) => payoutNow(outside, stripe, request)),
  ];
}

/** The provider pays out: first the money stands on the supplier's bank statement, then the provider says so. */
async function payoutNow(outside: OutsideWorld, stripe: StripeDouble, request: Request): Promise<Response> {
  const { world: worldId, tenant: tenantId } = read(payoutSchema, request);
  const world = await worldNamed(outside, worldId);
  const tenant = world.tenants.find(({ id }) => id === tenantId);
  if (tenant === undefined) throw new CallerError(404, 'unknown_tenant', `There is no supplier ${tenantId} in this world.`);
  const at = stripe.at(accountOfTenant(stripe, tenantId));
  const payout = payOut(at);
  if (payout === null) return done(stripe, { payoutId: null });
  receive(world, tenantId, {
    amountCents: payout.amount, payerName: 'CARD PROVIDER', payerIban: madeUpIban('card provider'), payerBic: 'KREDBEBB', structured: null, freeText: `STRIPE ${payout.id}`,
  });
  const statement = statementDelivery(world, tenant, usualFormat(world, tenantId));
  const answers = await deliver(outside, world, statement === null ? [] : [statement]);
  tellPayout(at, payout);
  outside.save();
  return done(stripe, { payoutId: payout.id, amountEuro: euroText(payout.amount), statement: answers[0] ?? null });
}

function accountOfTenant(stripe: StripeDouble, tenantId: string): StripeAccount {
  const hex = tenantId.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new CallerError(404, 'unknown_tenant', `There is no supplier ${tenantId}.`);
  return stripe.account(`acct_${hex}`);
}

function checkoutNamed(stripe: StripeDouble, checkoutId: string) {
  for (const id of stripe.accountIds) {
    const account = stripe.account(id);
    const session = Object.values(account.sessions).find((known) => known.clientReferenceId === checkoutId);
    if (session !== undefined) return { account, session };
  }
  throw new CallerError(404, 'unknown_checkout', `There is no checkout ${checkoutId}.`);
}

function paymentNamed(stripe: StripeDouble, checkoutId: string): { readonly account: StripeAccount; readonly payment: Payment } {
  const { account, session } = checkoutNamed(stripe, checkoutId);
  const payment = account.payments[session.paymentId ?? ''];
  if (payment === undefined) throw new CallerError(409, 'not_paid', `Nobody has paid checkout ${checkoutId}.`);
  return { account, payment };
}

function read<T>(schema: z.ZodType<T>, request: Request): T {
  try {
    return schema.parse(JSON.parse(request.body === '' ? '{}' : request.body));
  } catch (error) {
    throw new CallerError(422, 'bad_body', error instanceof z.ZodError ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') : 'The body is not JSON.');
  }
}

function done(stripe: StripeDouble, answer: object): Response {
  stripe.saveSoon();
  return json(200, answer);
}
