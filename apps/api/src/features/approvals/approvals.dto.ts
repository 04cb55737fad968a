import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, IsUUID, Length } from 'class-validator';
import { At, Choice, Id, Parts, Text } from '../../http/fields.js';
import { APPROVAL_KINDS, type ApprovalKind } from './approval-effects.js';

const trimmed = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? value.trim() : value);

/** What one person asks another one to agree with. */
export class ApprovalOrder {
  @ApiProperty({ enum: APPROVAL_KINDS })
  @IsIn(APPROVAL_KINDS)
  kind: ApprovalKind;

  @ApiProperty({ format: 'uuid', description: 'What it is about' })
  @IsUUID()
  subject: string;

  @ApiProperty({ minLength: 5, maxLength: 500 })
  @Transform(trimmed) @IsString() @Length(5, 500)
  reason: string;
}

/** What the second person says. */
export class ApprovalDecision {
  @ApiProperty({ enum: ['approved', 'rejected'] })
  @IsIn(['approved', 'rejected'])
  decision: 'approved' | 'rejected';

  @ApiProperty({ minLength: 5, maxLength: 500 })
  @Transform(trimmed) @IsString() @Length(5, 500)
  reason: string;
}

export class Approval {
  @Id() id: string;
  @Choice(APPROVAL_KINDS) kind: string;
  @Id() subject: string;
  @Text() reason: string;
  @Text() askedBy: string;
  @At() askedAt: string;
  @Choice(['asked', 'approved', 'rejected']) state: string;
  @Text({ nullable: true }) decidedBy: string | null;
  @At({ nullable: true }) decidedAt: string | null;
  @Text({ nullable: true }) decisionReason: string | null;
}

export class ApprovalList {
  @Parts(() => Approval) items: Approval[];
}
