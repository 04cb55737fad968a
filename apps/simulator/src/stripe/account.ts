/** Everything one supplier has at the card provider. Plain data, in the provider's own names, so that it can be written as it is. */
export interface StripeAccount {
  readonly id: string;
  readonly sessions: Record<string, CheckoutSession>;
  readonly payments: Record<string, Payment>;
  readonly refunds: Record<string, Refund>;
  readonly disputes: Record<string, Dispute>;
  readonly payouts: Record<string, Payout>;
  readonly transactions: BalanceTransaction[];
  /** Oldest first. */
  readonly events: StripeEvent[];
  readonly deliveries: WebhookDelivery[];
  /** What was answered to a request with a key, by the key. */
  readonly answers: Record<string, KeptAnswer>;
  faults: WebhookFaults;
  nextNumber: number;
}

/** How badly the events travel. */
export interface WebhookFaults {
  /** Copies beside the first one. */
  readonly duplicates: number;
  /** Each copy is late by some time up to this, so that they come in another order. */
  readonly latestMs: number;
  /** Nothing is sent at all; the list of events has them all the same. */
  readonly lost: boolean;
}

export const NO_FAULTS: WebhookFaults = { duplicates: 0, latestMs: 0, lost: false };

export interface KeptAnswer {
  readonly body: string;
  readonly answer: unknown;
}

export interface CheckoutSession {
  readonly id: string;
  readonly amount: number;
  readonly created: number;
  readonly expiresAt: number;
  readonly status: 'open' | 'complete' | 'expired';
  readonly paymentId: string | null;
  readonly clientReferenceId: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly paymentMetadata: Readonly<Record<string, string>>;
  readonly description: string;
  readonly methods: readonly string[];
  readonly locale: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
}

export interface Payment {
  readonly id: string;
  readonly chargeId: string;
  readonly amount: number;
  readonly created: number;
  readonly status: 'succeeded' | 'requires_payment_method';
  readonly method: 'card' | 'bancontact';
  readonly metadata: Readonly<Record<string, string>>;
  readonly description: string;
}

export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly created: number;
  readonly status: 'succeeded' | 'failed';
}

export interface Dispute {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  readonly created: number;
  readonly status: 'needs_response' | 'won' | 'lost';
  readonly transactionIds: readonly string[];
}

export interface Payout {
  readonly id: string;
  readonly amount: number;
  readonly created: number;
}

/** A movement of the balance. `payoutId` once it was paid out. */
export interface BalanceTransaction {
  readonly id: string;
  readonly amount: number;
  readonly fee: number;
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment' | 'payout';
  readonly source: string;
  readonly created: number;
  payoutId: string | null;
}

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly object: unknown;
}

/** One copy of an event on its way. */
export interface WebhookDelivery {
  readonly eventId: string;
  readonly copy: number;
  readonly dueAtMs: number;
  readonly attempts: number;
}

/** A new account without any payment. */
export function newAccount(id: string): StripeAccount {
  return { id, sessions: {}, payments: {}, refunds: {}, disputes: {}, payouts: {}, transactions: [], events: [], deliveries: [], answers: {}, faults: NO_FAULTS, nextNumber: 1 };
}

/** An id as the provider writes them: what it is, then characters that nobody can guess from another account. */
export function newId(account: StripeAccount, kind: string): string {
  const number = account.nextNumber;
  account.nextNumber += 1;
  return `${kind}_${account.id.slice(5, 17)}${number.toString(36).padStart(8, '0')}`;
}

/** What of a payment was not given back yet, in cents. */
export function leftOf(account: StripeAccount, payment: Payment): number {
  const refunds = Object.values(account.refunds).filter((refund) => refund.paymentId === payment.id && refund.status === 'succeeded');
  return refunds.reduce((left, refund) => left - refund.amount, payment.amount);
}
