import { IsIn, IsString, Length } from 'class-validator';
import { At, Choice, Day, Euro, Id, Parts, Text, Whole } from '../../../http/fields.js';
import { UTILITIES } from '../../accounts/index.js';

export const IMPORT_STATES = ['proposed', 'approved', 'refused'] as const;

/** One version of a price book and what it would do. */
export class PreviewedVersion {
  @Text() tariff: string;
  @Choice(UTILITIES) utility: string;
  @Day() validFrom: string;
  @Day({ nullable: true }) validUntil: string | null;
  @Choice(['add', 'replace', 'unchanged', 'overlaps'], { description: 'overlaps: it covers part of another version and cannot be approved.' }) action: 'add' | 'replace' | 'unchanged' | 'overlaps';
  @Whole({ description: 'Homes under the tariff in these days.' }) homes: number;
  @Whole({ description: 'Homes with settled days that would be computed again.' }) homesReratedNow: number;
  @Euro({ nullable: true, description: 'An ordinary day at the present price.' }) ordinaryDayBeforeEuro: string | null;
  @Euro({ description: 'The same day at the proposed price.' }) ordinaryDayAfterEuro: string;
}
/** A price book that waits for, or has had, a second person. */
export class PriceBookImport {
  @Id() id: string;
  @Choice(IMPORT_STATES) state: (typeof IMPORT_STATES)[number];
  @Parts(() => PreviewedVersion) versions: PreviewedVersion[];
  @Text() proposedBy: string;
  @At() proposedAt: string;
  @Text({ nullable: true }) decidedBy: string | null;
  @At({ nullable: true }) decidedAt: string | null;
  @Text({ nullable: true }) reason: string | null;
}
export class PriceBookImportList {
  @Parts(() => PriceBookImport) items: PriceBookImport[];
  @Text({ nullable: true }) nextCursor: string | null;
}
/** The second person's decision. */
export class PriceBookDecision {
  @IsIn(['approve', 'refuse']) @Choice(['approve', 'refuse'])
  decision: 'approve' | 'refuse';

  @IsString() @Length(5, 500) @Text({ description: 'Kept with the book.' })
  reason: string;
}
