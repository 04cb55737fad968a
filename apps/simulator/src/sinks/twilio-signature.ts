import { createHmac } from 'node:crypto';

/**
 * X-Twilio-Signature: base64 of HMAC-SHA1 over the full URL followed by all form fields, sorted by name, each
 * as name and value without separators (Twilio request validation).
 */
export function signature(authToken: string, url: string, form: Readonly<Record<string, string>>): string {
  const signed = Object.keys(form).sort().reduce((text, name) => text + name + (form[name] ?? ''), url);
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}
