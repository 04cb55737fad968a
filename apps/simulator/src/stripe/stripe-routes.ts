import { json, type Request, type Response, type Route } from '../http/router.js';
import { newId, type CheckoutSession, type StripeAccount } from './account.js';
import { refund } from './happenings.js';
import type { StripeDouble } from './stripe-double.js';
import { disputeObject, eventObject, listObject, payoutObject, paymentObject, refundObject, sessionObject, transactionObject } from './wire.js';

const SESSION_SECONDS = 86_400;
const PAGE = 10;
const LARGEST_PAGE = 100;

/** The part of Stripe's API that an integration with Checkout uses, in its own wire format. */
export function stripeRoutes(stripe: StripeDouble): readonly Route[] {
  const get = (path: string, handle: (account: StripeAccount, request: Request) => Response): Route => route('GET', path, handle);
  const post = (path: string, handle: (account: StripeAccount, request: Request) => Response): Route =>
    route('POST', path, (account, request) => once(account, request, () => handle(account, request)));
  const route = (method: 'GET' | 'POST', path: string, handle: (account: StripeAccount, request: Request) => Response): Route => ({
    method, path: `/v1/${path}`, handle: (request) => withAccount(stripe, request, handle),
  });
  return [
    post('checkout/sessions', (account, request) => createSession(stripe, account, new URLSearchParams(request.body))),
    get('checkout/sessions/:id', (account, request) => found(request, account.sessions[id(request)], (session) => sessionObject(session, stripe.pageUrl(account, session)))),
    get('payment_intents/:id', (account, request) =>
      found(request, account.payments[id(request)], (payment) => paymentObject(account, payment, request.query.getAll('expand[]').concat(request.query.getAll('expand[0]')).includes('latest_charge')))),
    post('refunds', (account, request) => createRefund(stripe, account, new URLSearchParams(request.body))),
    get('refunds', (account, request) => list(request, Object.values(account.refunds).filter(ofPayment(request)).reverse(), (made) => refundObject(account, made))),
    get('disputes', (account, request) => list(request, Object.values(account.disputes).filter(ofPayment(request)).reverse(), (dispute) => disputeObject(account, dispute))),
    get('payouts/:id', (account, request) => found(request, account.payouts[id(request)], payoutObject)),
    get('balance_transactions', (account, request) => {
      const payoutId = request.query.get('payout');
      return list(request, account.transactions.filter((transaction) => payoutId === null || transaction.payoutId === payoutId).reverse(), transactionObject);
    }),
    get('events', (account, request) => {
      const from = Number(request.query.get('created[gte]') ?? '0');
      return list(request, account.events.filter((event) => event.created >= from).reverse(), (event) => eventObject(account, event));
    }),
  ];
}

function withAccount(stripe: StripeDouble, request: Request, handle: (account: StripeAccount, request: Request) => Response): Response {
  const accountId = request.headers['stripe-account'];
  if (!/^Bearer sk_\S+$/.test(request.headers.authorization ?? '')) return failure(401, 'invalid_request_error', undefined, 'You did not provide an API key.');
  if (typeof accountId !== 'string' || !/^acct_[0-9a-f]{32}$/.test(accountId)) return failure(404, 'invalid_request_error', 'resource_missing', 'No such account.');
  return handle(stripe.account(accountId), request);
}

/** The same key gives the same answer; with other content it is a mistake of the caller. */
function once(account: StripeAccount, request: Request, work: () => Response): Response {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return work();
  const kept = account.answers[key];
  if (kept !== undefined && kept.body !== request.body) return failure(400, 'idempotency_error', undefined, 'Keys for idempotent requests can only be used with the same parameters they were first used with.');
  if (kept !== undefined) return json(200, kept.answer);
  const answer = work();
  if (answer.status === 200) account.answers[key] = { body: request.body, answer: JSON.parse(answer.body) as unknown };
  return answer;
}

function createSession(stripe: StripeDouble, account: StripeAccount, form: URLSearchParams): Response {
  const amount = Number(form.get('line_items[0][price_data][unit_amount]') ?? Number.NaN) * Number(form.get('line_items[0][quantity]') ?? '1');
  if (!Number.isInteger(amount) || amount < 50) return failure(400, 'invalid_request_error', 'amount_too_small', 'The amount must be at least 0.50 EUR.');
  if (form.get('line_items[0][price_data][currency]') !== 'eur' || form.get('mode') !== 'payment') return failure(400, 'invalid_request_error', 'parameter_invalid', 'Only payments in euro are accepted here.');
  const { now } = stripe.at(account);
  const session: CheckoutSession = {
    id: newId(account, 'cs_test'), amount, created: now, expiresAt: now + SESSION_SECONDS, status: 'open', paymentId: null,
    clientReferenceId: form.get('client_reference_id'), metadata: fieldsUnder(form, 'metadata'), paymentMetadata: fieldsUnder(form, 'payment_intent_data[metadata]'),
    description: form.get('payment_intent_data[description]') ?? '', methods: Object.values(fieldsUnder(form, 'allowed_payment_method_types')),
    locale: form.get('locale') ?? 'auto', successUrl: form.get('success_url') ?? '', cancelUrl: form.get('cancel_url') ?? '',
  };
  account.sessions[session.id] = session;
  stripe.saveSoon();
  return json(200, sessionObject(session, stripe.pageUrl(account, session)));
}

function createRefund(stripe: StripeDouble, account: StripeAccount, form: URLSearchParams): Response {
  const payment = account.payments[form.get('payment_intent') ?? ''];
  if (payment === undefined) return failure(404, 'invalid_request_error', 'resource_missing', 'No such payment_intent.');
  const made = refund(stripe.at(account), payment, Number(form.get('amount') ?? payment.amount));
  if (made === null) return failure(400, 'invalid_request_error', 'charge_already_refunded', 'Refund amount is greater than the unrefunded amount.');
  stripe.saveSoon();
  return json(200, refundObject(account, made));
}

/** The fields `prefix[name]` of a form, by name. */
function fieldsUnder(form: URLSearchParams, prefix: string): Record<string, string> {
  const fields = [...form].filter(([name]) => name.startsWith(`${prefix}[`) && name.indexOf(']', prefix.length) === name.length - 1);
  return Object.fromEntries(fields.map(([name, value]) => [name.slice(prefix.length + 1, -1), value]));
}

function ofPayment(request: Request): (one: { readonly paymentId: string }) => boolean {
  const wanted = request.query.get('payment_intent');
  return ({ paymentId }) => wanted === null || paymentId === wanted;
}

function found<Value>(request: Request, value: Value | undefined, shown: (value: Value) => object): Response {
  return value === undefined ? failure(404, 'invalid_request_error', 'resource_missing', `No such object: '${id(request)}'`) : json(200, shown(value));
}

/** One page of a list, the newest first; the next page starts after the last one that was seen. */
function list<Value extends { readonly id: string }>(request: Request, values: readonly Value[], shown: (value: Value) => object): Response {
  const limit = Math.min(LARGEST_PAGE, Number(request.query.get('limit') ?? PAGE));
  const after = request.query.get('starting_after');
  const start = after === null ? 0 : values.findIndex((value) => value.id === after) + 1;
  return json(200, listObject(request.path, values.slice(start, start + limit).map(shown), values.length > start + limit));
}

function id(request: Request): string {
  return request.parts['id'] ?? '';
}

function failure(status: number, type: string, code: string | undefined, message: string): Response {
  return json(status, { error: { type, code, message } });
}
