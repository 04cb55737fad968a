import type { IncomingMessage } from 'node:http';
import { madeCheckout, madeCode, madeCustomerToken, madeHome, madeLink, madeLinkSecret } from './made-customer.js';

type Answer = { readonly status: number; readonly body: unknown };
const ok = (body: unknown, status = 200): Answer => ({ status, body });
const refused = (status: number, code: string): Answer => ({ status, body: { type: 'about:blank', title: code, status, detail: code, code } });

/** What the API answers to customers and their helpers; null for every other question. */
export function customerAnswer(request: IncomingMessage, body: unknown): Answer | null {
  const { pathname } = new URL(request.url ?? '/', 'http://fake.invalid');
  if (pathname === '/v1/customer/codes') return ok({ expiresAt: '2026-11-23T09:10:00Z' }, 202);
  if (pathname === '/v1/customer/sessions') return (body as { code: string }).code === madeCode ? ok({ token: madeCustomerToken, expiresAt: '2026-11-23T21:00:00Z', language: 'nl' }, 201) : refused(401, 'code_wrong');
  if (pathname.startsWith('/v1/payment-links/')) return pathname.endsWith(madeLinkSecret) ? ok(madeLink) : refused(404, 'link_gone');
  if (pathname === '/v1/checkout-sessions') return ok({ ...madeCheckout, state: 'open', paidAt: null, url: 'http://127.0.0.1:3003/checkout' }, 201);
  if (pathname.startsWith('/v1/checkout-sessions/')) return ok(madeCheckout);
  if (!pathname.startsWith('/v1/customer/')) return null;
  if (request.headers.authorization !== `Bearer ${madeCustomerToken}`) return refused(401, 'unauthenticated');
  if (pathname === '/v1/customer/home') return ok(madeHome);
  if (pathname === '/v1/customer/payment-claims') return ok({ accountId: madeHome.energies[0].id, paymentUnderWayUntil: null, desiredSupply: 'on' }, 201);
  if (pathname === '/v1/customer/payment-links') return ok({ id: madeCheckout.id, url: `http://127.0.0.1:3000/pay/${madeLinkSecret}`, validUntil: madeLink.validUntil }, 201);
  return ok(null, 204);
}
