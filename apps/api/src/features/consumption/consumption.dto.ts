import { IsDefined, IsString, Length, Matches } from 'class-validator';
import { At, Choice, Day, Flag, Id, Parts, Text, Whole } from '../../http/fields.js';

/** The day to settle. */
export class DayToRun {
  @IsDefined()
  @Matches(/^\d{4}-\d\d-\d\d$/, { message: 'day must be a date such as 2026-11-22' })
  @Day()
  day: string;
}

/** Why a person releases a run that the fleet check stopped. */
export class RunToRelease {
  @IsString()
  @Length(10, 500)
  @Text({ description: 'Goes to the audit with your name.' })
  reason: string;
}

/** How many readings of a run were not simply rated, for one reason. */
export class RunReasonAnswer {
  @Text({ description: 'The same word as on the work list, for example gap, jump or no_tariff.' }) reason: string;
  @Whole() readings: number;
}

/** A daily run with its progress. */
export class DailyRun {
  @Id() id: string;
  @Day() day: string;
  @Choice(['ranges', 'fleet_check', 'released', 'quarantined', 'failed']) state: string;
  @Whole() accountsTotal: number;
  @Whole() accountsDone: number;
  @Whole() read: number;
  @Whole() rated: number;
  @Whole() estimated: number;
  @Whole() missing: number;
  @Whole() held: number;
  @Whole() rejected: number;
  @Whole() wishesLess: number;
  @Whole() wishesMore: number;
  @Whole() notices: number;
  @At() startedAt: string;
  @At({ nullable: true }) finishedAt: string | null;
  @Whole() accountsPerSecond: number;
  @Whole({ nullable: true }) remainingSeconds: number | null;
  @Text({ nullable: true }) why: string | null;
  @Parts(() => RunReasonAnswer) reasons: readonly RunReasonAnswer[];
}

/** Daily runs, the newest day first. */
export class DailyRunList {
  @Parts(() => DailyRun) items: DailyRun[];
  @Text({ nullable: true }) nextCursor: string | null;
  @Day({ nullable: true, description: 'The last day for which at least half of the homes were read.' }) measuredUntil: string | null;
  @Flag({ description: 'True from 6:00 when the readings of yesterday are missing: nobody is given less supply until they come.' }) stale: boolean;
}

/** A reading that was not taken. */
export class RejectedReadingAnswer {
  @Text({ nullable: true }) ean: string | null;
  @Whole() line: number;
  @Text() why: string;
}

/** What became of a file of readings. */
export class ReadingsFileAnswer {
  @Id() fileId: string;
  @Choice(['accept', 'accept-with-warning', 'reject', 'duplicate']) verdict: string;
  @Text({ nullable: true }) why: string | null;
  @Text({ description: 'Supply days for which readings are staged.' }) days: readonly string[];
  @Whole() readings: number;
  @Whole() accepted: number;
  @Parts(() => RejectedReadingAnswer) rejected: readonly RejectedReadingAnswer[];
}
