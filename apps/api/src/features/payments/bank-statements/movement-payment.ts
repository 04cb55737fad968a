import { randomUUID } from 'node:crypto';
import { type Instant, microEuro, type SupplyDay, startOfDay, supplyDayOf } from '@tegoed/prepayment-engine';
import type { BookableMovement } from '../../../adapters/bank-files/index.js';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import type { IncomingPayment } from '../incoming-payment.js';

/** The day that counts as the day of payment: when the bank booked it, else its value day, else the statement's day. */
export function dayOfMovement({ statement, transaction }: BookableMovement, now: Instant): SupplyDay {
  const today = supplyDayOf(now);
  const day = (transaction.entryDay ?? transaction.valueDay ?? statement.date ?? today) as SupplyDay;
  return day > today ? today : day;
}

/** A movement of a statement as a payment of the channel bank, under the name that it has in every copy of the file. */
export function paymentOfMovement(movement: BookableMovement, people: PersonalData, inboxId: number, now: Instant): IncomingPayment {
  const { transaction } = movement;
  return {
    paymentId: randomUUID(),
    channel: 'bank',
    externalId: movement.identity,
    contentHash: movement.contentHash,
    amountMicroEuro: microEuro(transaction.amountMicroEuro),
    paidAt: startOfDay(dayOfMovement(movement, now)),
    referenceText: transaction.structured?.value ?? transaction.freeText,
    payerName: sealedHex(people.sealOrNull('payment.payer_name', transaction.counterpartyName)),
    payerIban: sealedHex(people.sealOrNull('payment.payer_iban', transaction.counterpartyIban)),
    inboxId,
  };
}

function sealedHex(sealed: Buffer | null): string | null {
  return sealed === null ? null : `\\x${sealed.toString('hex')}`;
}
