import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The ladder of channels, best first. A letter is made by people: it is the end of what we can send ourselves. */
export const CHANNELS = ['sms', 'mail', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How a person can be reached, opened. */
export interface Contact {
  readonly phone: string | null;
  readonly mail: string | null;
}

/** Where a message goes. `to` is null for a letter. */
export type Destination =
  | { readonly channel: 'sms'; readonly to: string }
  | { readonly channel: 'mail'; readonly to: string }
  | { readonly channel: 'letter'; readonly to: null };

/** The first channel at or below `from` on which this person can be reached; null starts at the top. */
export function destinationOf(contact: Contact, from: Channel | null): Destination {
  const first = from === null ? 0 : CHANNELS.indexOf(from);
  const mobile = first <= CHANNELS.indexOf('sms') ? mobileOf(contact.phone) : null;
  if (mobile !== null) return { channel: 'sms', to: mobile };
  if (first <= CHANNELS.indexOf('mail') && contact.mail !== null) return { channel: 'mail', to: contact.mail };
  return { channel: 'letter', to: null };
}

/** The channel to try when this one has failed. */
export function channelBelow(channel: Channel): Channel {
  return CHANNELS[CHANNELS.indexOf(channel) + 1] ?? 'letter';
}

/** How an address is shown and kept beside the message: enough to recognise it, not enough to use it. */
export function maskedAddress(to: string): string {
  const at = to.indexOf('@');
  if (at > 0) return `${to.slice(0, 1)}***${to.slice(at)}`;
  return `${to.slice(0, 4)}${'*'.repeat(Math.max(0, to.length - 6))}${to.slice(-2)}`;
}

// A landline would swallow an SMS without a word, so only a number known as mobile counts.
function mobileOf(phone: string | null): string | null {
  if (phone === null) return null;
  const parsed = parsePhoneNumberFromString(phone, 'BE');
  const type = parsed?.getType();
  return parsed !== undefined && (type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') ? parsed.number : null;
}
