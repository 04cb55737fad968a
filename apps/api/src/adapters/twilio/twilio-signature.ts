import twilio from 'twilio';

/** The fields of a form-encoded callback, from its exact bytes; a field that comes twice keeps all its values. */
export function formFields(rawBody: Buffer): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(rawBody.toString('utf8'))) {
    const earlier = fields[name];
    fields[name] = earlier === undefined ? value : [...(Array.isArray(earlier) ? earlier : [earlier]), value];
  }
  return fields;
}

/**
 * Whether a callback comes from Twilio: X-Twilio-Signature is the base64 HMAC-SHA1, under the account's token, of the
 * public address with its query, followed by the sorted fields (Twilio, "Validating requests").
 */
export function isFromTwilio(authToken: string, signature: string | undefined, publicUrl: string, fields: Record<string, string | string[]>): boolean {
  return signature !== undefined && twilio.validateRequest(authToken, signature, publicUrl, fields);
}
