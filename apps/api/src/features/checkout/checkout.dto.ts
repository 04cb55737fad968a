import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { At, Choice, Euro, Id, Part, Text } from '../../http/fields.js';
import { LANGUAGES, type Language } from '../../http/request-context.js';
import { EURO_MESSAGE, EURO_PATTERN } from '../payments/index.js';

export const CHECKOUT_STATES = ['open', 'paid', 'expired', 'failed'] as const;

/** A payment by card or Bancontact to begin: for an own account, or with a link that the customer gave. */
export class CheckoutSessionOrder {
  @ApiPropertyOptional({ format: 'uuid', description: 'The account to pay for: the customer’s own, or any of the supplier for a key with the scope payments' })
  @IsOptional() @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ description: 'The secret of a payment link; then no signing in is needed' })
  @IsOptional() @IsString() @Length(16, 100)
  paymentLink?: string;

  @ApiProperty({ example: '20.00', description: '1.00 to 500.00 EUR; with a link that names an amount, that amount' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;

  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional() @IsIn(LANGUAGES)
  language?: Language;
}

/** A checkout: what a payer without login may know of it, and nothing else. */
export class CheckoutSession {
  @Id() id: string;
  @Choice(CHECKOUT_STATES) state: (typeof CHECKOUT_STATES)[number];
  @Text({ description: 'The structured reference, as printed' }) reference: string;
  @Euro() amountEuro: string;
  @Text({ nullable: true, description: 'The page of the provider on which to pay; null once it is of no use any more' }) url: string | null;
  @At() openedAt: string;
  @At({ nullable: true }) paidAt: string | null;
}

/** A payment link to make. */
export class PaymentLinkOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiPropertyOptional({ example: '20.00', description: 'Without it the helper chooses' })
  @IsOptional() @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro?: string;
}

/** A payment link; its secret is told once, to the one who made it. */
export class PaymentLink {
  @Id() id: string;
  @Text({ description: 'The page for the helper' }) url: string;
  @At() validUntil: string;
}

/** How to pay by transfer with a link. */
export class LinkTransfer {
  @Text() beneficiary: string;
  @Text() iban: string;
  @Text() bic: string;
  @Text({ description: 'What the QR code of a transfer says (EPC069-12)' }) epcQr: string;
}

/** What a helper sees: amount, reference and time; no name, no balance, no debt. */
export class PaymentLinkView {
  @Text({ description: 'The structured reference, as printed' }) reference: string;
  @Euro({ nullable: true }) amountEuro: string | null;
  @At() validUntil: string;
  @Part(() => LinkTransfer) transfer: LinkTransfer;
}
