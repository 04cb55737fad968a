import { textAt, type XmlElement } from '../../inbound-bytes/xml-element.js';
import { microEuroOf } from '../euros.js';

/** A fault of a camt message that stops the reading: caught at the edge of the reader and told in words. */
export class CamtFault extends Error {
  constructor(readonly why: string) {
    super(why);
    this.name = 'CamtFault';
  }
}

/** An amount without sign, with its currency. */
export interface CamtAmount {
  readonly amountMicroEuro: number;
  readonly currency: string;
}

/**
 * Reads one amount element with its `Ccy`.
 *
 * @throws CamtFault when it is absent, no plain decimal number, or finer than a cent
 */
export function camtAmountOf(element: XmlElement | undefined, parent: XmlElement): CamtAmount {
  const read = microEuroOf(element?.text ?? '');
  if (read.kind === 'refused') throw new CamtFault(`line ${element?.line ?? parent.line}: the amount: ${read.why}`);
  return { amountMicroEuro: read.value, currency: element?.attributes.get('Ccy') ?? '' };
}

/** `CdtDbtInd` alone decides the direction: 1 onto the account, -1 off it, null when it is not given. */
export function directionOf(element: XmlElement): 1 | -1 | null {
  const indicator = textAt(element, 'CdtDbtInd');
  if (indicator === 'CRDT') return 1;
  return indicator === 'DBIT' ? -1 : null;
}

/** Reads a day given as `Dt` or as `DtTm` under the named element; the civil day is kept as the bank wrote it. */
export function camtDayOf(element: XmlElement, name: string): string | null {
  const text = textAt(element, name, 'Dt') ?? textAt(element, name, 'DtTm');
  if (text === null) return null;
  const match = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T|Z|[+-]|$)/.exec(text);
  if (!match) throw new CamtFault(`line ${element.line}: ${text.slice(0, 30)} is not a day`);
  return match[1]!;
}

/** Gives a reference, or null for the filler that banks write when there is none. */
export function referenceAt(element: XmlElement | undefined, ...names: readonly string[]): string | null {
  const text = textAt(element, ...names);
  return text === 'NOTPROVIDED' || text === 'NONREF' ? null : text;
}
