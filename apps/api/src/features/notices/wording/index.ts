import { isOptionalNotice, type NoticeKind, type SupplyDay } from '@tegoed/prepayment-engine';
import type { Language } from './figures.js';
import { frameLetter, type LetterText } from './letter-frame.js';
import { frameMail, type MailMessage, type MessageBody } from './mail-frame.js';
import { MAIL_DE } from './mail-de.js';
import { MAIL_EN } from './mail-en.js';
import { MAIL_FR } from './mail-fr.js';
import { MAIL_NL } from './mail-nl.js';
import type { CreditLeft, FactsByKind, HouseholdPair, MailCatalogue, PairSms, SmsCatalogue } from './message-facts.js';
import { paymentBoxOf, paymentBoxOfPair, type PaymentDetails } from './payment-details.js';
import { PAIR_SMS_DE, SMS_DE } from './sms-de.js';
import { PAIR_SMS_EN, SMS_EN } from './sms-en.js';
import { PAIR_SMS_FR, SMS_FR } from './sms-fr.js';
import { PAIR_SMS_NL, SMS_NL } from './sms-nl.js';

export { LANGUAGES } from './figures.js';
export type { Language } from './figures.js';
export { plainLetter, type LetterText } from './letter-frame.js';
export type { MailMessage } from './mail-frame.js';
export type { FactsByKind, HouseholdPair, Known } from './message-facts.js';
export type { PaymentDetails } from './payment-details.js';
export { readFacts, readPair } from './read-facts.js';

const SMS: Record<Language, SmsCatalogue> = { nl: SMS_NL, fr: SMS_FR, de: SMS_DE, en: SMS_EN };
const PAIR_SMS: Record<Language, PairSms> = { nl: PAIR_SMS_NL, fr: PAIR_SMS_FR, de: PAIR_SMS_DE, en: PAIR_SMS_EN };
const MAIL: Record<Language, MailCatalogue> = { nl: MAIL_NL, fr: MAIL_FR, de: MAIL_DE, en: MAIL_EN };

/** The SMS of a notice: one part of the GSM 7 bit alphabet, "euro" in letters. Also what a display shows. */
export function smsOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language): string {
  return SMS[language][kind](facts);
}

/** What a call says: the sentences of the mail, because the short forms of an SMS cannot be spoken. */
export function callOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language): string {
  return MAIL[language][kind](facts).join(' ');
}

/** What a call says of two supplies of one home. */
export function callOfPair(pair: HouseholdPair, language: Language): string {
  return pairParagraphs(pair, language).paragraphs.join(' ');
}

/** The mail of a notice. */
export function mailOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language, payment: PaymentDetails): MailMessage {
  return frameMail(bodyOf(kind, facts, language, payment), language, facts.helpLine);
}

/** The letter of a notice. */
export function letterOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language, payment: PaymentDetails, madeOn: SupplyDay): LetterText {
  return frameLetter(bodyOf(kind, facts, language, payment), language, facts.helpLine, madeOn);
}

/** The SMS of a household warning. */
export function smsOfPair(pair: HouseholdPair, language: Language): string {
  return PAIR_SMS[language](pair);
}

/** The mail of a household warning; `payments` in the order of the pair. */
export function mailOfPair(pair: HouseholdPair, language: Language, payments: PairPayments): MailMessage {
  return frameMail(pairBody(pair, language, payments), language, pair.sooner.helpLine);
}

/** The letter of a household warning. */
export function letterOfPair(pair: HouseholdPair, language: Language, payments: PairPayments, madeOn: SupplyDay): LetterText {
  return frameLetter(pairBody(pair, language, payments), language, pair.sooner.helpLine, madeOn);
}

/** Where the top-ups of the two supplies of a pair go. */
export interface PairPayments {
  readonly sooner: PaymentDetails;
  readonly later: PaymentDetails;
}

function bodyOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language, payment: PaymentDetails): MessageBody {
  return { paragraphs: MAIL[language][kind](facts), headings: [], payment: paymentBoxOf(kind, facts, payment, language), optional: isOptionalNotice(kind, false) };
}

function pairBody(pair: HouseholdPair, language: Language, payments: PairPayments): MessageBody {
  const supplies = [{ utility: pair.sooner.utility, payment: payments.sooner }, { utility: pair.later.utility, payment: payments.later }];
  return { ...pairParagraphs(pair, language), payment: paymentBoxOfPair(supplies, language), optional: false };
}

// Both supplies are told in full, and what to do stands once, at the end.
function pairParagraphs({ sooner, later }: HouseholdPair, language: Language): Pick<MessageBody, 'paragraphs' | 'headings'> {
  const [first, second] = [creditLines(sooner, language), creditLines(later, language)];
  // Where both are measured until the same day, that is said once, after both.
  const isSameDay = sooner.measuredUntil !== null && sooner.measuredUntil === later.measuredUntil;
  const paragraphs = [...first.slice(0, isSameDay ? -2 : -1), ...second.slice(0, -1), ...first.slice(-1)];
  return { paragraphs, headings: second.slice(0, 1) };
}

function creditLines(facts: CreditLeft, language: Language): readonly string[] {
  return facts.daysLeft === 0 ? MAIL[language].risk_today({ ...facts, event: 'credit_ends' }) : MAIL[language].days_left_3(facts);
}
