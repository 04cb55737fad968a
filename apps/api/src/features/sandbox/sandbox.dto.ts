import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { UTILITIES, type Region, type Utility } from '@tegoed/prepayment-engine';
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { At, Choice, Day, Flag, Id, Part, Parts, Text, Whole } from '../../http/fields.js';
import { REGIONS, TENANT_KINDS, type TenantToMake } from './tenants.js';

/** A world to make. */
export class NewWorld {
  @ApiProperty({ type: String, minLength: 1, maxLength: 100 })
  @IsString() @Length(1, 100)
  name: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Where its clock begins; it runs on from there.' })
  @IsISO8601({ strict: true })
  now: string;

  @ApiProperty({ type: Boolean, description: 'True: people, the MDM and the bank act by themselves. False: a story makes everything happen.' })
  @IsBoolean()
  automatic: boolean;
}

/** A supplier to make in a world. */
export class NewTenant {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  world: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: 100 })
  @IsString() @Length(1, 100)
  name: string;

  @ApiProperty({ enum: TENANT_KINDS })
  @IsIn(TENANT_KINDS)
  kind: TenantToMake['kind'];

  @ApiProperty({ enum: REGIONS })
  @IsIn(REGIONS)
  region: Region;

  @ApiPropertyOptional({ type: String, description: 'The account it collects on, without blanks; made up when absent.' })
  @IsOptional() @Matches(/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/)
  iban?: string;

  @ApiPropertyOptional({ type: String, default: 'BBRUBEBB' })
  @IsOptional() @IsString() @MaxLength(11)
  bic?: string;
}

/** Which clock is asked for. */
export class WorldQuery {
  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Without it: the world of the one who asks, or the oldest.' })
  @IsOptional() @IsUUID()
  world?: string;
}

/** Where to move a clock: by a duration, or until an instant. */
export class ClockMove extends WorldQuery {
  @ApiPropertyOptional({ type: String, example: '7d', description: '7d, 36h, 90m, 1d12h, or ISO 8601: P7D, PT36H.' })
  @IsOptional() @IsString() @MaxLength(30)
  duration?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  @IsOptional() @IsISO8601({ strict: true })
  until?: string;
}

/** A clock as it stands. */
export class Clock {
  @Id() worldId: string;
  @Text() name: string;
  @At() now: string;
  @Flag() advancing: boolean;
  @At({ nullable: true }) target: string | null;
  @Whole({ description: 'Stops made since the last move was asked for.' }) stepsDone: number;
}

export class WorldTenant {
  @Id() id: string;
  @Text() name: string;
  @Text() iban: string;
  @Text() bic: string;
  @Text({ description: 'Key of the outside systems of this supplier.' }) apiKey: string;
}

export class WorldAnswer {
  @Id() worldId: string;
  @Text() name: string;
  @At() now: string;
  @Flag() automatic: boolean;
  @Parts(() => WorldTenant) tenants: WorldTenant[];
}

export class WorldList {
  @Parts(() => WorldAnswer) items: WorldAnswer[];
  @Text({ nullable: true }) nextCursor: string | null;
}

export class SandboxTariff {
  @Id() id: string;
  @Text() name: string;
  @Choice(UTILITIES) utility: Utility;
}

export class TenantAnswer {
  @Id() tenantId: string;
  @Text() name: string;
  @Text() iban: string;
  @Text() bic: string;
  @Text() apiKey: string;
  @Id() policyId: string;
  @Parts(() => SandboxTariff) tariffs: SandboxTariff[];
}

class HomeRegisters {
  @Whole({ description: 'Wh, or dm3 for gas.' }) offtake1: number;
  @Whole({ nullable: true }) offtake2: number | null;
  @Whole({ nullable: true }) injection1: number | null;
  @Whole({ nullable: true }) injection2: number | null;
}

class HomeCustomer {
  @Text() name: string;
  @Text({ nullable: true }) phone: string | null;
  @Text({ nullable: true }) email: string | null;
  @Text() language: string;
}

class HomeAddress {
  @Text() street: string;
  @Text() houseNumber: string;
  @Text() postcode: string;
  @Text() town: string;
}

/** One supplied connection as the outside world knows it. */
export class SandboxHome {
  @Id() accountId: string;
  @Id() tenantId: string;
  @Text() ean: string;
  @Text({ description: 'Twelve digits.' }) reference: string;
  @Choice(UTILITIES) utility: Utility;
  @Text() meterSerial: string;
  @Text({ nullable: true }) gasThroughSerial: string | null;
  @Flag() solar: boolean;
  @Day() contractFrom: string;
  @Part(() => HomeRegisters, { description: 'At the start of the contract, or as last read.' }) registers: HomeRegisters;
  @Part(() => HomeCustomer) customer: HomeCustomer;
  @Part(() => HomeAddress) address: HomeAddress;
}

export class HomesOfWorld {
  @Id() worldId: string;
  @At() now: string;
  @Flag() automatic: boolean;
  @Parts(() => WorldTenant) tenants: WorldTenant[];
  @Parts(() => SandboxHome) homes: SandboxHome[];
}
