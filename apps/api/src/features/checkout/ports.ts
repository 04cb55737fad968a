/** A checkout to open at the provider. */
export interface CheckoutOrder {
  /** Our own id; makes a repeated order the same checkout. */
  readonly checkoutId: string;
  /** The supplier's account at the provider: the money is the supplier's from the first moment. */
  readonly cardAccount: string;
  /** Whole cents, above zero. */
  readonly amountCents: number;
  readonly language: 'nl' | 'fr' | 'de' | 'en';
  /** Twelve digits; on the payer's statement and on the payment at the provider. */
  readonly reference: string;
  /** Public id of the supplier. */
  readonly tenantId: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

/** A checkout as the provider opened it. */
export type CheckoutOpening =
  | { readonly kind: 'opened'; readonly sessionId: string; readonly url: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Money that the provider took back from us, or gave us after all, for one payment. Amounts above zero, in whole cents. */
export interface ProviderMovement {
  readonly id: string;
  readonly amountCents: number;
  readonly atMs: number;
}

/** Part of a payment that was given back to the payer. */
export interface ProviderRefund extends ProviderMovement {
  /** A refund can fail days later (the card is gone): then the money is ours again. */
  readonly failed: boolean;
}

/** A payer who disputes: money is withdrawn, and given back when the dispute is won. */
export interface ProviderDispute {
  readonly id: string;
  readonly withdrawn: readonly ProviderMovement[];
  readonly reinstated: readonly ProviderMovement[];
}

/** Everything that the provider holds of one payment at this moment. */
export interface ProviderPayment {
  readonly id: string;
  /** Our checkout and its supplier, as we wrote them on the payment; null on one that is not ours. */
  readonly checkoutId: string | null;
  readonly tenantId: string | null;
  readonly reference: string | null;
  /** Null until the money is certain. */
  readonly received: { readonly amountCents: number; readonly atMs: number } | null;
  readonly refunds: readonly ProviderRefund[];
  readonly disputes: readonly ProviderDispute[];
}

/** What is paid out to the supplier's bank account. */
export interface ProviderPayout {
  readonly id: string;
  readonly paid: boolean;
  readonly amountCents: number;
  readonly feeCents: number;
  readonly arrivesAtMs: number;
}

/** What one event is about. */
export type EventSubject =
  | { readonly kind: 'payment' | 'session' | 'payout'; readonly id: string }
  | { readonly kind: 'none' };

/** Something that the provider says has happened; what it says is only the occasion to ask how things stand. */
export interface ProviderEvent {
  readonly id: string;
  readonly kind: string;
  readonly subject: EventSubject;
  /** The account at the provider; null when it does not say. */
  readonly cardAccount: string | null;
  readonly happenedAtMs: number;
  readonly raw: Buffer;
}

/** An answer of the provider. Never an exception for what a network does. */
export type ProviderAnswer<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly why: string };

/** How a checkout stands at the provider. */
export interface ProviderSession {
  readonly state: 'open' | 'complete' | 'expired';
  readonly paymentId: string | null;
  readonly checkoutId: string | null;
}

/** The card provider. */
export interface CardProvider {
  openCheckout(order: CheckoutOrder): Promise<CheckoutOpening>;
  readSession(cardAccount: string, sessionId: string): Promise<ProviderAnswer<ProviderSession>>;
  readPayment(cardAccount: string, paymentId: string): Promise<ProviderAnswer<ProviderPayment>>;
  readPayout(cardAccount: string, payoutId: string): Promise<ProviderAnswer<ProviderPayout>>;
  /** Everything that happened since a moment of the provider's clock (epoch milliseconds). */
  eventsSince(cardAccount: string, sinceMs: number): Promise<ProviderAnswer<readonly ProviderEvent[]>>;
  refund(order: { readonly cardAccount: string; readonly paymentId: string; readonly amountCents: number; readonly key: string }): Promise<ProviderAnswer<{ readonly id: string }>>;
}
