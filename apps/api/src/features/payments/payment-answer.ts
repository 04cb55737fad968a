import { At, Choice, Euro, Id, Parts, Text } from '../../http/fields.js';
import { euroOf } from '../../http/euro.js';
import { PAYMENT_CHANNELS, type PaymentChannel, type PaymentResult } from './incoming-payment.js';

export const PAYMENT_RESULTS = ['booked', 'suspense', 'duplicate'] as const;

/** A part of a payment and the account of the customer that it went to. */
export class PaymentPartAnswer {
  @Text({ description: 'credit, or the debt that was repaid' }) to: string;
  @Euro() amountEuro: string;
}

/** What became of a payment. */
export class PaymentAnswer {
  @Id() paymentId: string;
  @Choice(PAYMENT_RESULTS, { description: 'duplicate: this payment was booked before; the rest is what was answered then' }) result: (typeof PAYMENT_RESULTS)[number];
  @Id({ nullable: true }) accountId: string | null;
  @Parts(() => PaymentPartAnswer) parts: PaymentPartAnswer[];
  @Euro({ nullable: true }) balanceAfterEuro: string | null;
  @Text({ nullable: true, description: 'Why the money waits in suspense' }) why: string | null;
}

/** A payment in a list. */
export class PaymentRow {
  @Id() id: string;
  @Id({ nullable: true }) accountId: string | null;
  @Choice(PAYMENT_CHANNELS) channel: PaymentChannel;
  @Text() externalId: string;
  @Euro({ description: 'Below zero for money that was taken back' }) amountEuro: string;
  @Choice(['booked', 'suspense', 'reversed'], { description: 'reversed: taken back later by the bank' }) state: string;
  @Text({ nullable: true }) why: string | null;
  @At() paidAt: string;
  @At() recordedAt: string;
}

export class PaymentList {
  @Parts(() => PaymentRow) items: PaymentRow[];
  @Text({ nullable: true }) nextCursor: string | null;
}

/** A stored result as the API answers it. */
export function paymentAnswer(result: PaymentResult): PaymentAnswer {
  const { paymentId, accountId, balanceAfterMicroEuro, why } = result;
  return {
    paymentId,
    result: result.result,
    accountId,
    parts: result.parts.map((part) => ({ to: part.to, amountEuro: euroOf(part.amountMicroEuro) })),
    balanceAfterEuro: balanceAfterMicroEuro === null ? null : euroOf(balanceAfterMicroEuro),
    why,
  };
}
