import { leftOf, type BalanceTransaction, type CheckoutSession, type Dispute, type Payment, type Payout, type Refund, type StripeAccount, type StripeEvent } from './account.js';

/** The objects as the provider's API writes them (version 2026-10-28), with the fields that an integration reads. */

export function sessionObject(session: CheckoutSession, pageUrl: string): object {
  const { id, amount, created, expiresAt, status, paymentId, clientReferenceId, metadata, locale, methods, successUrl, cancelUrl } = session;
  return {
    id, object: 'checkout.session', amount_subtotal: amount, amount_total: amount, currency: 'eur', client_reference_id: clientReferenceId, created,
    expires_at: expiresAt, livemode: false, locale, metadata, mode: 'payment', payment_intent: paymentId, payment_method_types: methods,
    payment_status: paymentId === null ? 'unpaid' : 'paid', status, success_url: successUrl, cancel_url: cancelUrl,
    url: status === 'open' ? pageUrl : null,
  };
}

export function paymentObject(account: StripeAccount, payment: Payment, expandCharge: boolean): object {
  const { id, amount, created, status, metadata, description, chargeId, method } = payment;
  return {
    id, object: 'payment_intent', amount, amount_received: status === 'succeeded' ? amount : 0, amount_capturable: 0, capture_method: 'automatic_async',
    created, currency: 'eur', description, livemode: false, metadata, payment_method_types: [method], status,
    latest_charge: expandCharge ? chargeObject(account, payment) : chargeId,
  };
}

export function chargeObject(account: StripeAccount, payment: Payment): object {
  const refunded = payment.amount - leftOf(account, payment);
  const disputed = Object.values(account.disputes).some((dispute) => dispute.paymentId === payment.id);
  return {
    id: payment.chargeId, object: 'charge', amount: payment.amount, amount_captured: payment.amount, amount_refunded: refunded, captured: true,
    created: payment.created, currency: 'eur', disputed, livemode: false, metadata: payment.metadata, paid: payment.status === 'succeeded',
    payment_intent: payment.id, refunded: refunded === payment.amount, status: payment.status === 'succeeded' ? 'succeeded' : 'failed',
    payment_method_details: { type: payment.method },
  };
}

export function refundObject(account: StripeAccount, refund: Refund): object {
  const payment = account.payments[refund.paymentId];
  return {
    id: refund.id, object: 'refund', amount: refund.amount, charge: payment?.chargeId ?? null, created: refund.created, currency: 'eur', metadata: {},
    payment_intent: refund.paymentId, reason: 'requested_by_customer', status: refund.status,
    ...(refund.status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
  };
}

export function disputeObject(account: StripeAccount, dispute: Dispute): object {
  const payment = account.payments[dispute.paymentId];
  return {
    id: dispute.id, object: 'dispute', amount: dispute.amount, charge: payment?.chargeId ?? null, created: dispute.created, currency: 'eur',
    is_charge_refundable: false, livemode: false, metadata: {}, payment_intent: dispute.paymentId, reason: 'fraudulent', status: dispute.status,
    balance_transactions: account.transactions.filter((transaction) => dispute.transactionIds.includes(transaction.id)).map(transactionObject),
  };
}

export function transactionObject(transaction: BalanceTransaction): object {
  const { id, amount, fee, type, source, created } = transaction;
  return { id, object: 'balance_transaction', amount, available_on: created, created, currency: 'eur', fee, fee_details: [], net: amount - fee, source, status: 'available', type };
}

export function payoutObject(payout: Payout): object {
  const { id, amount, created } = payout;
  return { id, object: 'payout', amount, arrival_date: created, automatic: true, created, currency: 'eur', livemode: false, metadata: {}, method: 'standard', status: 'paid', type: 'bank_account' };
}

export function eventObject(account: StripeAccount, event: StripeEvent): object {
  const { id, type, created, object } = event;
  return { id, object: 'event', account: account.id, api_version: '2026-10-28.endive', created, data: { object }, livemode: false, pending_webhooks: 1, request: { id: null, idempotency_key: null }, type };
}

/** A page of a list. */
export function listObject(url: string, data: readonly object[], hasMore: boolean): object {
  return { object: 'list', url, data, has_more: hasMore };
}
