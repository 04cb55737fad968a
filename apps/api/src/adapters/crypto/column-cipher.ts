import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

/** The encrypted columns; the name is bound into each value, so that a value cannot be moved to another column. */
export const SEALED_COLUMNS = ['person.name', 'person.phone', 'person.mail', 'payment.payer_name', 'payment.payer_iban', 'refund.payee_name', 'refund.payee_iban', 'notice.recipient', 'phone_contact.caller', 'call_back.number'] as const;
export type SealedColumn = (typeof SEALED_COLUMNS)[number];

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;

/** Encrypts one column's text with AES-256-GCM. Layout: format (1 byte), iv (12), tag (16), ciphertext. */
export function sealColumn(key: KeyObject, column: SealedColumn, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(column));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), sealed]);
}

/**
 * The text of a sealed column. Throws when the bytes were made with another key, for another column, or were
 * changed: that is damage or an attack, never an expected outcome.
 */
export function openColumn(key: KeyObject, column: SealedColumn, sealed: Buffer): string {
  if (sealed.length < HEAD_BYTES || sealed[0] !== FORMAT) throw new Error(`${column}: not a sealed value`);
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAAD(Buffer.from(column));
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
}
