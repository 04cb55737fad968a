import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, IsUUID, Length, Matches } from 'class-validator';
import { Euro, Id } from '../../../http/fields.js';
import { EURO_MESSAGE, EURO_PATTERN } from '../payments.dto.js';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** The home that a payment was meant for. */
export class PaymentMoveOrder {
  @ApiProperty({ format: 'uuid', description: 'The account that it was meant for' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ minLength: 5, maxLength: 300 })
  @Transform(trimmed) @IsString() @Length(5, 300)
  reason: string;
}

/** Credit that goes from one account of a household to another. */
export class CreditMoveOrder extends PaymentMoveOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  fromAccountId: string;

  @ApiProperty({ example: '20.00' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;
}

/** What was moved, and what both accounts show now. */
export class Move {
  @Id() id: string;
  @Euro() amountEuro: string;
  @Euro() fromBalanceEuro: string;
  @Euro() toBalanceEuro: string;
}
