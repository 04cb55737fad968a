import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formFields, isFromTwilio } from './twilio-signature.js';

interface Vector {
  readonly name: string;
  readonly token: string;
  readonly url: string;
  readonly params: Record<string, string>;
  readonly signature: string;
  readonly valid: boolean;
}

const FILE = new URL('../../../../../../shared/data/twilio/signature-vectors.json', import.meta.url);
const vectors = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Vector[]) : [];

describe('the signature of a callback', () => {
  it.skipIf(vectors.length === 0)('agrees with every known vector, from the bytes on the wire (skipped: the reference data is not beside the checkout)', () => {
    const judged = vectors.map(({ name, token, url, params, signature }) => {
      const body = Buffer.from(new URLSearchParams(params).toString());
      return { name, valid: isFromTwilio(token, signature, url, formFields(body)) };
    });
    expect(judged).toEqual(vectors.map(({ name, valid }) => ({ name, valid })));
  });

  it('is refused when it is missing', () => {
    expect(isFromTwilio('token', undefined, 'https://api.example.be/webhooks/twilio/1', {})).toBe(false);
  });
});

describe('the fields of a form', () => {
  it('keep empty values, accents and repeated names', () => {
    expect(formFields(Buffer.from('Body=caf%C3%A9+%2B1&Empty=&A=1&A=2'))).toEqual({ Body: 'café +1', Empty: '', A: ['1', '2'] });
  });
});
