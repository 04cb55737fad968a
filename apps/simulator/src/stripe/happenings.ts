import { leftOf, newId, type CheckoutSession, type Dispute, type Payment, type Payout, type Refund, type StripeAccount } from './account.js';
import { chargeObject, disputeObject, paymentObject, payoutObject, refundObject, sessionObject } from './wire.js';

/** What can happen at the provider. Each changes the account and tells it as events, in the order in which the provider makes them. */
export interface Happening {
  readonly account: StripeAccount;
  /** Seconds since 1970. */
  readonly now: number;
  readonly tell: (type: string, object: object) => void;
  readonly pageUrl: (session: CheckoutSession) => string;
}

/** The payer pays, or is refused by the own bank. A session that is not open any more stays as it is. */
export function pay(at: Happening, session: CheckoutSession, method: 'card' | 'bancontact', refused: boolean): Payment | null {
  const { account, now, tell } = at;
  if (session.status !== 'open') return null;
  const payment: Payment = {
    id: newId(account, 'pi'), chargeId: newId(account, 'ch'), amount: session.amount, created: now, status: refused ? 'requires_payment_method' : 'succeeded',
    method, metadata: session.paymentMetadata, description: session.description,
  };
  account.payments[payment.id] = payment;
  tell('payment_intent.created', paymentObject(account, payment, false));
  if (refused) {
    tell('payment_intent.payment_failed', paymentObject(account, payment, false));
    return payment;
  }
  const complete: CheckoutSession = { ...session, status: 'complete', paymentId: payment.id };
  account.sessions[session.id] = complete;
  moveBalance(at, payment.amount, 'charge', payment.chargeId);
  tell('charge.succeeded', chargeObject(account, payment));
  tell('payment_intent.succeeded', paymentObject(account, payment, false));
  tell('checkout.session.completed', sessionObject(complete, at.pageUrl(complete)));
  return payment;
}

/** Nobody paid in time. */
export function expire(at: Happening, session: CheckoutSession): void {
  if (session.status !== 'open') return;
  const expired: CheckoutSession = { ...session, status: 'expired' };
  at.account.sessions[session.id] = expired;
  at.tell('checkout.session.expired', sessionObject(expired, at.pageUrl(expired)));
}

/** Gives a part of a payment back; null when there is not so much left of it. */
export function refund(at: Happening, payment: Payment, amount: number): Refund | null {
  const { account, now, tell } = at;
  if (payment.status !== 'succeeded' || amount < 1 || amount > leftOf(account, payment)) return null;
  const made: Refund = { id: newId(account, 're'), paymentId: payment.id, amount, created: now, status: 'succeeded' };
  account.refunds[made.id] = made;
  moveBalance(at, -amount, 'refund', made.id);
  tell('charge.refunded', chargeObject(account, payment));
  tell('refund.created', refundObject(account, made));
  return made;
}

/** Days later the payer's bank sends the refund back. */
export function failRefund(at: Happening, made: Refund): void {
  if (made.status === 'failed') return;
  const failed: Refund = { ...made, status: 'failed' };
  at.account.refunds[made.id] = failed;
  moveBalance(at, made.amount, 'refund_failure', made.id);
  at.tell('charge.refund.updated', refundObject(at.account, failed));
  at.tell('refund.failed', refundObject(at.account, failed));
}

/** The payer disputes: the money is withdrawn at once. */
export function openDispute(at: Happening, payment: Payment): Dispute {
  const { account, now, tell } = at;
  const id = newId(account, 'dp');
  const amount = leftOf(account, payment);
  const opened: Dispute = { id, paymentId: payment.id, amount, created: now, status: 'needs_response', transactionIds: [moveBalance(at, -amount, 'adjustment', id)] };
  account.disputes[id] = opened;
  tell('charge.dispute.created', disputeObject(account, opened));
  tell('charge.dispute.funds_withdrawn', disputeObject(account, opened));
  return opened;
}

/** A won dispute gives the money back; a lost one changes nothing any more. */
export function closeDispute(at: Happening, opened: Dispute, outcome: 'won' | 'lost'): void {
  if (opened.status !== 'needs_response') return;
  const given = outcome === 'won' ? [moveBalance(at, opened.amount, 'adjustment', opened.id)] : [];
  const closed: Dispute = { ...opened, status: outcome, transactionIds: [...opened.transactionIds, ...given] };
  at.account.disputes[opened.id] = closed;
  at.tell('charge.dispute.closed', disputeObject(at.account, closed));
  if (outcome === 'won') at.tell('charge.dispute.funds_reinstated', disputeObject(at.account, closed));
}

/** Pays out the whole balance; null when there is nothing to pay out. The event follows by `tellPayout`. */
export function payOut({ account, now }: Happening): Payout | null {
  const open = account.transactions.filter((transaction) => transaction.payoutId === null);
  const amount = open.reduce((sum, transaction) => sum + transaction.amount - transaction.fee, 0);
  if (amount <= 0) return null;
  const payout: Payout = { id: newId(account, 'po'), amount, created: now };
  account.payouts[payout.id] = payout;
  for (const transaction of open) transaction.payoutId = payout.id;
  return payout;
}

/** The payout has reached the bank. */
export function tellPayout({ tell }: Happening, payout: Payout): void {
  tell('payout.paid', payoutObject(payout));
}

function moveBalance({ account, now }: Happening, amount: number, type: 'charge' | 'refund' | 'refund_failure' | 'adjustment', source: string): string {
  const id = newId(account, 'txn');
  account.transactions.push({ id, amount, fee: 0, type, source, created: now, payoutId: null });
  return id;
}
