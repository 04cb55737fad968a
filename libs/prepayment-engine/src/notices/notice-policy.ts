import { microEuro } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { NoticeKind } from './notice.js';

/** The ways to reach a person, in the order in which they are tried. */
export const CHANNELS = ['sms', 'call', 'mail', 'letter'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What an organisation decides about messages. All amounts in micro-euro, all spans in the unit of their name. */
export interface NoticePolicy {
  /** An SMS or call whose arrival nobody has confirmed after this time goes by the next channel. */
  readonly receiptWithinMinutes: number;
  /** A posted letter that was not returned counts as delivered after so many days. */
  readonly letterDeliveredAfterDays: number;
  readonly costMicroEuro: Readonly<Record<Channel, MicroEuro>>;
  /** What the messages of one account may cost per month; what safety needs is sent above it, too. */
  readonly ceilingMicroEuroPerMonth: MicroEuro;
}

/** Chosen by us, to be confirmed by the organisation: prices per message as sold to small senders in Belgium. */
export const SHIPPED_NOTICE_POLICY: NoticePolicy = {
  receiptWithinMinutes: 30,
  letterDeliveredAfterDays: 5,
  costMicroEuro: { sms: microEuro(85_000), call: microEuro(60_000), mail: microEuro(500), letter: microEuro(1_950_000) },
  ceilingMicroEuroPerMonth: microEuro(2_500_000),
};

const ABOUT_SUPPLY: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['cut', 'ready', 'on', 'tripped']);
const OPTIONAL: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['own_threshold', 'grant_received']);
/** What is of use when it arrives days later. The last steps of the ladder and a waiting button are not. */
const WORTH_A_LETTER: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'days_left_7', 'days_left_3', 'emergency_started', 'emergency_half_used', 'planned_limit', 'planned_off', 'limited', 'cut',
  'payment_returned', 'plan_agreed', 'meter_exchanged', 'helper_added',
]);

/** News of the supply itself: whether it is off, waits for a press, or is on. It may ring at night. */
export function isAboutSupply(kind: NoticeKind): boolean {
  return ABOUT_SUPPLY.has(kind);
}

/** A notice that may rather come twice than never: a warning of less supply, and news of the supply itself. */
export function isSafetyNotice(kind: NoticeKind, isWarning: boolean): boolean {
  return isWarning || isAboutSupply(kind) || kind === 'limited';
}

/** A notice that a person may refuse to get. */
export function isOptionalNotice(kind: NoticeKind, isWarning: boolean): boolean {
  return !isWarning && OPTIONAL.has(kind);
}

/**
 * The channels a notice may use, best first. What safety needs may use all that help; other news goes by SMS while the
 * month's ceiling allows it and by mail always. Nobody is called for news, and a letter only goes where it still helps.
 */
export function channelsFor(kind: NoticeKind, isWarning: boolean, spentMicroEuro: MicroEuro, policy: NoticePolicy): readonly Channel[] {
  const isSafety = isSafetyNotice(kind, isWarning);
  const fits = (channel: Channel): boolean => spentMicroEuro + policy.costMicroEuro[channel] <= policy.ceilingMicroEuroPerMonth;
  return CHANNELS.filter((channel) => {
    if (channel === 'mail') return true;
    if (channel === 'letter') return WORTH_A_LETTER.has(kind) && (isSafety || fits(channel));
    return isSafety || (channel === 'sms' && fits(channel));
  });
}
