import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formFields, isFromTwilio, publicAddress } from './signature.js';

interface Vector {
  readonly name: string;
  readonly token: string;
  readonly url: string;
  readonly params: Record<string, string>;
  readonly signature: string;
  readonly valid: boolean;
}

const SHARED = process.env['TEGOED_SHARED'] ?? path.resolve(import.meta.dirname, '../../../../../shared');
const FILE = path.join(SHARED, 'data/twilio/signature-vectors.json');
const vectors = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Vector[]) : [];

describe('the signature of a webhook', () => {
  it.skipIf(vectors.length === 0)('agrees with every known vector, from the bytes on the wire (skipped: the reference data is not beside the checkout)', () => {
    const judged = vectors.map(({ name, token, url, params, signature }) => {
      const { origin, pathname, search } = new URL(url);
      const address = publicAddress({ originalUrl: `${pathname}${search}`, headers: {} }, origin, false);
      return { name, valid: isFromTwilio(token, signature, address, formFields(Buffer.from(new URLSearchParams(params).toString()))) };
    });
    expect(judged).toEqual(vectors.map(({ name, valid }) => ({ name, valid })));
  });

  it('is refused when it is missing or given twice', () => {
    expect(isFromTwilio('token', undefined, 'https://phone.example.be/voice', {})).toBe(false);
    expect(isFromTwilio('token', ['a', 'b'], 'https://phone.example.be/voice', {})).toBe(false);
  });
});

describe('the public address', () => {
  const forwarded = { originalUrl: '/voice?x=1', headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'phone.example.be:8443' } };

  it('is the configured one, whatever a caller says in its headers', () => {
    expect(publicAddress(forwarded, 'http://127.0.0.1:3002/', false)).toBe('http://127.0.0.1:3002/voice?x=1');
  });

  it('is what the proxy says where the proxy is trusted, and never half of it', () => {
    expect(publicAddress(forwarded, 'http://127.0.0.1:3002', true)).toBe('https://phone.example.be:8443/voice?x=1');
    const half = { originalUrl: '/voice', headers: { 'x-forwarded-proto': 'https' } };
    expect(publicAddress(half, 'http://127.0.0.1:3002', true)).toBe('http://127.0.0.1:3002/voice');
    const forged = { originalUrl: '/voice', headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example/x?' } };
    expect(publicAddress(forged, 'http://127.0.0.1:3002', true)).toBe('http://127.0.0.1:3002/voice');
  });
});
