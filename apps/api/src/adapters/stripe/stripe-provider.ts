import Stripe from 'stripe';
import type {
  CardProvider, CheckoutOpening, CheckoutOrder, ProviderAnswer, ProviderDispute, ProviderEvent, ProviderMovement, ProviderPayment, ProviderPayout,
  ProviderRefund, ProviderSession,
} from '../../features/checkout/ports.js';
import { readStripeEvent } from './event.js';

/** Where and as whom to call Stripe. */
export interface StripeSettings {
  /** https://api.stripe.com, or the address of a double. */
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly timeoutMs: number;
}

const MS_PER_SECOND = 1_000;
/** A list is read page by page up to here; nobody has as many refunds on one payment, and events come in slices. */
const MOST_LISTED = 10_000;
/** Methods that are final when they succeed. Direct debit is not: it can be taken back for eight weeks. */
const METHODS = ['card', 'bancontact'] as const;

/** Stripe over its official library, at the configured address. */
export class StripeProvider implements CardProvider {
  readonly #stripe: Stripe;

  constructor({ apiUrl, secretKey, timeoutMs }: StripeSettings) {
    const { protocol, hostname, port } = new URL(apiUrl);
    this.#stripe = new Stripe(secretKey, {
      protocol: protocol === 'http:' ? 'http' : 'https', host: hostname, ...(port === '' ? {} : { port }),
      timeout: timeoutMs, maxNetworkRetries: 1, telemetry: false,
    });
  }

  async openCheckout(order: CheckoutOrder): Promise<CheckoutOpening> {
    try {
      const session = await this.#stripe.checkout.sessions.create(sessionParameters(order), { idempotencyKey: order.checkoutId, stripeAccount: order.cardAccount });
      if (session.url === null) return { kind: 'refused', why: 'the provider gave no page' };
      return { kind: 'opened', sessionId: session.id, url: session.url };
    } catch (error) {
      const failure = failureOf(error);
      return failure.kind === 'unknown' ? { kind: 'refused', why: 'the provider does not know the account' } : failure;
    }
  }

  readSession(cardAccount: string, sessionId: string): Promise<ProviderAnswer<ProviderSession>> {
    return asked(async () => {
      const session = await this.#stripe.checkout.sessions.retrieve(sessionId, {}, { stripeAccount: cardAccount });
      const state = session.status === 'complete' ? 'complete' : session.status === 'expired' ? 'expired' : 'open';
      return { state, paymentId: idOf(session.payment_intent), checkoutId: session.client_reference_id };
    });
  }

  readPayment(cardAccount: string, paymentId: string): Promise<ProviderAnswer<ProviderPayment>> {
    return asked(async () => {
      const account = { stripeAccount: cardAccount };
      const payment = await this.#stripe.paymentIntents.retrieve(paymentId, { expand: ['latest_charge'] }, account);
      const refunds = await this.#stripe.refunds.list({ payment_intent: paymentId, limit: 100 }, account).autoPagingToArray({ limit: MOST_LISTED });
      const disputes = await this.#stripe.disputes.list({ payment_intent: paymentId, limit: 100 }, account).autoPagingToArray({ limit: MOST_LISTED });
      return paymentOf(payment, refunds, disputes);
    });
  }

  readPayout(cardAccount: string, payoutId: string): Promise<ProviderAnswer<ProviderPayout>> {
    return asked(async () => {
      const account = { stripeAccount: cardAccount };
      const payout = await this.#stripe.payouts.retrieve(payoutId, {}, account);
      const moves = await this.#stripe.balanceTransactions.list({ payout: payoutId, limit: 100 }, account).autoPagingToArray({ limit: MOST_LISTED });
      const feeCents = moves.reduce((sum, move) => sum + move.fee, 0);
      return { id: payout.id, paid: payout.status === 'paid', amountCents: payout.amount, feeCents, arrivesAtMs: payout.arrival_date * MS_PER_SECOND };
    });
  }

  eventsSince(cardAccount: string, sinceMs: number): Promise<ProviderAnswer<readonly ProviderEvent[]>> {
    return asked(async () => {
      const created = { gte: Math.floor(sinceMs / MS_PER_SECOND) };
      const events = await this.#stripe.events.list({ created, limit: 100 }, { stripeAccount: cardAccount }).autoPagingToArray({ limit: MOST_LISTED });
      return events.flatMap((event) => {
        const read = readStripeEvent(Buffer.from(JSON.stringify(event)));
        return read === null ? [] : [{ ...read, cardAccount }];
      });
    });
  }

  refund(order: Parameters<CardProvider['refund']>[0]): Promise<ProviderAnswer<{ readonly id: string }>> {
    const { cardAccount, paymentId, amountCents, key } = order;
    return asked(async () => {
      const refund = await this.#stripe.refunds.create({ payment_intent: paymentId, amount: amountCents }, { idempotencyKey: key, stripeAccount: cardAccount });
      return { id: refund.id };
    });
  }
}

function sessionParameters(order: CheckoutOrder): Stripe.Checkout.SessionCreateParams {
  // On both: an event about the payment alone does not carry what stands on the session.
  const metadata = { checkoutId: order.checkoutId, tenantId: order.tenantId, reference: order.reference };
  return {
    mode: 'payment',
    allowed_payment_method_types: [...METHODS],
    locale: order.language,
    client_reference_id: order.checkoutId,
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: order.amountCents, product_data: { name: printed(order.reference) } } }],
    metadata,
    payment_intent_data: { metadata, description: printed(order.reference) },
    success_url: order.successUrl,
    cancel_url: order.cancelUrl,
  };
}

function printed(reference: string): string {
  return `+++${reference.slice(0, 3)}/${reference.slice(3, 7)}/${reference.slice(7)}+++`;
}

function paymentOf(payment: Stripe.PaymentIntent, refunds: readonly Stripe.Refund[], disputes: readonly Stripe.Dispute[]): ProviderPayment {
  const charge = typeof payment.latest_charge === 'object' ? payment.latest_charge : null;
  const succeeded = payment.status === 'succeeded' && payment.currency === 'eur' && payment.amount_received > 0;
  return {
    id: payment.id,
    checkoutId: payment.metadata['checkoutId'] ?? null,
    tenantId: payment.metadata['tenantId'] ?? null,
    reference: payment.metadata['reference'] ?? null,
    received: succeeded ? { amountCents: payment.amount_received, atMs: (charge?.created ?? payment.created) * MS_PER_SECOND } : null,
    refunds: refunds.flatMap(refundOf),
    disputes: disputes.map(disputeOf),
  };
}

/** A refund that needs an action of the payer has not moved any money yet. */
function refundOf({ id, amount, created, status }: Stripe.Refund): ProviderRefund[] {
  if (status === 'requires_action' || status === null) return [];
  return [{ id, amountCents: amount, atMs: created * MS_PER_SECOND, failed: status === 'failed' || status === 'canceled' }];
}

/** Only the balance transactions of a dispute are money; an inquiry has none. */
function disputeOf({ id, balance_transactions: moves }: Stripe.Dispute): ProviderDispute {
  const movement = (move: Stripe.BalanceTransaction): ProviderMovement => ({ id: move.id, amountCents: Math.abs(move.amount), atMs: move.created * MS_PER_SECOND });
  return { id, withdrawn: moves.filter((move) => move.amount < 0).map(movement), reinstated: moves.filter((move) => move.amount > 0).map(movement) };
}

function idOf(object: string | { readonly id: string } | null): string | null {
  return typeof object === 'string' ? object : (object?.id ?? null);
}

async function asked<Value>(question: () => Promise<Value>): Promise<ProviderAnswer<Value>> {
  try {
    return { kind: 'answered', value: await question() };
  } catch (error) {
    const failure = failureOf(error);
    // A question that is refused is a wrong key or a wrong account: somebody puts that right, and then it is asked again.
    return failure.kind === 'unknown' ? { kind: 'unknown' } : { kind: 'unreachable', why: failure.why };
  }
}

/** What an error of the library means. One that is not the provider's is a bug and goes on. */
function failureOf(error: unknown): { kind: 'unknown' } | { kind: 'refused' | 'unreachable'; why: string } {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  if (error.code === 'resource_missing') return { kind: 'unknown' };
  const why = [error.type, error.statusCode, error.code].filter((part) => part !== undefined && part !== null).join(' ');
  const again = error.statusCode === undefined || error.statusCode >= 500 || error.statusCode === 429;
  return { kind: again ? 'unreachable' : 'refused', why };
}
