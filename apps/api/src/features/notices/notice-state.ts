/** Where a notice stands. A letter is `sent` from the moment it waits for the printer; its `sentAt` is the day of posting. */
export const NOTICE_STATES = ['due', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'quarantined', 'withdrawn'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What a receipt of the provider does to a notice. */
export type ReceiptEffect = 'sent' | 'delivered' | 'next_channel' | 'nothing';

/** Attempts on one channel before the next one is tried. */
export const ATTEMPTS_PER_CHANNEL = 5;

/** Calls of one message: who was not at home the first time may be the second time. */
export const CALLS_PER_MESSAGE = 2;

const ON_ITS_WAY: ReadonlySet<string> = new Set(['accepted', 'scheduled', 'queued', 'sending', 'sent', 'initiated', 'ringing', 'in-progress']);
const ARRIVED: ReadonlySet<string> = new Set(['delivered', 'read']);
// A call whose words were heard has arrived by the key that was pressed; one that only ended was heard by a machine, or by nobody.
const LOST: ReadonlySet<string> = new Set(['undelivered', 'failed', 'canceled', 'busy', 'no-answer', 'completed']);

/**
 * Receipts come twice and out of order, so a notice only moves forward: sending, sent, then delivered or lost, of
 * which the first that comes stands (Twilio Messages, MessageStatus; Twilio Calls, CallStatus).
 */
export function effectOfReceipt(state: NoticeState, status: string): ReceiptEffect {
  if (state !== 'sending' && state !== 'sent') return 'nothing';
  if (ARRIVED.has(status)) return 'delivered';
  if (LOST.has(status)) return 'next_channel';
  return state === 'sending' && ON_ITS_WAY.has(status) ? 'sent' : 'nothing';
}

/** Whether a status says that the message has arrived. */
export function saysArrived(status: string): boolean {
  return ARRIVED.has(status);
}
