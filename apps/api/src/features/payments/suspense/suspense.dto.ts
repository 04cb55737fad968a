import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { At, Choice, Euro, Id, Parts, Text } from '../../../http/fields.js';
import { PAYMENT_CHANNELS, type PaymentChannel } from '../incoming-payment.js';
import { CANDIDATE_GROUNDS, type CandidateGround } from './rank-candidates.js';

/** An account that the money may be meant for. */
export class SuspenseCandidate {
  @Id() accountId: string;
  @Text({ description: 'The structured reference, as printed' }) reference: string;
  @Text() ean: string;
  @Choice(CANDIDATE_GROUNDS, { description: 'earlier_payer: money from the same bank account went there before; one_slip: but for one digit it would be this reference' }) ground: CandidateGround;
}

/** Money that waits for a person. */
export class SuspenseItem {
  @Id() id: string;
  @At() receivedAt: string;
  @At() paidAt: string;
  @Choice(PAYMENT_CHANNELS) channel: PaymentChannel;
  @Text() externalId: string;
  @Euro({ description: 'Below zero for money that the bank took back' }) amountEuro: string;
  @Text({ nullable: true }) payerName: string | null;
  @Text({ nullable: true, description: 'What the payer wrote' }) reference: string | null;
  @Text({ description: 'Why nobody has it yet' }) why: string;
  @Parts(() => SuspenseCandidate, { description: 'The surest first' }) candidates: SuspenseCandidate[];
}

export class SuspenseList {
  @Parts(() => SuspenseItem) items: SuspenseItem[];
  @Text({ nullable: true }) nextCursor: string | null;
}

/** Whose money it is. */
export class SuspenseAssignment {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  accountId: string;
}
