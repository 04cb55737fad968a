import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, Validate, ValidateNested, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { Id, Text } from '../../http/fields.js';
import { NewCustomer } from '../people/index.js';
import { isEan18 } from './ean.js';

const UTILITIES = ['electricity', 'gas', 'exclusive_night'] as const;
const REGISTER_MAX = 99_999_999_999;

@ValidatorConstraint({ name: 'ean18' })
class Ean18 implements ValidatorConstraintInterface {
  validate(text: unknown): boolean {
    return typeof text === 'string' && isEan18(text);
  }

  defaultMessage(): string {
    return 'must be an EAN of 18 digits whose check digit fits';
  }
}

export class NewConnection {
  @ApiProperty({ type: String, description: 'EAN-GSRN of 18 digits.' }) @Validate(Ean18)
  ean: string;

  @ApiProperty({ enum: UTILITIES }) @IsIn(UTILITIES)
  utility: (typeof UTILITIES)[number];

  @ApiProperty({ type: String }) @IsString() @Length(1, 200)
  street: string;

  @ApiProperty({ type: String }) @IsString() @Length(1, 20)
  houseNumber: string;

  @ApiProperty({ type: String }) @Matches(/^[1-9][0-9]{3}$/, { message: 'must be a Belgian postcode of four digits' })
  postcode: string;

  @ApiProperty({ type: String }) @IsString() @Length(1, 100)
  town: string;

  @ApiPropertyOptional({ type: String, description: 'Aggregated receiving station of a gas connection.' }) @IsOptional() @IsString() @MaxLength(50)
  gasStation?: string;

  @ApiPropertyOptional({ type: Boolean }) @IsOptional() @IsBoolean()
  solar?: boolean;
}

export class NewMeter {
  @ApiProperty({ type: String }) @Matches(/^[0-9A-Z-]{5,30}$/, { message: 'must be 5 to 30 capitals and digits' })
  serial: string;

  @ApiProperty({ type: 'integer', description: '1 single-phase, 2 three-phase, 3 gas, 4 exclusive night.' }) @IsInt() @Min(1) @Max(4)
  modelId: number;

  @ApiPropertyOptional({ type: String, description: 'The electricity meter through which a gas meter speaks.' }) @IsOptional() @IsString() @MaxLength(30)
  gasThroughSerial?: string;
}

export class FirstRegisters {
  @ApiProperty({ type: 'integer', description: 'Wh, or dm3 for gas.' }) @IsInt() @Min(0) @Max(REGISTER_MAX)
  offtake1: number;

  @ApiPropertyOptional({ type: 'integer' }) @IsOptional() @IsInt() @Min(0) @Max(REGISTER_MAX)
  offtake2?: number;

  @ApiPropertyOptional({ type: 'integer' }) @IsOptional() @IsInt() @Min(0) @Max(REGISTER_MAX)
  injection1?: number;

  @ApiPropertyOptional({ type: 'integer' }) @IsOptional() @IsInt() @Min(0) @Max(REGISTER_MAX)
  injection2?: number;
}

export class NewContract {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'The holder, when known already.' }) @IsOptional() @IsUUID()
  customerId?: string;

  @ApiPropertyOptional({ type: NewCustomer, description: 'The holder, when new.' }) @IsOptional() @ValidateNested() @Type(() => NewCustomer)
  customer?: NewCustomer;

  @ApiProperty({ type: NewConnection }) @ValidateNested() @Type(() => NewConnection)
  connection: NewConnection;

  @ApiProperty({ type: NewMeter }) @ValidateNested() @Type(() => NewMeter)
  meter: NewMeter;

  @ApiProperty({ type: String, format: 'uuid' }) @IsUUID()
  tariffId: string;

  @ApiProperty({ type: String, format: 'uuid' }) @IsUUID()
  policyId: string;

  @ApiProperty({ type: String, description: 'Why the supplier may supply on prepayment.' }) @IsString() @Length(2, 100)
  legalGround: string;

  @ApiProperty({ type: String, format: 'date', description: 'The first supply day.' }) @IsISO8601({ strict: true }) @Length(10, 10)
  from: string;

  @ApiPropertyOptional({ type: FirstRegisters, description: 'What the meter showed when that day began.' })
  @IsOptional() @ValidateNested() @Type(() => FirstRegisters)
  registers?: FirstRegisters;

  @ApiPropertyOptional({ type: String, description: 'An existing structured reference; otherwise one is made.' }) @IsOptional() @IsString() @MaxLength(30)
  reference?: string;

  @ApiPropertyOptional({ type: String, example: '5.00', description: 'Weekly instalment on the old debt.' }) @IsOptional() @IsString()
  instalmentEuro?: string;
}

export class OpenedContract {
  @Id() accountId: string;
  @Text() reference: string;
}
