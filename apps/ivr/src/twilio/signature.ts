import twilio from 'twilio';

/** The fields of a form-encoded webhook, from its exact bytes; a field that comes twice keeps all its values. */
export function formFields(rawBody: Buffer): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(rawBody.toString('utf8'))) {
    const earlier = fields[name];
    fields[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return fields;
}

/** Where a request came in, as far as the signature is about it. */
export interface Received {
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * The address as Twilio was given it. What a proxy says counts only where the configuration says that the proxy always
 * sets both headers itself: otherwise any caller could choose the address that is checked.
 */
export function publicAddress(received: Received, publicUrl: string, trustProxy: boolean): string {
  const [proto, host] = ['x-forwarded-proto', 'x-forwarded-host'].map((name) => received.headers[name]);
  const isTold = trustProxy && typeof proto === 'string' && /^https?$/.test(proto) && typeof host === 'string' && /^[\w.:[\]-]+$/.test(host);
  return `${isTold ? `${proto}://${host}` : publicUrl.replace(/\/$/, '')}${received.originalUrl}`;
}

/**
 * Whether a webhook comes from Twilio: X-Twilio-Signature is the base64 HMAC-SHA1, under the account's token, of the
 * public address with its query, followed by the sorted fields (Twilio, "Validating requests").
 */
export function isFromTwilio(authToken: string, signature: unknown, address: string, fields: Record<string, string | string[]>): boolean {
  return typeof signature === 'string' && twilio.validateRequest(authToken, signature, address, fields);
}
