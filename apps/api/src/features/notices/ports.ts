import type { MailMessage } from './wording/index.js';

/** What a provider said of one message. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly providerId: string }
  /** This message will never reach this address: another channel is needed. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Certainly not taken: the same message can be sent again. */
  | { readonly kind: 'not_taken'; readonly why: string }
  /** Nobody knows whether it was taken: ask before sending again. */
  | { readonly kind: 'unknown'; readonly why: string };

/** An SMS to one number. */
export interface SmsMessage {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** Address that the provider tells how the message fared. */
  readonly statusCallback: string;
}

/** A message that the provider says it has. */
export interface ProviderMessage {
  readonly providerId: string;
  readonly status: string;
}

/** What the provider answers to "which messages did you take for this number?". */
export type ProviderAnswer =
  | { readonly kind: 'answered'; readonly messages: readonly ProviderMessage[] }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Sends SMS and says afterwards what it has sent. Never throws for what a provider or the network does. */
export interface SmsPort {
  send(message: SmsMessage): Promise<SendOutcome>;
  /** Messages with this text to this number since a wall-clock moment (epoch milliseconds). */
  takenSince(to: string, text: string, sinceMs: number): Promise<ProviderAnswer>;
}

/** A call to one number that cannot take an SMS: the words are spoken, and the person presses a key when they were heard. */
export interface OutgoingCall {
  /** E.164. */
  readonly to: string;
  /** Address of the phone line that says the words when somebody picks up. */
  readonly wordsUrl: string;
  /** Address that the provider tells how the call ended. */
  readonly statusCallback: string;
}

/** Places calls. Never throws for what a provider or the network does. */
export interface CallPort {
  place(call: OutgoingCall): Promise<SendOutcome>;
}

/** A mail to one address. */
export interface OutgoingMail extends MailMessage {
  readonly to: string;
  /** Makes the Message-ID, so that a mail that had to be sent again is known as the same mail. */
  readonly messageKey: string;
  /** Where one click stops optional mail (RFC 8058); null for mail that cannot be refused, which carries no such header. */
  readonly unsubscribeUrl: string | null;
}

/** Sends mail. Never throws for what the mail server or the network does. */
export interface MailPort {
  send(mail: OutgoingMail): Promise<SendOutcome>;
}

/** Opens the sealed columns that hold how a person can be reached. */
export interface ContactReader {
  openOrNull(column: 'person.phone' | 'person.mail' | 'person.name', sealed: Buffer | null): string | null;
}
