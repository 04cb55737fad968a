import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { At, Choice, Day, Facts, Id, Parts, Text, Whole } from '../../../http/fields.js';
import { PageQuery } from '../../../http/page-query.js';

export const EXCEPTION_STATES = ['open', 'solved', 'accepted', 'rejected'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** Which part of the work list is asked for. */
export class ExceptionQuery extends PageQuery {
  @ApiPropertyOptional({ enum: EXCEPTION_STATES, default: 'open' }) @IsOptional() @IsIn(EXCEPTION_STATES)
  state?: ExceptionState;

  @ApiPropertyOptional({ type: String, description: 'Only this problem, such as lower_than_last.' }) @IsOptional() @IsString() @MaxLength(40)
  problem?: string;
}

/** A reading that is doubtful, or a task about a meter. It never lowers supply. */
export class ReadingException {
  @Text() id: string;
  @Id({ nullable: true }) accountId: string | null;
  @Text({ nullable: true }) ean: string | null;
  @Day() day: string;
  @Text({ description: 'Why it is here: lower_than_last, above_connection_capacity, conflicting_value, exchange_incomplete, no_gas_factor, unknown_meter, zero_for_long, ...' }) problem: string;
  @Facts() facts: Record<string, unknown>;
  @Choice(EXCEPTION_STATES) state: ExceptionState;
  @At() recordedAt: string;
  @Text({ nullable: true }) decidedBy: string | null;
  @At({ nullable: true }) decidedAt: string | null;
  @Text({ nullable: true }) decisionReason: string | null;
}
export class ExceptionCount {
  @Text() problem: string;
  @Whole() count: number;
}
/** The work list of doubtful readings, the oldest first, with how many are open of each kind. */
export class ReadingExceptionList {
  @Parts(() => ReadingException) items: ReadingException[];
  @Parts(() => ExceptionCount) open: ExceptionCount[];
  @Text({ nullable: true }) nextCursor: string | null;
}
/** A person's decision on one entry of the work list. */
export class ExceptionDecision {
  @IsIn(['accept', 'reject'])
  @Choice(['accept', 'reject'], { description: 'accept: the value is true, the days are computed again with it. reject: it is not, or the task is done.' })
  decision: 'accept' | 'reject';

  @IsString() @Length(5, 500)
  @Text({ description: 'Goes to the work list and to the audit with your name.' })
  reason: string;
}
