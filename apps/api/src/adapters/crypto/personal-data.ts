import { createSecretKey, type KeyObject } from 'node:crypto';
import { bankAccountIndex, keyedPin, namePrefixIndexes, nameQueryIndexes, mailIndex, phoneIndex } from './blind-index.js';
import { openColumn, sealColumn, type SealedColumn } from './column-cipher.js';

/** The two keys of personal data at work: one seals columns, the other finds people without opening them. */
export class PersonalData {
  // A key object is prepared once; raw bytes would be prepared anew for every value, at four times its cost.
  readonly #dataKey: KeyObject;
  readonly #indexKey: Buffer;

  /** Keys of 32 bytes in hex, as the environment gives them. */
  constructor(dataKeyHex: string, indexKeyHex: string) {
    this.#dataKey = createSecretKey(dataKeyHex, 'hex');
    this.#indexKey = Buffer.from(indexKeyHex, 'hex');
  }

  seal(column: SealedColumn, text: string): Buffer {
    return sealColumn(this.#dataKey, column, text);
  }

  /** Throws when the bytes are damaged or belong to another column. */
  open(column: SealedColumn, sealed: Buffer): string {
    return openColumn(this.#dataKey, column, sealed);
  }

  sealOrNull(column: SealedColumn, text: string | null): Buffer | null {
    return text === null ? null : this.seal(column, text);
  }

  openOrNull(column: SealedColumn, sealed: Buffer | null): string | null {
    return sealed === null ? null : this.open(column, sealed);
  }

  namePrefixIndexes(name: string): Buffer[] {
    return namePrefixIndexes(this.#indexKey, name);
  }

  nameQueryIndexes(typed: string): Buffer[] {
    return nameQueryIndexes(this.#indexKey, typed);
  }

  phoneIndex(e164: string): Buffer {
    return phoneIndex(this.#indexKey, e164);
  }

  mailIndex(address: string): Buffer {
    return mailIndex(this.#indexKey, address);
  }

  bankAccountIndex(iban: string): Buffer {
    return bankAccountIndex(this.#indexKey, iban);
  }

  keyedPin(pin: string): string {
    return keyedPin(this.#indexKey, pin);
  }
}
