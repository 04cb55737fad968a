import Stripe from 'stripe';

/** How old a signed event may be, in seconds (Stripe, "Verify webhook signatures": five minutes). */
const TOLERANCE_SECONDS = 300;

/**
 * Whether these exact bytes were signed by the provider: header Stripe-Signature with the time and one or more v1, each
 * the HMAC-SHA256 of `time.body` under an endpoint secret. Of several secrets any may fit, so that one can be rolled.
 */
export function isFromStripe(raw: Buffer, header: string | undefined, secrets: readonly string[], wallNowMs: number): boolean {
  if (header === undefined || raw.length === 0) return false;
  return secrets.some((secret) => fits(raw, header, secret, wallNowMs));
}

function fits(raw: Buffer, header: string, secret: string, wallNowMs: number): boolean {
  const { signature } = Stripe.webhooks;
  if (signature === null) throw new Error('the Stripe library has no check of signatures');
  try {
    return signature.verifyHeader(raw, header, secret, TOLERANCE_SECONDS, undefined, wallNowMs);
  } catch {
    // The library says no by throwing, and on some broken headers it stumbles itself: nothing but a plain yes lets anybody in.
    return false;
  }
}
