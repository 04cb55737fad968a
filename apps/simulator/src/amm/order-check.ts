import { createPublicKey, verify, type KeyObject } from 'node:crypto';

import { HOUR_MS, instantMs } from '../calendar/supply-day.js';
import type { Meter } from '../meters/meter.js';
import type { AmmRequest, ControlOrder } from './message.js';

/** The fixed beginning of an Ed25519 public key (RFC 8410, section 4); the 32 bytes of the key follow. */
const SPKI_OF_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
const HOURS_PER_DAY = 24;
/** An order is taken from an hour before it was signed, for clocks that differ, until a day after. */
const TAKEN_BEFORE_MS = HOUR_MS;
const TAKEN_AFTER_MS = HOURS_PER_DAY * HOUR_MS;

/** The key with which orders are checked, from its 32 bytes in hex. */
export function orderKey(publicKeyHex: string): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI_OF_ED25519, Buffer.from(publicKeyHex, 'hex')]), format: 'der', type: 'spki' });
}

/**
 * Why the AMM does not take an order from its sender, or null. An order must be signed over everything that decides
 * what happens; be in its time; and have a higher sequence than any order this meter was given before.
 */
export function refusalOf(key: KeyObject, request: AmmRequest, control: ControlOrder, meter: Meter, nowMs: number): string | null {
  if (request.signature === null || request.sequence === null || request.timestamp === null) return 'the order is not signed';
  const text = [
    'tegoed-order-1', request.verb, control.id ?? '', request.messageId ?? '', control.code, meter.serial, request.sequence,
    request.timestamp, control.expiresAt ?? '',
  ].join('\n');
  if (!verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(request.signature, 'base64'))) return 'the signature is not that of the sender';
  const signedAtMs = instantMs(request.timestamp);
  if (signedAtMs - nowMs > TAKEN_BEFORE_MS || nowMs - signedAtMs > TAKEN_AFTER_MS) return 'the order is out of its time';
  if (request.verb === 'create' && Number(request.sequence) <= (meter.lastSequence ?? 0)) return 'a later order was given to this meter before';
  return null;
}
