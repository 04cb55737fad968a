import { Temporal } from 'temporal-polyfill';
import { type Instant } from '../instant.js';
import { type MeterOrder } from './order.js';

/** A detached signature over `signedText` (Ed25519, RFC 8032), and which key made it. */
export interface OrderSignature {
  readonly keyId: string;
  /** Base64. */
  readonly value: string;
}

/** What a message asks the AMM to do with an order. */
export type OrderVerb = 'create' | 'cancel';

/**
 * The text that a signature of an order covers: everything that decides what happens to which meter, when, and after
 * which other order. One value per line, as it stands in the message, so that no value can pass for another.
 * Throws a RangeError when a value holds a line break.
 */
export function signedText(order: MeterOrder, verb: OrderVerb, controlType: string): string {
  const values = [
    'tegoed-order-1', verb, order.orderId, order.messageId, controlType, order.meterSerial, String(order.sequence),
    isoOf(order.sentAt), order.expiresAt === null ? '' : isoOf(order.expiresAt),
  ];
  if (values.some((value) => value.includes('\n'))) throw new RangeError('A value of an order holds a line break');
  return values.join('\n');
}

/** An instant as it stands in a message. */
export function isoOf(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}
