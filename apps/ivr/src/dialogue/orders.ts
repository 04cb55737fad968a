import type { Schema } from '@tegoed/api-client';

export type Summary = Schema<'PhoneSummary'>;
export type Account = Schema<'PhoneAccount'>;

/** What the conversation wants to know or have done by the API. */
export type Order =
  | { readonly kind: 'open' }
  | { readonly kind: 'name_connection'; readonly digits: string }
  | { readonly kind: 'check_pin'; readonly pin: string }
  | { readonly kind: 'read' }
  | { readonly kind: 'take_emergency_credit'; readonly accountId: string }
  | { readonly kind: 'claim_payment'; readonly accountId: string; readonly amountEuro: string; readonly channel: 'transfer' | 'deposit' }
  | { readonly kind: 'send_link'; readonly accountId: string }
  | { readonly kind: 'ask_call_back' };

/** The answer to each kind of order. */
export interface Answers {
  readonly open: Schema<'PhoneContact'>;
  readonly name_connection: null;
  readonly check_pin: Schema<'PinAnswer'>['result'];
  readonly read: Summary;
  readonly take_emergency_credit: Schema<'EmergencyCreditAnswer'>;
  readonly claim_payment: Schema<'PhoneClaimAnswer'>;
  readonly send_link: Schema<'PaymentLinkAnswer'>['result'];
  readonly ask_call_back: Schema<'CallBackAnswer'>['result'];
}

/** A part of the conversation: yields orders, is given their answers, and ends in what is said next. */
export type Steps<Result> = Generator<Order, Result, Answers[Order['kind']]>;

/** Orders one thing and waits for its answer. */
export function* ask<Kind extends Order['kind']>(order: Extract<Order, { kind: Kind }>): Generator<Order, Answers[Kind], Answers[Order['kind']]> {
  return (yield order) as Answers[Kind];
}
