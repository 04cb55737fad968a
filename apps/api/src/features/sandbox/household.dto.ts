import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { UTILITIES, type Utility } from '@tegoed/prepayment-engine';
import { Type } from 'class-transformer';
import { IsBoolean, IsDefined, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Min, ValidateNested } from 'class-validator';
import { Choice, Id, Parts, Text } from '../../http/fields.js';
import { NewCustomer } from '../people/index.js';

const EURO = { type: String, example: '20.00' } as const;

class NewRegisters {
  @ApiProperty({ type: 'integer', description: 'Wh, or dm3 for gas.' })
  @IsInt() @Min(0)
  offtake1: number;

  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional() @IsInt() @Min(0)
  offtake2?: number;

  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional() @IsInt() @Min(0)
  injection1?: number;

  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional() @IsInt() @Min(0)
  injection2?: number;
}

class NewDebts {
  @ApiPropertyOptional(EURO)
  @IsOptional() @IsString()
  oldEuro?: string;

  @ApiPropertyOptional(EURO)
  @IsOptional() @IsString()
  supplyEuro?: string;
}

/** What a customer brings along, per account. */
class OpeningAmounts {
  @ApiPropertyOptional({ ...EURO, description: 'Weekly, on the old debt.' })
  @IsOptional() @IsString()
  instalmentEuro?: string;

  @ApiPropertyOptional({ type: NewDebts })
  @IsOptional() @ValidateNested() @Type(() => NewDebts)
  debts?: NewDebts;

  @ApiPropertyOptional(EURO)
  @IsOptional() @IsString()
  openingCreditEuro?: string;
}

/** A connection to supply; what is left out is made up. */
export class NewSupply extends OpeningAmounts {
  @ApiPropertyOptional({ type: String, description: '18 digits; the check digit is not looked at here.' })
  @IsOptional() @Matches(/^\d{18}$/, { message: 'ean must be 18 digits' })
  ean?: string;

  @ApiPropertyOptional({ type: String })
  @IsOptional() @Matches(/^[0-9A-Z]{5,30}$/, { message: 'serial must be 5 to 30 capitals and digits' })
  serial?: string;

  @ApiPropertyOptional({ type: NewRegisters })
  @IsOptional() @ValidateNested() @Type(() => NewRegisters)
  registers?: NewRegisters;

  @ApiPropertyOptional({ type: Boolean, default: false })
  @IsOptional() @IsBoolean()
  solar?: boolean;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'The night register has a price of its own.' })
  @IsOptional() @IsBoolean()
  dayNight?: boolean;

  @ApiPropertyOptional({ type: String, description: 'Structured reference of 12 digits; else that of the account.' })
  @IsOptional() @Matches(/^\d{12}$/, { message: 'reference must be 12 digits' })
  reference?: string;
}

class NewAddress {
  @ApiProperty({ type: String })
  @IsString() @Length(1, 100)
  street: string;

  @ApiProperty({ type: String })
  @IsString() @Length(1, 20)
  houseNumber: string;

  @ApiProperty({ type: String })
  @IsString() @Length(1, 10)
  postcode: string;

  @ApiProperty({ type: String })
  @IsString() @Length(1, 100)
  town: string;
}

/** A home to open. The amounts beside it hold for each of its accounts that does not name its own. */
export class NewHousehold extends OpeningAmounts {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  tenant: string;

  @ApiProperty({ type: NewCustomer })
  @IsDefined() @ValidateNested() @Type(() => NewCustomer)
  customer: NewCustomer;

  @ApiProperty({ type: NewAddress })
  @IsDefined() @ValidateNested() @Type(() => NewAddress)
  address: NewAddress;

  @ApiPropertyOptional({ type: NewSupply })
  @IsOptional() @ValidateNested() @Type(() => NewSupply)
  electricity?: NewSupply;

  @ApiPropertyOptional({ type: NewSupply })
  @IsOptional() @ValidateNested() @Type(() => NewSupply)
  gas?: NewSupply;

  @ApiPropertyOptional({ type: NewSupply })
  @IsOptional() @ValidateNested() @Type(() => NewSupply)
  exclusiveNight?: NewSupply;

  @ApiProperty({ type: String, format: 'date', description: 'The first supply day.' })
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'contractFrom must be a date such as 2026-11-22' })
  contractFrom: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'The OCMW that has a mandate.' })
  @IsOptional() @IsUUID()
  ocmw?: string;
}

class OpenedAccountAnswer {
  @Id() accountId: string;
  @Choice(UTILITIES) utility: Utility;
  @Text() ean: string;
  @Text({ description: 'Twelve digits.' }) reference: string;
  @Text() meterSerial: string;
}

export class HouseholdAnswer {
  @Id() customerId: string;
  @Parts(() => OpenedAccountAnswer) accounts: OpenedAccountAnswer[];
}
