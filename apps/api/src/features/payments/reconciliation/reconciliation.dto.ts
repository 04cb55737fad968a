import { ApiProperty } from '@nestjs/swagger';
import { IsDateString, Length } from 'class-validator';
import { At, Choice, Day, Euro, Flag, Id, Part, Parts, Text, Whole } from '../../../http/fields.js';
import { PAYMENT_CHANNELS, type PaymentChannel } from '../incoming-payment.js';

/** Which day, by the tenant's own time in Belgium. */
export class ReconciliationQuery {
  @ApiProperty({ format: 'date' })
  @IsDateString({ strict: true }) @Length(10, 10)
  day: string;
}

/** The money of one channel on one day: what came is what was booked and what waits. */
export class ChannelReconciliation {
  @Choice(PAYMENT_CHANNELS) channel: PaymentChannel;
  @Whole() count: number;
  @Euro({ description: 'What the channel told' }) receivedEuro: string;
  @Euro({ description: 'What the journal put on accounts of customers' }) bookedEuro: string;
  @Euro({ description: 'What the journal put in suspense' }) suspenseEuro: string;
  @Euro({ description: 'Received, and in neither of them: must be 0.00' }) differenceEuro: string;
}

/** An account of the house on which money stands between a channel and the bank. */
export class ClearingBalance {
  @Text() account: string;
  @Euro({ description: 'Debit minus credit at the end of the day' }) balanceEuro: string;
}

/** The bank account in the books beside the bank's own statements. */
export class BankReconciliation {
  @Euro({ nullable: true, description: 'From the first statement’s opening balance to the last one’s closing balance' }) statementEuro: string | null;
  @Euro({ description: 'What was booked from the bank, advices that are in no statement yet included' }) bookedEuro: string;
  @Euro({ nullable: true, description: 'Booked, and in no statement: money that was only advised, or a statement that is missing' }) differenceEuro: string | null;
  @Text({ nullable: true }) iban: string | null;
}

export const OPEN_KINDS = ['suspense', 'statement_gap', 'bank_file_unfinished', 'bank_file_refused'] as const;

/** Something that a person has to look at. */
export class OpenItem {
  @Choice(OPEN_KINDS) kind: (typeof OPEN_KINDS)[number];
  @Id() id: string;
  @Text() detail: string;
  @Euro({ nullable: true }) amountEuro: string | null;
  @At() since: string;
  @Whole() ageDays: number;
}

/** One day of a supplier, closed or not. */
export class ReconciliationAnswer {
  @Day() day: string;
  @At() asOf: string;
  @Flag({ description: 'Every channel is explained to the cent, and suspense is the payments that wait' }) closes: boolean;
  @Parts(() => ChannelReconciliation) channels: ChannelReconciliation[];
  @Parts(() => ClearingBalance) clearing: ClearingBalance[];
  @Part(() => BankReconciliation) bank: BankReconciliation;
  @Euro({ description: 'Suspense in the books minus the payments that wait: must be 0.00' }) suspenseDifferenceEuro: string;
  @Whole({ description: 'Payments of the day that reached an account without a person, in hundredths of a percent' }) matchedBasisPoints: number;
  @Whole({ description: 'Files refused on the day' }) refusedFiles: number;
  @Parts(() => OpenItem, { description: 'The oldest first, at most 200' }) open: OpenItem[];
}
