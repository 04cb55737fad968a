import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length, Matches } from 'class-validator';
import { At, Choice, Euro, Id, Text } from '../../http/fields.js';
import { EURO_MESSAGE, EURO_PATTERN } from '../payments/index.js';

/** Cash that a clerk takes at the counter. */
export class CounterPaymentOrder {
  @ApiProperty({ description: 'Structured reference, or EAN-13 or EAN-18 of the connection' })
  @IsString() @Length(1, 140)
  reference: string;

  @ApiProperty({ example: '20.00' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;
}

/** The receipt that the clerk prints: amount, reference and time; no name, balance or debt. */
export class CounterReceipt {
  @Id() paymentId: string;
  @Text({ description: 'Short number on the paper, by which the payment is found again' }) receiptNumber: string;
  @Choice(['booked', 'suspense', 'reversed'], { description: 'suspense: the reference is not known; ask the customer before they leave' }) state: 'booked' | 'suspense' | 'reversed';
  @Euro() amountEuro: string;
  @Text() reference: string;
  @At() paidAt: string;
  @Text({ description: 'Who collects' }) supplierName: string;
}

/** Why a payment should be undone. */
export class CounterReversalOrder {
  @ApiProperty({ minLength: 5, maxLength: 300 })
  @IsString() @Length(5, 300)
  reason: string;
}

/** How far a reversal has come. */
export class CounterReversal {
  @Id() paymentId: string;
  @Choice(['waits_for_second_person', 'reversed']) state: 'waits_for_second_person' | 'reversed';
  @Text() reason: string;
}
