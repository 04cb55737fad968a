import { At, Choice, Day, Euro, Flag, Id, Part, Parts, Text, Whole } from '../../http/fields.js';
import { AccountRow } from './account-answer.js';

export class SupplyCounts {
  @Whole() on: number;
  @Whole() limited: number;
  @Whole() off: number;
  @Whole() ready: number;
  @Whole() tripped: number;
  @Whole() unknown: number;
}
export class ChannelSum {
  @Text() channel: string;
  @Whole() count: number;
  @Euro() amountEuro: string;
}
export class CountAndSum {
  @Whole() count: number;
  @Euro() amountEuro: string;
}
export class CommandCounts {
  @Whole() open: number;
  @Whole() unknown: number;
  @Whole() failed: number;
}
export class RunSummary {
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
}

/** What a supplier sees in ten seconds. */
export class Overview {
  @At() asOf: string;
  @Whole() accounts: number;
  @Part(() => SupplyCounts) supplyCounts: SupplyCounts;
  @Parts(() => AccountRow) offLongerThan24h: AccountRow[];
  @Parts(() => ChannelSum) paymentsToday: ChannelSum[];
  @Part(() => CountAndSum) suspense: CountAndSum;
  @Part(() => RunSummary, { nullable: true }) dailyRun: RunSummary | null;
  @Part(() => CommandCounts) commands: CommandCounts;
  @Whole() noticesFailed: number;
  @Euro({ description: 'What the books are off by; anything but 0.00 needs a person.' }) ledgerDifferenceEuro: string;
  @Flag() cutsPaused: boolean;
}
