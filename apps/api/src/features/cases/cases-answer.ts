import { At, Choice, Euro, Id, Part, Parts, Text, Whole } from '../../http/fields.js';
import { LANGUAGES, type Language } from '../../http/request-context.js';
import { Address, Named, NextChange, UTILITIES } from '../accounts/index.js';

/** The most urgent first. */
export const URGENCIES = ['off_now', 'limited', 'ready_to_press', 'changes_within_3_days', 'emergency_credit'] as const;
export type Urgency = (typeof URGENCIES)[number];

export class CasePerson {
  @Text() name: string;
  @Choice(LANGUAGES) language: Language;
  @Text({ nullable: true }) phone: string | null;
}
export class Case {
  @Id() accountId: string;
  @Choice(URGENCIES) urgency: Urgency;
  @Part(() => CasePerson) person: CasePerson;
  @Part(() => Address) address: Address;
  @Choice(UTILITIES) utility: (typeof UTILITIES)[number];
  @Part(() => Named) tenant: Named;
  @At() since: string;
  @Part(() => NextChange, { nullable: true }) nextChange: NextChange | null;
  @Whole({ nullable: true }) daysLeft: number | null;
  @Euro() balanceEuro: string;
  @At({ nullable: true }) lastTopUpAt: string | null;
}
export class UrgencyCounts {
  @Whole() off_now: number;
  @Whole() limited: number;
  @Whole() ready_to_press: number;
  @Whole() changes_within_3_days: number;
  @Whole() emergency_credit: number;
}
export class Cases {
  @Part(() => UrgencyCounts) counts: UrgencyCounts;
  @Parts(() => Case) items: Case[];
}
