import { NOTICE_KINDS, instant } from '@tegoed/prepayment-engine';
import type { Instant, NoticeFacts, NoticeKind, QuietHours, Utility } from '@tegoed/prepayment-engine';
import { destinationOf, type Channel, type Contact, type Destination } from './channel-ladder.js';
import { isAboutSupply } from './notice-state.js';
import { waitUntil } from './send-moment.js';
import { mailOf, readFacts, smsOf, type Known, type Language, type MailMessage } from './wording/index.js';

/** A notice that is due, with how its holder can be reached. Moments are epoch milliseconds of the tenant's time. */
export interface DueNotice {
  readonly noticeId: string;
  readonly accountId: number;
  /** As stored; a kind that this release does not know is given to a person. */
  readonly kind: string;
  readonly facts: NoticeFacts;
  readonly isWarning: boolean;
  readonly state: 'due' | 'sending';
  readonly channel: Channel | null;
  readonly text: string | null;
  readonly attempts: number;
  readonly sendAfter: number;
  readonly decidedAt: number;
  readonly utility: Utility;
  readonly language: Language;
  readonly contact: Contact;
}

/** What to do with a notice now. */
export type SendingPlan =
  | { readonly kind: 'sms'; readonly to: string; readonly text: string }
  | { readonly kind: 'mail'; readonly to: string; readonly mail: MailMessage }
  /** Sent, perhaps, before a crash or a time-out: ask first. */
  | { readonly kind: 'ask'; readonly channel: 'sms' | 'mail'; readonly to: string; readonly text: string }
  | { readonly kind: 'wait'; readonly until: Instant }
  /** `letter` is what a person can print and post; null when there are no words for it. */
  | { readonly kind: 'give_up'; readonly why: 'no_channel' | 'facts_incomplete' | 'unknown_kind'; readonly letter: string | null };

/** Decides channel and words of one notice. Pure: `now` is the tenant's. */
export function planSending(notice: DueNotice, now: Instant, helpLine: string, quiet: QuietHours): SendingPlan {
  const { kind } = notice;
  if (!isNoticeKind(kind)) return { kind: 'give_up', why: 'unknown_kind', letter: null };
  const destination = destinationOf(notice.contact, notice.channel);
  if (notice.state === 'sending' && notice.text !== null && destination.channel !== 'letter' && destination.channel === notice.channel) {
    return { kind: 'ask', channel: destination.channel, to: destination.to, text: notice.text };
  }
  const until = waitUntil(instant(notice.sendAfter), now, isAboutSupply(kind), quiet);
  if (until !== null && destination.channel === 'sms') return { kind: 'wait', until };
  return inWords(kind, notice, destination, { utility: notice.utility, helpLine });
}

function inWords(kind: NoticeKind, notice: DueNotice, destination: Destination, known: Known): SendingPlan {
  const words = wordsOf(kind, notice.facts, known, notice.language);
  if (words === null) return { kind: 'give_up', why: 'facts_incomplete', letter: null };
  if (destination.channel === 'sms') return { kind: 'sms', to: destination.to, text: words.sms };
  if (destination.channel === 'mail') return { kind: 'mail', to: destination.to, mail: words.mail };
  return { kind: 'give_up', why: 'no_channel', letter: words.mail.text };
}

function wordsOf<K extends NoticeKind>(kind: K, raw: NoticeFacts, known: Known, language: Language): { sms: string; mail: MailMessage } | null {
  const facts = readFacts(kind, raw, known);
  return facts === null ? null : { sms: smsOf(kind, facts, language), mail: mailOf(kind, facts, language) };
}

function isNoticeKind(kind: string): kind is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(kind);
}
