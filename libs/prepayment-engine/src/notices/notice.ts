import type { Instant } from '../calendar/index.js';

/** Every notice the engine can ask for. */
export const NOTICE_KINDS = [
  'days_left_7',
  'days_left_3',
  'days_left_1',
  'risk_today',
  'emergency_started',
  'emergency_half_used',
  'planned_limit',
  'planned_off',
  'limited',
  'cut',
  'ready',
  'on',
  'tripped',
  'payment_received',
  'payment_returned',
  'grant_received',
  'own_threshold',
  'plan_agreed',
  'meter_exchanged',
  'helper_added',
] as const;

/** The kind of a notice. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Values a template may need; amounts in micro-euro, instants in epoch milliseconds. */
export type NoticeFacts = Readonly<Record<string, string | number | null>>;

/** A notice that is due to the holder of the account. No wording and no channel. */
export interface NoticeDue {
  readonly kind: NoticeKind;
  /** Unique per account: the same event never gives two notices. */
  readonly dedupeKey: string;
  readonly facts: NoticeFacts;
  /** Not before this moment: quiet hours are respected. */
  readonly sendAfter: Instant;
  /** True when less supply needs this notice to be delivered first. */
  readonly isWarning: boolean;
}
