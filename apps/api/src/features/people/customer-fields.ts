import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { e164Of } from '../../adapters/crypto/index.js';
import { invalidField } from '../../http/problem.js';
import { LANGUAGES, type Language } from '../../http/request-context.js';

/** A customer to register. */
export class NewCustomer {
  @ApiProperty({ type: String, minLength: 2, maxLength: 200 })
  @IsString() @Length(2, 200)
  name: string;

  @ApiPropertyOptional({ type: String, description: 'Belgian notation or E.164.' })
  @IsOptional() @IsString() @MaxLength(30)
  phone?: string;

  @ApiPropertyOptional({ type: String, format: 'email' })
  @IsOptional() @IsEmail() @MaxLength(254)
  email?: string;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language: Language;
}

/** The phone of a request in E.164. Throws a 422 when it is no phone number. */
export function phoneOfField(field: string, typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const e164 = e164Of(typed);
  if (e164 === null) throw invalidField(field, 'must be a phone number, for example 0470 12 34 56 or +32470123456');
  return e164;
}
