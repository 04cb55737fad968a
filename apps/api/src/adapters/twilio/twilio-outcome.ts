import type { SendOutcome } from '../../features/notices/ports.js';

/** Errors of a connection that was never made: nothing has been handed over. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What an error means for a message or call. A 400 names a number that cannot be reached (Twilio errors 21211, 21610,
 * 21614 ...); 401, 403, 404 and 429 say that nothing was taken; after a 5xx or a broken connection nobody knows.
 */
export function outcomeOfError(error: unknown): SendOutcome {
  const why = whyOf(error);
  const status = propertyOf(error, 'status');
  if (typeof status === 'number' && status < 500) return status === 400 ? { kind: 'refused', why } : { kind: 'not_taken', why };
  const code = propertyOf(error, 'code');
  return typeof code === 'string' && NOT_CONNECTED.has(code) ? { kind: 'not_taken', why } : { kind: 'unknown', why };
}

/** Why it failed. The provider's own message can repeat the number, so only its codes are kept. */
export function whyOf(error: unknown): string {
  const parts = ['status', 'code'].map((name) => propertyOf(error, name)).filter((value) => value !== undefined && value !== null);
  return `twilio ${parts.join(' ')}`.trim();
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
