import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256 of a bearer token: all that is stored of it. A token is random and long, so no slow hash is needed. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new session token: 256 random bits after the prefix by which it is told from an API key. */
export function newSessionToken(): string {
  return `tgd_ses_${randomBytes(32).toString('base64url')}`;
}

/** A new API key; the prefix says whether money behind it is real. */
export function newApiKey(mode: 'sandbox' | 'live'): string {
  return `tgd_${mode === 'live' ? 'live' : 'test'}_${randomBytes(32).toString('base64url')}`;
}

/** Compares two secrets in constant time, whatever their lengths. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(tokenHash(a), tokenHash(b));
}
