import type { components } from '@tegoed/api-client';
import { clientOf, outcomeOf, type Caller } from './call.js';
import type { Language } from './types.js';

type Schemas = components['schemas'];
export type CustomerHome = Schemas['CustomerHome'];
export type OwnEnergy = Schemas['OwnEnergy'];
export type CheckoutSession = Schemas['CheckoutSession'];
export type PaymentLink = Schemas['PaymentLink'];
export type PaymentLinkView = Schemas['PaymentLinkView'];

/** What a payment is for: an account of one's own, or whatever a link opens. */
export type PaidFor = { readonly accountId: string } | { readonly paymentLink: string };

const keyed = (idempotencyKey: string) => ({ header: { 'Idempotency-Key': idempotencyKey } });

/** Every question and order that a customer, or a helper with a link, has for the API. */
export function customerApi(caller: Caller) {
  const client = clientOf(caller);
  const language = caller.language as Language;
  return {
    sendCode: (contact: string) => outcomeOf(client.POST('/v1/customer/codes', { body: { contact } })),
    signIn: (contact: string, code: string) => outcomeOf(client.POST('/v1/customer/sessions', { body: { contact, code } })),
    signOut: () => outcomeOf(client.DELETE('/v1/customer/sessions/current')),
    home: () => outcomeOf(client.GET('/v1/customer/home')),
    announce: (claim: Schemas['OwnPaymentClaim'], idempotencyKey: string) =>
      outcomeOf(client.POST('/v1/customer/payment-claims', { params: keyed(idempotencyKey), body: claim })),
    makeLink: (order: Schemas['PaymentLinkOrder']) => outcomeOf(client.POST('/v1/customer/payment-links', { body: order })),
    link: (secret: string) => outcomeOf(client.GET('/v1/payment-links/{secret}', { params: { path: { secret } } })),
    openCheckout: (paidFor: PaidFor, amountEuro: string, idempotencyKey: string) =>
      outcomeOf(client.POST('/v1/checkout-sessions', { params: keyed(idempotencyKey), body: { ...paidFor, amountEuro, language } })),
    checkout: (id: string) => outcomeOf(client.GET('/v1/checkout-sessions/{id}', { params: { path: { id } } })),
  };
}

export type CustomerApi = ReturnType<typeof customerApi>;
