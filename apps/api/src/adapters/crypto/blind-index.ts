import { createHmac } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

const SHORTEST_PREFIX = 2;
const LONGEST_PREFIX = 12;
const INDEX_BYTES = 8;

/** The words of a name as they are compared: no accents, no case, no punctuation. */
export function nameWords(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_PREFIX);
}

/** Every beginning of every word of a name, keyed: what is stored, so that a person is found by the first letters. */
export function namePrefixIndexes(key: Buffer, name: string): Buffer[] {
  const prefixes = new Set<string>();
  for (const word of nameWords(name)) {
    for (let length = SHORTEST_PREFIX; length <= Math.min(word.length, LONGEST_PREFIX); length += 1) prefixes.add(word.slice(0, length));
  }
  return [...prefixes].map((prefix) => keyed(key, 'name', prefix));
}

/** What a typed name asks for: each typed word must begin some word of the name. Empty when nothing can be searched. */
export function nameQueryIndexes(key: Buffer, typed: string): Buffer[] {
  return nameWords(typed).map((word) => keyed(key, 'name', word.slice(0, LONGEST_PREFIX)));
}

/** A phone number in E.164 ("0470 12 34 56" and "+32470123456" are one number); null when it is none. */
export function e164Of(typed: string): string | null {
  const parsed = parsePhoneNumberFromString(typed, 'BE');
  return parsed?.isPossible() ? parsed.number : null;
}

/** The keyed index of an E.164 phone number. */
export function phoneIndex(key: Buffer, e164: string): Buffer {
  return keyed(key, 'phone', e164);
}

/** The keyed index of a mail address, whose case does not count. */
export function mailIndex(key: Buffer, address: string): Buffer {
  return keyed(key, 'mail', address.trim().toLowerCase());
}

/** The keyed index of a payer's bank account. */
export function bankAccountIndex(key: Buffer, iban: string): Buffer {
  return keyed(key, 'iban', iban);
}

/** A PIN under the key, in full length: what is hashed slowly, because a PIN alone has too few possibilities to hide. */
export function keyedPin(key: Buffer, pin: string): string {
  return createHmac('sha256', key).update(`pin\n${pin}`).digest('base64');
}

// Shortened: an index must find people, not prove anything, and 64 bits collide never in a population of millions.
function keyed(key: Buffer, kind: 'name' | 'phone' | 'mail' | 'iban', value: string): Buffer {
  return createHmac('sha256', key).update(`${kind}\n${value}`).digest().subarray(0, INDEX_BYTES);
}
