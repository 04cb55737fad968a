import { z } from 'zod';
import { LANGUAGES } from '../wording/index.js';

/** Where a call is: what the caller was asked last. */
export const PLACES = ['language', 'connection', 'pin', 'menu', 'emergency', 'pay', 'claim_channel', 'claim_amount', 'away'] as const;
export type Place = (typeof PLACES)[number];

const callSchema = z.object({
  place: z.enum(PLACES),
  /** Number of the question; an answer to it is one step, however often it is sent. */
  step: z.int().min(0).max(500),
  language: z.enum(LANGUAGES),
  /** Silent or wrong answers in a row. */
  misses: z.int().min(0).max(9),
  /** Which account is spoken about: electricity first. */
  account: z.int().min(0).max(9),
  /** Proved by the PIN; a caller who asked for it hears the balance without. */
  proved: z.boolean(),
  claim: z.enum(['transfer', 'deposit']).nullable(),
});

/**
 * Everything that the line remembers of a call between two webhooks. It travels in the address that Twilio calls next:
 * the address is under Twilio's signature, so nobody else can change it. No name, number or PIN is in it.
 */
export type Call = z.infer<typeof callSchema>;

/** A call that begins. */
export const NEW_CALL: Call = { place: 'language', step: 0, language: 'nl', misses: 0, account: 0, proved: false, claim: null };

/** The call as text for an address. */
export function writeCall(call: Call): string {
  return Buffer.from(JSON.stringify(call)).toString('base64url');
}

/** The call of an address; null when the text is none. */
export function readCall(text: string): Call | null {
  try {
    const read = callSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
