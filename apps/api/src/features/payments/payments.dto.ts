import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../http/page-query.js';
import { PAYMENT_CHANNELS, type PaymentChannel } from './incoming-payment.js';

/** Banks do not call us: their money comes in statements. */
export const CALLING_CHANNELS = PAYMENT_CHANNELS.filter((channel) => channel !== 'bank');

/** Euros and cents; more decimals are no money, and a thousand separator is a mistake waiting to happen. */
export const EURO_PATTERN = /^(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?$/;
export const EURO_MESSAGE = 'must be euros as a decimal string with a point and at most two decimals, for example "20.00"';

/** A payment that a terminal, a desk or a partner took. */
export class PaymentOrder {
  @ApiProperty({ description: 'Structured reference (12 digits, in any spelling), or EAN-13 or EAN-18 of the connection' })
  @IsString() @Length(1, 140)
  reference: string;

  @ApiProperty({ example: '20.00', description: '0.01 to 100000.00 EUR' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;

  @ApiProperty({ enum: CALLING_CHANNELS })
  @IsIn(CALLING_CHANNELS)
  channel: Exclude<PaymentChannel, 'bank'>;

  @ApiProperty({ format: 'date-time', description: 'When the customer paid, with a time zone' })
  @IsString() @MaxLength(40)
  paidAt: string;

  @ApiProperty({ description: 'The channel’s own id of this payment: unique per channel, the same when it is sent again' })
  @IsString() @Length(1, 200)
  externalId: string;

  @ApiPropertyOptional()
  @IsOptional() @IsString() @MaxLength(140)
  payerName?: string;
}

/** Which payments to list. */
export class PaymentListQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional() @IsUUID()
  accountId?: string;
}

/** "I have paid": a transfer or a deposit that is still under way. */
export class PaymentClaimOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ example: '20.00' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;

  @ApiProperty({ enum: ['transfer', 'deposit'], description: 'How the money is coming' })
  @IsIn(['transfer', 'deposit'])
  channel: 'transfer' | 'deposit';
}
