import type { NoticeKind } from '@tegoed/prepayment-engine';
import type { Language } from './figures.js';
import { frameMail } from './mail-frame.js';
import type { MailMessage } from './mail-frame.js';
import { MAIL_DE } from './mail-de.js';
import { MAIL_EN } from './mail-en.js';
import { MAIL_FR } from './mail-fr.js';
import { MAIL_NL } from './mail-nl.js';
import type { FactsByKind, MailCatalogue, SmsCatalogue } from './message-facts.js';
import { SMS_DE } from './sms-de.js';
import { SMS_EN } from './sms-en.js';
import { SMS_FR } from './sms-fr.js';
import { SMS_NL } from './sms-nl.js';

export { LANGUAGES } from './figures.js';
export type { Language } from './figures.js';
export type { MailMessage } from './mail-frame.js';
export type { FactsByKind, Known } from './message-facts.js';
export { readFacts } from './read-facts.js';

const SMS: Record<Language, SmsCatalogue> = { nl: SMS_NL, fr: SMS_FR, de: SMS_DE, en: SMS_EN };
const MAIL: Record<Language, MailCatalogue> = { nl: MAIL_NL, fr: MAIL_FR, de: MAIL_DE, en: MAIL_EN };

/** The SMS of a notice: one part of the GSM 7 bit alphabet, "euro" in letters. */
export function smsOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language): string {
  return SMS[language][kind](facts);
}

/** The mail of a notice, or the letter: its plain text can be printed as it is. */
export function mailOf<K extends NoticeKind>(kind: K, facts: FactsByKind[K], language: Language): MailMessage {
  return frameMail(MAIL[language][kind](facts), language, facts.helpLine);
}
