import type { Supply, Utility } from '../../wording/index.js';

/**
 * Answers by SMS in one language: each fits one part of GSM-7 with the longest values, and holds no name, number or
 * address, because a sender's number can be forged.
 */
export interface TextPhrases {
  readonly utility: Readonly<Record<Utility, string>>;
  readonly supply: Readonly<Record<Supply, string>>;
  /** "12.30" as it is written. */
  readonly amount: (euro: string) => string;
  /** A weekday and date: "do 27/11". */
  readonly day: (weekday: number, day: string, month: string) => string;
  readonly left: (days: number, until: string, amount: string) => string;
  readonly leftOnly: (amount: string) => string;
  readonly onEmergencyCredit: (available: string) => string;
  readonly usedUp: string;
  readonly measured: (day: string) => string;
  readonly lastPayment: (amount: string, day: string) => string;
  readonly noPayment: string;
  readonly emergencyByItself: (available: string) => string;
  readonly emergencyInUse: (available: string) => string;
  readonly emergencyOffer: (available: string) => string;
  readonly emergencyTaken: (available: string) => string;
  readonly emergencyLater: string;
  readonly emergencyUsedUp: string;
  readonly stopped: (helpLine: string) => string;
  readonly started: string;
  readonly languageSet: string;
  readonly languageWhich: string;
  readonly help: (helpLine: string) => string;
  readonly unknown: (helpLine: string) => string;
  readonly away: (helpLine: string) => string;
}
