import type { components } from '@tegoed/api-client';
import { callApi, type Caller } from './call.js';

type Schemas = components['schemas'];
export type CustomerHome = Schemas['CustomerHome'];
export type OwnEnergy = Schemas['OwnEnergy'];
export type CheckoutSession = Schemas['CheckoutSession'];
export type PaymentLink = Schemas['PaymentLink'];
export type PaymentLinkView = Schemas['PaymentLinkView'];

/** What a payment is for: an account of one's own, or whatever a link opens. */
export type PaidFor = { readonly accountId: string } | { readonly paymentLink: string };

/** Every question and order that a customer, or a helper with a link, has for the API. */
export function customerApi(caller: Caller) {
  const post = <T>(path: string, body: unknown, idempotencyKey?: string) =>
    callApi<T>(caller, path, { method: 'POST', body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) });
  return {
    sendCode: (contact: string) => post<Schemas['CodeAnswer']>('/v1/customer/codes', { contact }),
    signIn: (contact: string, code: string) => post<Schemas['CustomerSession']>('/v1/customer/sessions', { contact, code }),
    signOut: () => callApi<null>(caller, '/v1/customer/sessions/current', { method: 'DELETE' }),
    home: () => callApi<CustomerHome>(caller, '/v1/customer/home'),
    announce: (claim: { readonly accountId: string; readonly amountEuro: string; readonly channel: string }, key: string) =>
      post<Schemas['PaymentClaimAnswer']>('/v1/customer/payment-claims', claim, key),
    makeLink: (order: { readonly accountId: string; readonly amountEuro?: string }) => post<PaymentLink>('/v1/customer/payment-links', order),
    link: (secret: string) => callApi<PaymentLinkView>(caller, `/v1/payment-links/${encodeURIComponent(secret)}`),
    openCheckout: (paidFor: PaidFor, amountEuro: string, key: string) =>
      post<CheckoutSession>('/v1/checkout-sessions', { ...paidFor, amountEuro, language: caller.language }, key),
    checkout: (id: string) => callApi<CheckoutSession>(caller, `/v1/checkout-sessions/${encodeURIComponent(id)}`),
  };
}

export type CustomerApi = ReturnType<typeof customerApi>;
