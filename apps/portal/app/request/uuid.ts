const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is a UUID as we make them: only such a key of a form becomes the Idempotency-Key of an order. */
export function isUuid(text: string): boolean {
  return pattern.test(text);
}
