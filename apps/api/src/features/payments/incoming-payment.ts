import { type HouseAccount, type Instant, microEuro, type MicroEuro } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';

/** The ways money comes in; each stands on its own house account until it is seen on the bank. */
export const PAYMENT_CHANNELS = ['bank', 'terminal', 'cash_desk', 'web', 'partner'] as const;
export type PaymentChannel = (typeof PAYMENT_CHANNELS)[number];

/** The house account on which the money of a channel stands. */
export const HOUSE_ACCOUNT_OF: Readonly<Record<PaymentChannel, HouseAccount>> = {
  bank: 'bank',
  terminal: 'clearing_terminal',
  cash_desk: 'clearing_cash',
  web: 'clearing_stripe',
  partner: 'clearing_terminal',
};

/** One amount that arrived from outside, or left again: a bank takes money back too. */
export interface IncomingPayment {
  /** Made by the caller before anything is sent, and the same on every retry. */
  readonly paymentId: string;
  readonly channel: PaymentChannel;
  /** The outside's own id: unique per channel and tenant. */
  readonly externalId: string;
  /** Hash of what the outside said, to tell a repetition from a different fact under the same id. */
  readonly contentHash: string;
  /** Above zero for money that came, below zero for money that left. */
  readonly amountMicroEuro: MicroEuro;
  readonly paidAt: Instant;
  readonly referenceText: string | null;
  /** Encrypted already, as hex for the database; null when unknown. */
  readonly payerName: string | null;
  readonly payerIban: string | null;
  readonly inboxId: number | null;
}

/** Why money has no home yet; for programs, the portal says it in words. */
export type SuspenseReason =
  | 'reference_missing'
  | 'reference_unreadable'
  | 'reference_unknown'
  | 'reference_doubtful'
  | 'contract_ended'
  | 'no_contract_then'
  | 'account_unknown'
  | 'returned_payment_not_found'
  | 'correction_in_our_favour'
  | 'payout_returned'
  | 'not_from_a_customer';

/** Where an amount went. */
export interface PaymentPart {
  readonly to: string;
  readonly amountMicroEuro: MicroEuro;
}

/** What is answered for a payment, now and whenever it is repeated. */
export interface PaymentResult {
  readonly paymentId: string;
  readonly result: 'booked' | 'suspense';
  /** Public id. */
  readonly accountId: string | null;
  readonly parts: readonly PaymentPart[];
  readonly balanceAfterMicroEuro: MicroEuro | null;
  readonly why: string | null;
}

/**
 * How a booking ended. `duplicate`: a key of that channel stands for this very fact already; `other_content`: it stands
 * for another one, which a person has to look at. `stored` is what was kept with the key.
 */
export type PaymentOutcome =
  | { readonly kind: 'booked' | 'suspense'; readonly result: PaymentResult }
  | { readonly kind: 'duplicate' | 'other_content'; readonly channel: string; readonly stored: unknown };

/** The row of a payment, in the shape of its table. */
export function paymentRow(payment: IncomingPayment, state: 'booked' | 'suspense', why: string | null, now: Instant): object {
  return {
    payment_id: payment.paymentId, channel: payment.channel, external_id: payment.externalId, amount_micro_euro: payment.amountMicroEuro,
    state, why, reference_text: payment.referenceText, payer_name: payment.payerName, payer_iban: payment.payerIban, inbox_id: payment.inboxId,
    paid_at: isoOf(payment.paidAt), recorded_at: isoOf(now),
  };
}

/** The two sides of money that waits: what came is debited to its house account, what left is credited. */
export function suspenseSides({ channel, amountMicroEuro }: IncomingPayment): { debit: string; credit: string; amount_micro_euro: MicroEuro } {
  const house = HOUSE_ACCOUNT_OF[channel];
  return amountMicroEuro > 0
    ? { debit: house, credit: 'suspense', amount_micro_euro: amountMicroEuro }
    : { debit: 'suspense', credit: house, amount_micro_euro: microEuro(-amountMicroEuro) };
}
