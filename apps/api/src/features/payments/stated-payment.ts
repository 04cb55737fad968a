import { createHash, randomUUID } from 'node:crypto';
import { instant, type Instant, type MicroEuro, type RecognisedReference, recogniseReference, supplyDayOf } from '@tegoed/prepayment-engine';
import type { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { readAccountBook } from './account-book.js';
import { bookInSuspense, type PaymentDeps, type PaymentToBook } from './book-payment.js';
import { bookTopUp } from './book-top-up.js';
import type { IncomingPayment, PaymentChannel, PaymentOutcome } from './incoming-payment.js';
import { matchStated } from './match-reference.js';

/** A payment that a channel reports with one stated reference. */
export interface StatedPayment {
  /** A structured reference or an EAN, in any spelling. */
  readonly reference: string;
  readonly amountMicroEuro: MicroEuro;
  /** When the customer paid, which may be days ago. */
  readonly paidAt: Instant;
  readonly channel: Exclude<PaymentChannel, 'bank'>;
  /** The channel's own id: the same payment told twice, over whatever way, is one. */
  readonly externalId: string;
  readonly payerName: string | null;
  readonly inboxId: number | null;
}

/** The payment as it is booked. Two spellings of one reference are the same fact. */
export function incomingPaymentOf(stated: StatedPayment, people: PersonalData): IncomingPayment {
  const sealed = people.sealOrNull('payment.payer_name', stated.payerName);
  const { channel, externalId, amountMicroEuro, paidAt, reference, inboxId } = stated;
  return {
    paymentId: randomUUID(),
    channel,
    externalId,
    contentHash: contentHashOf([spellingFree(reference, recogniseReference(reference)), amountMicroEuro, paidAt]),
    amountMicroEuro,
    paidAt: instant(paidAt),
    referenceText: reference,
    payerName: sealed === null ? null : `\\x${sealed.toString('hex')}`,
    payerIban: null,
    inboxId,
  };
}

/** Books it on the contract that its reference means on the day of payment, else in suspense with the reason. */
export async function bookStatedPayment(deps: PaymentDeps, asked: PaymentToBook): Promise<PaymentOutcome> {
  const reference = recogniseReference(asked.payment.referenceText ?? '');
  const book = await inTenant(deps.dataSource, asked.tenantId, (tx) => readAccountBook(tx, reference.kind === 'none' ? [] : [reference]));
  const match = matchStated(reference, book, supplyDayOf(asked.payment.paidAt));
  return match.kind === 'account' ? bookTopUp(deps, match.account.accountId, asked) : bookInSuspense(deps, asked, match.why);
}

function spellingFree(text: string, reference: RecognisedReference): string {
  switch (reference.kind) {
    case 'none':
      return text.trim();
    case 'iso11649':
      return reference.value;
    case 'structured':
    case 'ean13':
      return reference.digits;
  }
}

function contentHashOf(fact: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(fact)).digest('hex');
}
