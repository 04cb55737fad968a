import { dayNumber, supplyDayFrom } from '@tegoed/prepayment-engine';
import type { NoticeFacts, NoticeKind, SupplyDay } from '@tegoed/prepayment-engine';
import type { DueNotice } from './due-notice.js';
import { callOf, callOfPair, letterOf, letterOfPair, mailOf, mailOfPair, readFacts, readPair, smsOf, smsOfPair, type LetterText, type MailMessage } from './wording/index.js';

/** The words of a message on each channel; only the one that is used is made. */
export interface Words {
  readonly sms: () => string;
  readonly call: () => string;
  readonly mail: () => MailMessage;
  readonly letter: () => LetterText;
}

/** The words of a notice, or of two that are told together; null when a figure is missing that they need. */
export function wordsOf(kind: NoticeKind, notice: DueNotice, second: DueNotice | null, helpLine: string, today: SupplyDay): Words | null {
  return second === null ? wordsOfOne(kind, notice, helpLine, today) : wordsOfPair(notice, second, helpLine, today);
}

function wordsOfOne<K extends NoticeKind>(kind: K, { facts: raw, utility, language, payment }: DueNotice, helpLine: string, today: SupplyDay): Words | null {
  const facts = readFacts(kind, factsToday(raw, today), { utility, helpLine });
  if (facts === null) return null;
  return {
    sms: () => smsOf(kind, facts, language),
    call: () => callOf(kind, facts, language),
    mail: () => mailOf(kind, facts, language, payment),
    letter: () => letterOf(kind, facts, language, payment, today),
  };
}

function wordsOfPair(notice: DueNotice, second: DueNotice, helpLine: string, today: SupplyDay): Words | null {
  const supply = ({ facts, utility }: DueNotice) => ({ raw: factsToday(facts, today), known: { utility, helpLine } });
  const pair = readPair(supply(notice), supply(second));
  if (pair === null) return null;
  const isLeadSooner = pair.sooner.utility === notice.utility;
  const payments = isLeadSooner ? { sooner: notice.payment, later: second.payment } : { sooner: second.payment, later: notice.payment };
  const { language } = notice;
  return {
    sms: () => smsOfPair(pair, language),
    call: () => callOfPair(pair, language),
    mail: () => mailOfPair(pair, language, payments),
    letter: () => letterOfPair(pair, language, payments, today),
  };
}

// The day stays, the number of days until then is counted from the day on which the message goes.
function factsToday(facts: NoticeFacts, today: SupplyDay): NoticeFacts {
  const day = typeof facts['runsOutOn'] === 'string' ? supplyDayFrom(facts['runsOutOn']) : null;
  return day === null ? facts : { ...facts, daysLeft: Math.max(0, dayNumber(day) - dayNumber(today)) };
}
