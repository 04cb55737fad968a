import { channelsFor, dayNumber, instant, isAboutSupply, isOptionalNotice, isSafetyNotice, NOTICE_KINDS, supplyDayFrom, supplyDayNumberOf, supplyDayOf } from '@tegoed/prepayment-engine';
import type { Channel, Instant, MicroEuro, NoticeFacts, NoticeKind, NoticePolicy, QuietHours } from '@tegoed/prepayment-engine';
import { destinationOf, type Destination } from './channel-ladder.js';
import type { DueNotice } from './due-notice.js';
import { waitUntil } from './send-moment.js';
import type { LetterText, MailMessage } from './wording/index.js';
import { plainLetter } from './wording/index.js';
import { wordsOf } from './words.js';

/** What to do with a notice now. */
export type SendingPlan =
  | { readonly kind: 'sms' | 'call'; readonly to: string; readonly text: string }
  | { readonly kind: 'mail'; readonly to: string; readonly mail: MailMessage }
  | { readonly kind: 'letter'; readonly letter: LetterText }
  /** Sent, perhaps, before a crash or a time-out: ask first. */
  | { readonly kind: 'ask'; readonly channel: 'sms' | 'call' | 'mail'; readonly to: string; readonly text: string }
  | { readonly kind: 'wait'; readonly until: Instant }
  /** Nothing is lost when this one does not come. */
  | { readonly kind: 'drop'; readonly why: 'refused' | 'no_channel' }
  /** A person has to reach the holder. `letter` can be printed or read out; null when there are no words. */
  | { readonly kind: 'give_up'; readonly why: 'no_channel' | 'facts_incomplete' | 'unknown_kind'; readonly letter: string | null };

/** A plan that hands a message to a provider, or asks one. */
export type SentPlan = Extract<SendingPlan, { kind: 'sms' | 'call' | 'mail' | 'ask' }>;

/** A plan that sends nothing now. */
export type UnsentPlan = Extract<SendingPlan, { kind: 'wait' | 'drop' | 'give_up' }>;

/** What planning needs of the organisation. */
export interface PlanTerms {
  readonly helpLine: string;
  readonly policy: NoticePolicy;
  /** False while nothing can place calls; then a landline is passed over. */
  readonly canCall: boolean;
  readonly quiet: QuietHours;
}

/**
 * Decides channel and words of one notice, told together with `second` of the same home when there is one. Pure: `now`
 * is the tenant's.
 */
export function planSending(notice: DueNotice, second: DueNotice | null, now: Instant, terms: PlanTerms): SendingPlan {
  const kind = kindToday(notice, now);
  if (kind === null) return { kind: 'give_up', why: 'unknown_kind', letter: null };
  if (notice.isRefused && isOptionalNotice(kind, notice.isWarning)) return { kind: 'drop', why: 'refused' };
  const destination = destinationOf(notice.contact, notice.channel, allowedChannels(kind, notice, terms));
  if (notice.state === 'sending' && notice.text !== null && destination !== null && destination.channel !== 'letter' && destination.channel === notice.channel) {
    return { kind: 'ask', channel: destination.channel, to: destination.to, text: notice.text };
  }
  const until = waitUntil(instant(notice.sendAfter), now, isAboutSupply(kind), terms.quiet);
  if (until !== null && destination !== null && destination.channel !== 'letter') return { kind: 'wait', until };
  return inWords(kind, notice, second, destination, now, terms);
}

function allowedChannels(kind: NoticeKind, notice: DueNotice, terms: PlanTerms): readonly Channel[] {
  const allowed = channelsFor(kind, notice.isWarning, notice.spentMicroEuro as MicroEuro, terms.policy);
  return terms.canCall ? allowed : allowed.filter((channel) => channel !== 'call');
}

function inWords(kind: NoticeKind, notice: DueNotice, second: DueNotice | null, destination: Destination | null, now: Instant, terms: PlanTerms): SendingPlan {
  const words = wordsOf(kind, notice, second, terms.helpLine, supplyDayOf(now));
  if (words === null) return { kind: 'give_up', why: 'facts_incomplete', letter: null };
  if (destination === null) {
    if (!isSafetyNotice(kind, notice.isWarning)) return { kind: 'drop', why: 'no_channel' };
    return { kind: 'give_up', why: 'no_channel', letter: plainLetter(words.letter()) };
  }
  switch (destination.channel) {
    case 'sms':
      return { kind: 'sms', to: destination.to, text: words.sms() };
    case 'call':
      return { kind: 'call', to: destination.to, text: words.call() };
    case 'mail':
      return { kind: 'mail', to: destination.to, mail: words.mail() };
    case 'letter':
      return { kind: 'letter', letter: words.letter() };
  }
}

/** A notice of a ladder that could not go on its day names the days that are left today; on the last day it says so. */
function kindToday(notice: DueNotice, now: Instant): NoticeKind | null {
  if (!isNoticeKind(notice.kind)) return null;
  const ladder = notice.kind.startsWith('days_left_') || notice.kind === 'own_threshold';
  return ladder && daysLeftToday(notice.facts, now) === 0 ? 'risk_today' : notice.kind;
}

/** Days from today until the day the credit ends; null for facts that name no day. Below zero the day is over. */
export function daysLeftToday(facts: NoticeFacts, now: Instant): number | null {
  const day = typeof facts['runsOutOn'] === 'string' ? supplyDayFrom(facts['runsOutOn']) : null;
  return day === null ? null : dayNumber(day) - supplyDayNumberOf(now);
}

function isNoticeKind(kind: string): kind is NoticeKind {
  return (NOTICE_KINDS as readonly string[]).includes(kind);
}
