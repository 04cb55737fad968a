import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { LANGUAGES, type Language } from '../../http/request-context.js';
import { EURO_MESSAGE, EURO_PATTERN } from '../payments/index.js';
import { CONTACT_CHANNELS, type ContactChannel } from './phone-contact.js';

/** A call that rings or an SMS that came in. */
export class NewContact {
  @ApiProperty({ type: String, description: 'CallSid or MessageSid: the same one is the same contact.' })
  @Matches(/^[A-Za-z0-9]{5,64}$/, { message: 'sid must be letters and digits' })
  sid: string;

  @ApiProperty({ enum: CONTACT_CHANNELS })
  @IsIn(CONTACT_CHANNELS)
  channel: ContactChannel;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'The number that calls, in E.164; absent when it is withheld.' })
  @IsOptional() @IsString() @MaxLength(40)
  from?: string | null;
}

/** Digits of a connection, as they stand on the meter. */
export class TypedConnection {
  @ApiProperty({ type: String, description: 'The last thirteen digits of the EAN.' })
  @IsString() @MaxLength(30)
  digits: string;
}

export class PinOrder {
  @ApiProperty({ type: 'integer', description: 'Number of the step in the call; the same step is one try.' })
  @IsInt() @Min(0) @Max(1000)
  step: number;

  @ApiProperty({ type: String })
  @IsString() @MaxLength(20)
  pin: string;
}

/** An account of the contact's customer. */
export class OwnAccountOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;
}

/** "I have paid", said by phone. */
export class PhoneClaimOrder extends OwnAccountOrder {
  @ApiProperty({ example: '20.00' })
  @IsString() @Matches(EURO_PATTERN, { message: `amountEuro ${EURO_MESSAGE}` })
  amountEuro: string;

  @ApiProperty({ enum: ['transfer', 'deposit'] })
  @IsIn(['transfer', 'deposit'])
  channel: 'transfer' | 'deposit';
}

/** What a customer wishes of our messages; what is left out stays as it is. */
export class PhonePreferences {
  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional() @IsIn(LANGUAGES)
  language?: Language;

  @ApiPropertyOptional({ type: Boolean, description: 'False after STOP: only messages about safety and supply.' })
  @IsOptional() @IsBoolean()
  optionalMessages?: boolean;
}

/** A new PIN for the holder of an account. */
export class PhoneAccess {
  @ApiProperty({ type: String, description: 'Four to six digits that are no simple row.' })
  @Matches(/^\d{4,6}$/, { message: 'pin must be four to six digits' })
  pin: string;

  @ApiPropertyOptional({ type: Boolean, default: false, description: 'The customer wants to hear the balance without a PIN from the known number.' })
  @IsOptional() @IsBoolean()
  balanceWithoutPin?: boolean;
}
