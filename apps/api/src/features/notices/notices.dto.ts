import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { At, Choice, Flag, Id, Parts, Text, Whole } from '../../http/fields.js';
import { CHANNELS, type Channel } from '@tegoed/prepayment-engine';
import { NOTICE_STATES, type NoticeState } from './notice-state.js';
import { LANGUAGES, type Language } from './wording/index.js';

const PAGE_SIZE_MAX = 200;
const PAGE_SIZE = 50;

/** Which notices to list. */
export class NoticeListQuery {
  @ApiPropertyOptional({ enum: [...NOTICE_STATES] })
  @IsOptional()
  @IsIn(NOTICE_STATES)
  state?: NoticeState;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  accountId?: string;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @IsOptional()
  @IsUUID()
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', default: PAGE_SIZE, maximum: PAGE_SIZE_MAX })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_SIZE_MAX)
  limit: number = PAGE_SIZE;
}

/** A message to the holder of an account. */
export class Notice {
  @Id() id: string;
  @Id() accountId: string;
  @Text() kind: string;
  @Choice(CHANNELS, { nullable: true }) channel: Channel | null;
  @Choice(LANGUAGES, { nullable: true }) language: Language | null;
  @Choice(NOTICE_STATES, { description: 'failed: no channel is left, a person has to reach the holder' }) state: NoticeState;
  @Text({ nullable: true, description: 'Masked' }) to: string | null;
  @Text({ nullable: true, description: 'As sent; for a letter the words of it' }) text: string | null;
  @Whole({ description: 'On this channel' }) attempts: number;
  @Flag({ description: 'Less supply needs this notice to arrive first' }) isWarning: boolean;
  @At() at: string;
  @At() sendAfter: string;
  @At({ nullable: true }) sentAt: string | null;
  @At({ nullable: true }) deliveredAt: string | null;
}

/** A page of notices, newest first. */
export class NoticeList {
  @Parts(() => Notice) items: Notice[];
  @Text({ nullable: true }) nextCursor: string | null;
}

/** One thing that happened to a message. */
export class NoticeProofStep {
  @Choice(['sent', 'delivered', 'not_delivered', 'silent', 'posted', 'returned', 'dropped']) what: string;
  @Choice(CHANNELS, { nullable: true }) channel: string | null;
  @Text({ nullable: true }) why: string | null;
  @Text({ nullable: true, description: 'Id that the provider gave the message' }) providerId: string | null;
  @Text({ nullable: true, description: 'SHA-256 in hex of the words that went out' }) textHash: string | null;
  @At() at: string;
  @At({ description: 'The same moment on the wall: in a sandbox the two differ' }) wallAt: string;
}

/** The steps of a message, in order. */
export class NoticeProof {
  @Parts(() => NoticeProofStep) items: NoticeProofStep[];
}
