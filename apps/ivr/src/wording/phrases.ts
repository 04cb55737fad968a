/** Languages of the phone line. */
export const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Utility = 'electricity' | 'gas' | 'exclusive_night';
export type Supply = 'on' | 'limited' | 'off' | 'ready' | 'tripped' | 'unknown';

/** How figures and times are spoken in one language. */
export interface SpokenFigures {
  /** "12.30" -> "12 euro 30"; a minus is never spoken. */
  amount(euro: string): string;
  /** "over 3 dagen" without the preposition: "3 dagen", "1 dag". */
  days(count: number): string;
  /** ISO weekday 1 to 7. */
  weekday(number: number): string;
  /** "dinsdag 6 oktober"; month 1 to 12. */
  date(weekday: string, day: number, month: number): string;
  /** "14 uur 5". */
  time(hour: number, minute: number): string;
}

/**
 * Everything that the phone line says, in one language. Short sentences, one thing each, "u"; figures come ready to be
 * spoken. `utility` is the word for electricity or gas with its article where the language needs one.
 */
export interface Phrases {
  readonly figures: SpokenFigures;
  readonly utility: Readonly<Record<Utility, string>>;
  /** Said in its own language: "Voor Nederlands, druk 1." */
  readonly chooseThisLanguage: string;
  readonly welcome: string;
  readonly typePin: string;
  readonly typeConnection: string;
  readonly thirteenDigits: string;
  /** The same words for an unknown connection and a wrong PIN. */
  readonly doesNotFit: string;
  readonly tooManyPins: string;
  readonly pinFirst: string;
  readonly notUnderstood: string;

  readonly supply: Readonly<Record<Supply, (utility: string) => string>>;
  readonly left: (days: string, weekday: string, amount: string) => string;
  /** Where a weekday alone would not say which week. */
  readonly leftLong: (days: string, amount: string) => string;
  readonly leftToday: (amount: string) => string;
  readonly leftOnly: (amount: string) => string;
  readonly onEmergencyCredit: (available: string) => string;
  readonly usedUp: string;
  readonly payAtLeast: (amount: string) => string;
  readonly payToStayOn: (amount: string) => string;
  readonly measured: (weekday: string) => string;
  readonly estimated: string;
  readonly change: Readonly<Record<'on' | 'limited' | 'off', (weekday: string, time: string) => string>>;
  readonly noAccount: string;

  readonly paymentIsIn: (amount: string, weekday: string, time: string) => string;
  readonly switchingOn: (utility: string) => string;
  readonly beSafe: Readonly<Record<Utility, string>>;
  readonly callIfStillOff: string;

  readonly menu: (otherUtility: string | null) => string;
  readonly lastPayment: (amount: string, weekday: string) => string;
  readonly noPayment: string;
  readonly paymentUnderWay: (weekday: string) => string;

  readonly emergencyInUse: (available: string) => string;
  readonly emergencyByItself: (available: string) => string;
  readonly emergencyOffer: (available: string) => string;
  readonly yesOrBack: string;
  readonly emergencyLater: string;
  readonly emergencyUsedUp: string;
  readonly emergencyTaken: (available: string) => string;

  readonly howToPay: (reference: string) => string;
  readonly payChoices: string;
  readonly linkSent: string;
  readonly linkNotSent: string;
  readonly claimChannel: string;
  readonly claimAmount: string;
  readonly claimKept: (weekday: string) => string;
  readonly claimKnown: string;

  readonly connecting: string;
  readonly callBackNoted: string;
  readonly callAgain: (helpLine: string, from: number, until: number) => string;
  readonly goodbye: string;

  readonly away: string;
  readonly lastKnown: (weekday: string, time: string) => string;
  readonly awayChoices: string;

  /** A message that the line calls out itself: who calls, and that the message follows. */
  readonly weCall: string;
  readonly confirmHeard: string;
  readonly heard: string;
  /** Words that may be spoken in place of a key. */
  readonly spokenKeys: Readonly<Record<string, readonly string[]>>;
}
