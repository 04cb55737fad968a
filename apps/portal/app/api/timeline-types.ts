import type { ConfirmedSupply, Day, DesiredSupply, Euro, Gate, Instant, Language, Reason } from './types.js';

export type Register = {
  readonly register: string;
  readonly fromValue: number | null;
  readonly toValue: number | null;
  readonly used: number | null;
  readonly unit: 'Wh' | 'dm3';
};
export type ReadingQuality = 'measured' | 'estimated' | 'corrected' | 'none';
export type PaymentTarget = 'credit' | 'debt_supply' | 'debt_protected' | 'debt_old' | 'debt_returned' | 'debt_correction';

/** What each kind of timeline item carries; the kinds are the API's closed list. */
export type TimelineData = {
  readonly payment: {
    readonly channel: string;
    readonly amountEuro: Euro;
    readonly parts: readonly { readonly to: PaymentTarget; readonly amountEuro: Euro }[];
    readonly balanceAfterEuro: Euro;
    readonly externalId: string;
    readonly reversed: boolean;
  };
  readonly charge: {
    readonly day: Day;
    readonly quality: ReadingQuality;
    readonly registers: readonly Register[];
    readonly energyWh: number;
    readonly components: readonly { readonly component: string; readonly amountEuro: Euro }[];
    readonly vatEuro: Euro;
    readonly totalEuro: Euro;
    readonly fromCreditEuro: Euro;
    readonly toDebtSupplyEuro: Euro;
    readonly toDebtProtectedEuro: Euro;
    readonly balanceAfterEuro: Euro;
  };
  readonly instalment: { readonly debt: string; readonly amountEuro: Euro; readonly balanceAfterEuro: Euro };
  readonly grant: {
    readonly kind: string;
    readonly amountEuro: Euro;
    readonly reason: string;
    readonly by: string;
    readonly balanceAfterEuro: Euro;
  };
  readonly correction: { readonly amountEuro: Euro; readonly reason: string; readonly by: string };
  readonly decision: {
    readonly wantedSupply: DesiredSupply;
    readonly state: 'open' | 'held' | 'satisfied' | 'superseded' | 'quarantined';
    readonly notBefore: Instant | null;
    readonly reasons: readonly Reason[];
  };
  readonly command: {
    readonly action: 'connect' | 'disconnect' | 'limit' | 'unlimit' | 'arm' | 'read_state';
    readonly state: string;
    readonly attempts: number;
    readonly requestedAt: Instant;
    readonly sentAt: Instant | null;
    readonly acceptedAt: Instant | null;
    readonly confirmedAt: Instant | null;
    readonly answer: string | null;
    readonly gates: readonly Gate[];
  };
  readonly supply: { readonly confirmedSupply: ConfirmedSupply; readonly source: 'read_back' | 'event' };
  readonly notice: {
    readonly kind: string;
    /** Null until the message is sent: the channel is chosen then, and the text written. */
    readonly channel: 'sms' | 'call' | 'mail' | 'letter' | null;
    readonly language: Language;
    readonly state: 'due' | 'sending' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'withdrawn';
    readonly to: string;
    readonly text: string;
    readonly deliveredAt: Instant | null;
  };
  readonly reading: {
    readonly day: Day;
    readonly quality: ReadingQuality;
    readonly registers: readonly Register[];
    readonly problem: string | null;
  };
  readonly note: { readonly text: string; readonly by: string };
};

export type TimelineKind = keyof TimelineData;
type ItemOf<K extends TimelineKind> = {
  readonly id: string;
  readonly kind: K;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly data: TimelineData[K];
};
export type TimelineItem = { [K in TimelineKind]: ItemOf<K> }[TimelineKind];
export type TimelineItemOf<K extends TimelineKind> = ItemOf<K>;
