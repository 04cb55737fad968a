import type { NoticeKind } from '@tegoed/prepayment-engine';

/** Where a notice stands. */
export const NOTICE_STATES = ['due', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'quarantined'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What a receipt of the provider does to a notice. */
export type ReceiptEffect = 'sent' | 'delivered' | 'next_channel' | 'nothing';

/** Attempts on one channel before the next one is tried. */
export const ATTEMPTS_PER_CHANNEL = 5;

const ON_ITS_WAY: ReadonlySet<string> = new Set(['accepted', 'scheduled', 'queued', 'sending', 'sent']);
const ARRIVED: ReadonlySet<string> = new Set(['delivered', 'read']);
const LOST: ReadonlySet<string> = new Set(['undelivered', 'failed', 'canceled']);
const ABOUT_SUPPLY: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['cut', 'ready', 'on']);
const OPTIONAL: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['emergency_half_used', 'grant_received']);

/**
 * Receipts come twice and out of order, so a notice only moves forward: sending, sent, then delivered or lost, of
 * which the first that comes stands (Twilio Messages, statuses of MessageStatus).
 */
export function effectOfReceipt(state: NoticeState, messageStatus: string): ReceiptEffect {
  if (state !== 'sending' && state !== 'sent') return 'nothing';
  if (ARRIVED.has(messageStatus)) return 'delivered';
  if (LOST.has(messageStatus)) return 'next_channel';
  return state === 'sending' && ON_ITS_WAY.has(messageStatus) ? 'sent' : 'nothing';
}

/** News of the supply itself: whether it is off, waits for a press, or is on. */
export function isAboutSupply(kind: NoticeKind): boolean {
  return ABOUT_SUPPLY.has(kind);
}

/** A notice that may rather come twice than never: a warning of less supply, and news of the supply itself. */
export function isSafetyNotice(kind: NoticeKind, isWarning: boolean): boolean {
  return isWarning || isAboutSupply(kind);
}

/** A notice that a person may refuse to get. */
export function isOptionalNotice(kind: NoticeKind, isWarning: boolean): boolean {
  return !isWarning && OPTIONAL.has(kind);
}
