import type { CardProvider, ProviderAnswer, ProviderEvent, ProviderMovement, ProviderPayment, ProviderPayout, ProviderSession } from './ports.js';

// A card provider in memory for the specs of this feature; no test stands in this file. The wire is tested elsewhere.

interface MadeUpPayment {
  readonly id: string;
  readonly checkoutId: string | null;
  readonly amountCents: number;
  readonly refunds: { id: string; amountCents: number; failed: boolean }[];
  readonly disputes: { id: string; amountCents: number; outcome: 'open' | 'won' | 'lost' }[];
}

/** Holds payments and what happened to them; every happening makes an event that somebody may or may not be told. */
export class MadeUpProvider implements CardProvider {
  readonly events: ProviderEvent[] = [];
  readonly payments = new Map<string, MadeUpPayment>();
  readonly payouts = new Map<string, ProviderPayout>();
  readonly expired = new Map<string, string>();
  silent = false;
  #number = 0;

  constructor(private readonly nowMs: () => number) {}

  openCheckout(): ReturnType<CardProvider['openCheckout']> {
    if (this.silent) return Promise.resolve({ kind: 'unreachable', why: 'silent' });
    return Promise.resolve({ kind: 'opened', sessionId: this.#next('cs'), url: 'https://provider.example/pay' });
  }

  pay(checkoutId: string | null, amountCents: number): string {
    const id = this.#next('pi');
    this.payments.set(id, { id, checkoutId, amountCents, refunds: [], disputes: [] });
    for (const kind of ['payment_intent.succeeded', 'checkout.session.completed', 'charge.succeeded']) this.#tell(kind, 'payment', id);
    return id;
  }

  refund(order: { readonly paymentId: string; readonly amountCents: number }): ReturnType<CardProvider['refund']> {
    const id = this.#next('re');
    this.#of(order.paymentId).refunds.push({ id, amountCents: order.amountCents, failed: false });
    this.#tell('charge.refunded', 'payment', order.paymentId);
    return Promise.resolve({ kind: 'answered', value: { id } });
  }

  failRefunds(paymentId: string): void {
    for (const refund of this.#of(paymentId).refunds) refund.failed = true;
    this.#tell('charge.refund.updated', 'payment', paymentId);
  }

  dispute(paymentId: string): void {
    const payment = this.#of(paymentId);
    if (payment.disputes.length > 0 || this.leftCents(paymentId) <= 0) return;
    payment.disputes.push({ id: this.#next('dp'), amountCents: this.leftCents(paymentId), outcome: 'open' });
    this.#tell('charge.dispute.created', 'payment', paymentId);
  }

  close(paymentId: string, outcome: 'won' | 'lost'): void {
    for (const dispute of this.#of(paymentId).disputes) if (dispute.outcome === 'open') dispute.outcome = outcome;
    this.#tell('charge.dispute.closed', 'payment', paymentId);
  }

  expire(checkoutId: string): void {
    const id = this.#next('cs');
    this.expired.set(id, checkoutId);
    this.#tell('checkout.session.expired', 'session', id);
  }

  payOut(amountCents: number, feeCents: number): string {
    const id = this.#next('po');
    this.payouts.set(id, { id, paid: true, amountCents, feeCents, arrivesAtMs: this.nowMs() });
    this.#tell('payout.paid', 'payout', id);
    return id;
  }

  /** What of a payment we hold now, in cents. */
  leftCents(paymentId: string): number {
    const { amountCents, refunds, disputes } = this.#of(paymentId);
    const gone = [...refunds.filter((refund) => !refund.failed), ...disputes.filter((dispute) => dispute.outcome !== 'won')];
    return gone.reduce((left, one) => left - one.amountCents, amountCents);
  }

  readSession(_account: string, sessionId: string): Promise<ProviderAnswer<ProviderSession>> {
    return this.#answer({ state: 'expired', paymentId: null, checkoutId: this.expired.get(sessionId) ?? null });
  }

  readPayment(_account: string, paymentId: string): Promise<ProviderAnswer<ProviderPayment>> {
    const payment = this.payments.get(paymentId);
    if (payment === undefined) return Promise.resolve({ kind: 'unknown' });
    const at = (id: string, amountCents: number): ProviderMovement => ({ id, amountCents, atMs: this.nowMs() });
    return this.#answer({
      id: payment.id, checkoutId: payment.checkoutId, tenantId: null, reference: null, received: { amountCents: payment.amountCents, atMs: this.nowMs() },
      refunds: payment.refunds.map(({ id, amountCents, failed }) => ({ ...at(id, amountCents), failed })),
      disputes: payment.disputes.map(({ id, amountCents, outcome }) => ({
        id, withdrawn: [at(`${id}_out`, amountCents)], reinstated: outcome === 'won' ? [at(`${id}_back`, amountCents)] : [],
      })),
    });
  }

  readPayout(_account: string, payoutId: string): Promise<ProviderAnswer<ProviderPayout>> {
    const payout = this.payouts.get(payoutId);
    return payout === undefined ? Promise.resolve({ kind: 'unknown' }) : this.#answer(payout);
  }

  eventsSince(): Promise<ProviderAnswer<readonly ProviderEvent[]>> {
    return this.#answer(this.events);
  }

  #answer<Value>(value: Value): Promise<ProviderAnswer<Value>> {
    return Promise.resolve(this.silent ? { kind: 'unreachable', why: 'silent' } : { kind: 'answered', value });
  }

  #of(paymentId: string): MadeUpPayment {
    const payment = this.payments.get(paymentId);
    if (payment === undefined) throw new Error(`no payment ${paymentId}`);
    return payment;
  }

  #tell(kind: string, about: 'payment' | 'session' | 'payout', id: string): void {
    const event = { id: this.#next('evt'), kind, subject: { kind: about, id }, cardAccount: null, happenedAtMs: this.nowMs() };
    this.events.push({ ...event, raw: Buffer.from(JSON.stringify(event)) });
  }

  #next(kind: string): string {
    this.#number += 1;
    return `${kind}_${this.#number}`;
  }
}
