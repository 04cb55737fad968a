import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { At, Choice, Day, Facts, Flag, Id, Part, Parts, Text, Whole } from '../../http/fields.js';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** Why something about safety is changed. */
export class SafetyReason {
  @Transform(trimmed)
  @IsString() @Length(5, 500)
  @Text({ description: 'Shown to colleagues and kept in the audit with your name.' })
  reason: string;
}

export const SIGNAL_VALUES = {
  weather: ['mild', 'cold'],
  payment_channels: ['up', 'down'],
  phone: ['up', 'down'],
  operator_on_duty: ['yes', 'no'],
  books: ['reconciled', 'open'],
  release: ['none', 'in_progress'],
} as const satisfies Record<string, readonly string[]>;
export type SignalKind = keyof typeof SIGNAL_VALUES;

/** What is known of the world outside, and until when that holds. */
export class SignalOrder {
  @ApiProperty({ enum: Object.keys(SIGNAL_VALUES) })
  @IsIn(Object.keys(SIGNAL_VALUES))
  kind: SignalKind;

  @ApiProperty({ description: 'weather: mild or cold; payment_channels, phone: up or down; operator_on_duty: yes or no; books: reconciled or open; release: none or in_progress.' })
  @IsString() @Length(1, 20)
  value: string;

  @ApiProperty({ format: 'date-time', description: 'What has run out is unknown, and on doubt nobody is cut.' })
  @IsISO8601({ strict: true })
  validUntil: string;
}

export class Signal {
  @Choice(Object.keys(SIGNAL_VALUES)) kind: string;
  @Text() value: string;
  @At() validUntil: string;
  @Text() reportedBy: string;
}

export class BreakerTrip {
  @Id() id: string;
  @Choice(['hour', 'day', 'postcode_day', 'fleet_day']) scope: string;
  @Whole() used: number;
  @Whole() maximum: number;
  @At() trippedAt: string;
}

/** From a payment to the meter's own proof, over the last thirty days; null while nothing was restored. */
export class PaidToOn {
  @Whole() restores: number;
  @Whole({ nullable: true }) p50Seconds: number | null;
  @Whole({ nullable: true }) p99Seconds: number | null;
  @Whole({ description: 'Homes that are to have supply and have no proof of it yet.' }) waiting: number;
  @Whole({ description: 'Homes that waited longer than half an hour; compensation is due.' }) escalated: number;
}

/** What stands between the homes and a cut, and how long those who paid wait. */
export class Safety {
  @Flag() cutsPaused: boolean;
  @Text({ nullable: true }) pausedBecause: string | null;
  @At({ nullable: true, description: 'Without a lease nothing is cut.' }) leaseUntil: string | null;
  @Whole({ description: 'Daily runs that wait for a person.' }) quarantinedRuns: number;
  @Part(() => BreakerTrip, { nullable: true, description: 'All cuts are stopped until two people release them.' }) breaker: BreakerTrip | null;
  @Parts(() => Signal) signals: Signal[];
  @Part(() => PaidToOn) paidToOn: PaidToOn;
  @Whole() openFieldTasks: number;
}

/** Which homes get their supply back: those that lost it in a stretch of time, all or under one policy version. */
export class RestoreOrder extends SafetyReason {
  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true })
  from: string;

  @ApiProperty({ format: 'date-time' })
  @IsISO8601({ strict: true })
  until: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Only homes under this policy version' })
  @IsOptional() @IsUUID()
  policyId?: string;

  @ApiProperty({ minimum: 1, maximum: 31, description: 'For how many days these homes are not cut again' })
  @IsInt() @Min(1) @Max(31)
  days: number;
}

export class RestoreAnswer {
  @Whole() homes: number;
}

/** No home of a kind of supply, or none at all, loses supply in these days. */
export class MoratoriumOrder extends SafetyReason {
  @ApiPropertyOptional({ enum: ['electricity', 'gas', 'exclusive_night'], description: 'Without it every kind of supply' })
  @IsOptional() @IsIn(['electricity', 'gas', 'exclusive_night'])
  utility?: 'electricity' | 'gas' | 'exclusive_night';

  @ApiProperty({ format: 'date' }) @IsString() from: string;
  @ApiProperty({ format: 'date', description: 'The last day' }) @IsString() until: string;
}

export class Moratorium {
  @Id() id: string;
  @Choice(['electricity', 'gas', 'exclusive_night'], { nullable: true }) utility: string | null;
  @Day() from: string;
  @Day() until: string;
  @Text() reason: string;
  @Text() by: string;
}

export class MoratoriumList {
  @Parts(() => Moratorium) items: Moratorium[];
}

/** The grid is out in a postcode, or is back. */
export class OutageOrder extends SafetyReason {
  @ApiProperty({ pattern: '^[1-9][0-9]{3}$' })
  @Matches(/^[1-9][0-9]{3}$/)
  postcode: string;

  @ApiProperty({ enum: ['out', 'back'] })
  @IsIn(['out', 'back'])
  state: 'out' | 'back';
}

export class FieldTask {
  @Id() id: string;
  @Id() accountId: string;
  @Text() kind: string;
  @Facts() facts: unknown;
  @At() openedAt: string;
}

export class FieldTaskList {
  @Parts(() => FieldTask) items: FieldTask[];
}

export class FieldTaskNote {
  @Transform(trimmed)
  @IsString() @Length(5, 500)
  @Text({ description: 'What was found and done' })
  note: string;
}
