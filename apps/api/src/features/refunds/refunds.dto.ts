import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, IsUUID, Length } from 'class-validator';
import { At, Choice, Euro, Id, Parts, Text, Whole } from '../../http/fields.js';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

export const REFUND_KINDS = ['suspense', 'payment', 'balance'] as const;
export type RefundKind = (typeof REFUND_KINDS)[number];
export const REFUND_STATES = ['asked', 'approved', 'rejected', 'sent', 'executed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Why money should go back to whoever paid it. The account is the one that it came from. */
export class PaymentRefundOrder {
  @ApiProperty({ minLength: 5, maxLength: 300 })
  @Transform(trimmed) @IsString() @Length(5, 300)
  reason: string;
}

/** What is left at the end of a contract, and where it goes. */
export class BalanceRefundOrder extends PaymentRefundOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ example: 'BE68 5390 0754 7034' })
  @IsString() @Length(15, 42)
  iban: string;

  @ApiProperty({ description: 'The holder of that bank account' })
  @Transform(trimmed) @IsString() @Length(2, 70)
  name: string;
}

/** What the second person says. */
export class RefundDecision extends PaymentRefundOrder {
  @ApiProperty({ enum: ['approved', 'rejected'] })
  @IsIn(['approved', 'rejected'])
  decision: 'approved' | 'rejected';
}

export class Refund {
  @Id() id: string;
  @Choice(REFUND_KINDS, { description: 'suspense: nobody was found for the money; payment: it was a mistake; balance: left at the end of a contract' }) kind: RefundKind;
  @Choice(REFUND_STATES, { description: 'sent: in a file for the bank; executed: the debit stands on the statement' }) state: RefundState;
  @Euro() amountEuro: string;
  @Text() payeeName: string;
  @Text({ description: 'All but the last four characters are hidden' }) payeeIban: string;
  @Text() reason: string;
  @At() askedAt: string;
  @At({ nullable: true }) decidedAt: string | null;
  @Id({ nullable: true }) paymentId: string | null;
  @Id({ nullable: true }) fileId: string | null;
}

export class RefundList {
  @Parts(() => Refund) items: Refund[];
}

/** A file of credit transfers for the bank. */
export class RefundFile {
  @Id() id: string;
  @At() madeAt: string;
  @Whole() refunds: number;
  @Euro() totalEuro: string;
}
