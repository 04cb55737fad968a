import type { Channel, NoticeFacts, Utility } from '@tegoed/prepayment-engine';
import type { Contact } from './channel-ladder.js';
import type { Language, PaymentDetails } from './wording/index.js';

/** A notice that is due, with how its holder can be reached. Moments are epoch milliseconds of the tenant's time. */
export interface DueNotice {
  readonly noticeId: string;
  readonly accountId: number;
  readonly personId: number;
  /** As stored; a kind that this release does not know is given to a person. */
  readonly kind: string;
  readonly facts: NoticeFacts;
  readonly isWarning: boolean;
  readonly state: 'due' | 'sending';
  /** Null until a first channel was tried. */
  readonly channel: Channel | null;
  readonly text: string | null;
  readonly attempts: number;
  readonly sendAfter: number;
  readonly decidedAt: number;
  readonly utility: Utility;
  readonly language: Language;
  readonly contact: Contact;
  readonly policyId: number;
  readonly payment: PaymentDetails;
  /** The holder refuses what can be refused. */
  readonly isRefused: boolean;
  /** What the messages of this account have cost this month. */
  readonly spentMicroEuro: number;
  /** Money came in after the notice was decided. */
  readonly isPaidSince: boolean;
}
