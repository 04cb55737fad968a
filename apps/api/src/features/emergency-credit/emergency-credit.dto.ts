import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { Choice, Euro, Id } from '../../http/fields.js';

/** Where a customer asks; a member of staff may ask for them. */
export const REQUEST_CHANNELS = ['web', 'sms', 'phone', 'staff'] as const;

const RESULTS = ['taken', 'already_taken', 'not_needed', 'not_available'] as const;
const WHYS = ['taken_before', 'starts_by_itself', 'still_in_credit', 'prepayment_not_allowed', 'used_up'] as const;

/** A request for the emergency credit. */
export class EmergencyCreditOrder {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ enum: REQUEST_CHANNELS, description: 'Where the customer asked' })
  @IsIn(REQUEST_CHANNELS)
  channel: (typeof REQUEST_CHANNELS)[number];
}

/** What became of a request for the emergency credit. */
export class EmergencyCreditAnswer {
  @Id() accountId: string;
  @Choice(RESULTS) result: (typeof RESULTS)[number];
  @Euro({ description: 'What may still be used of it now; with not_needed, what will be there.' }) availableEuro: string;
  @Choice(WHYS, { nullable: true, description: 'Null when it was taken now.' }) why: (typeof WHYS)[number] | null;
  @Choice(['on', 'limited', 'off'], { description: 'What supply should be now; the meter follows.' }) desiredSupply: string;
}
