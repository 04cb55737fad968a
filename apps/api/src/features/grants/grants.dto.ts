import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, IsUUID, Length, Matches } from 'class-validator';
import { At, Choice, Euro, Id, Parts, Text } from '../../http/fields.js';
import { PageQuery } from '../../http/page-query.js';

export const GRANT_KINDS = ['support_credit'] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

const EURO_PATTERN = /^(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?$/;

/** Credit that an OCMW or a supplier gives. */
export class GrantOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ enum: GRANT_KINDS })
  @IsIn(GRANT_KINDS)
  kind: GrantKind;

  @ApiProperty({ example: '46.66', description: '0.01 to 1000.00 EUR' })
  @IsString() @Matches(EURO_PATTERN, { message: 'amountEuro must be euros as a decimal string with a point and at most two decimals, for example "46.66"' })
  amountEuro: string;

  @ApiProperty({ minLength: 5, maxLength: 500, description: 'Why; the customer’s file shows it' })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString() @Length(5, 500)
  reason: string;
}

/** Which grants to list. */
export class GrantListQuery extends PageQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;
}

/** A grant that has just been given, and what it did. */
export class GrantAnswer {
  @Id() id: string;
  @Id() accountId: string;
  @Euro() amountEuro: string;
  @Euro() balanceAfterEuro: string;
  @Choice(['on', 'limited', 'off'], { description: 'What supply should be now; the meter follows' }) desiredSupply: string;
}

export class GrantRow {
  @Id() id: string;
  @Id() accountId: string;
  @Choice(GRANT_KINDS) kind: string;
  @Euro() amountEuro: string;
  @Text() reason: string;
  @Text({ description: 'Who gave it' }) by: string;
  @At() at: string;
}

export class GrantList {
  @Parts(() => GrantRow) items: GrantRow[];
  @Text({ nullable: true }) nextCursor: string | null;
}
