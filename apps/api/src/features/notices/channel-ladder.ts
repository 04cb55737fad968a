import { CHANNELS, type Channel } from '@tegoed/prepayment-engine';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** How a person can be reached, opened. A letter can always be sent: the connection has an address. */
export interface Contact {
  readonly phone: string | null;
  readonly mail: string | null;
}

/** Where a message goes. `to` is null for a letter, whose address is put on when it is printed. */
export type Destination =
  | { readonly channel: 'sms' | 'call' | 'mail'; readonly to: string }
  | { readonly channel: 'letter'; readonly to: null };

/**
 * The first allowed channel at or below `from` on which this person can be reached; null `from` starts at the top, null
 * is the answer when no channel is left. Only a number that cannot take an SMS is called: a mobile that took none is off.
 */
export function destinationOf(contact: Contact, from: Channel | null, allowed: readonly Channel[]): Destination | null {
  const first = from === null ? 0 : CHANNELS.indexOf(from);
  const number = numberOf(contact.phone);
  for (const channel of CHANNELS.slice(first)) {
    if (!allowed.includes(channel)) continue;
    if (channel === 'sms' && number?.takesSms === true) return { channel, to: number.e164 };
    if (channel === 'call' && number?.takesSms === false) return { channel, to: number.e164 };
    if (channel === 'mail' && contact.mail !== null) return { channel, to: contact.mail };
    if (channel === 'letter') return { channel, to: null };
  }
  return null;
}

/** The channel to try when this one has failed; null below the letter. */
export function channelBelow(channel: Channel): Channel | null {
  return CHANNELS[CHANNELS.indexOf(channel) + 1] ?? null;
}

/** How an address is shown and kept beside the message: enough to recognise it, not enough to use it. */
export function maskedAddress(to: string): string {
  const at = to.indexOf('@');
  if (at > 0) return `${to.slice(0, 1)}***${to.slice(at)}`;
  return `${to.slice(0, 4)}${'*'.repeat(Math.max(0, to.length - 6))}${to.slice(-2)}`;
}

// A landline would swallow an SMS without a word, so only a number known as mobile gets one.
function numberOf(phone: string | null): { e164: string; takesSms: boolean } | null {
  if (phone === null) return null;
  const parsed = parsePhoneNumberFromString(phone, 'BE');
  const type = parsed?.getType();
  if (parsed === undefined || type === undefined) return null;
  return { e164: parsed.number, takesSms: type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE' };
}
