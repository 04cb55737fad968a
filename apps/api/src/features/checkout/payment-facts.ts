import type { ProviderPayment } from './ports.js';

/**
 * One movement of money of a payment at the provider. Every fact has a key of its own under which it is booked once,
 * whichever events came, however often, in whatever order.
 */
export type PaymentFact =
  | { readonly kind: 'received'; readonly key: string; readonly amountCents: number; readonly atMs: number }
  /** Given back to the payer: by us, or by hand at the provider. */
  | { readonly kind: 'refunded'; readonly key: string; readonly amountCents: number; readonly atMs: number }
  /** Taken by the payer's bank. */
  | { readonly kind: 'disputed'; readonly key: string; readonly amountCents: number; readonly atMs: number }
  /** Ours again after all; `of` is the key of the taking back that it undoes. */
  | { readonly kind: 'given_back'; readonly key: string; readonly of: string; readonly amountCents: number; readonly atMs: number };

/**
 * The facts that a payment consists of now, in an order in which they can be booked: what came in before what went
 * out. A payment that is asked later has these and maybe more, never fewer; so asking once, at the end, is enough.
 */
export function factsOf(payment: ProviderPayment): PaymentFact[] {
  const { id, received } = payment;
  if (received === null) return [];
  const refunds = payment.refunds.flatMap(({ id: refundId, amountCents, atMs, failed }): PaymentFact[] => {
    const key = `${id}:${refundId}`;
    const given: PaymentFact = { kind: 'refunded', key, amountCents, atMs };
    return failed ? [given, { kind: 'given_back', key: `${key}:failed`, of: key, amountCents, atMs }] : [given];
  });
  const disputes = payment.disputes.flatMap(({ id: disputeId, withdrawn, reinstated }): PaymentFact[] => {
    const key = `${id}:${disputeId}`;
    const first = `${key}:${withdrawn[0]?.id ?? ''}`;
    return [
      ...withdrawn.map((move): PaymentFact => ({ amountCents: move.amountCents, atMs: move.atMs, kind: 'disputed', key: `${key}:${move.id}` })),
      ...reinstated.map((move): PaymentFact => ({ amountCents: move.amountCents, atMs: move.atMs, kind: 'given_back', key: `${key}:${move.id}`, of: first })),
    ];
  });
  return [{ kind: 'received', key: id, ...received }, ...refunds, ...disputes];
}
