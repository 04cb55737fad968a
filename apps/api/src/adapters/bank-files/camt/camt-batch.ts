import { childrenOf, elementAt, textAt, type XmlElement } from '../../inbound-bytes/xml-element.js';
import type { BankFileProblem, BankTransaction } from '../bank-file.js';
import { camtAmountOf, directionOf } from './camt-fields.js';

interface BatchInput {
  readonly entry: XmlElement;
  readonly parts: readonly XmlElement[];
  readonly total: BankTransaction;
  readonly currency: string;
  readonly detailOf: (part: XmlElement, detail: number, amountMicroEuro: number) => BankTransaction;
}

interface Batch {
  readonly details: readonly BankTransaction[];
  readonly problems: readonly BankFileProblem[];
}

/**
 * Reads the transactions of an entry that holds several. They are only of use when each has an amount in the entry's
 * currency and together they make the entry; otherwise the total stays whole and goes to a person.
 */
export function batchOf(input: BatchInput): Batch {
  const { parts, total, entry } = input;
  const place = `entry ${total.ordinal}`;
  const amounts = parts.map((part) => signedAmountOf(part, input));
  if (parts.length === 1) {
    const differs = amounts[0] !== null && amounts[0] !== total.amountMicroEuro;
    return { details: [], problems: differs ? [{ verdict: 'review', why: `${place}: its transaction has another amount` }] : [] };
  }
  if (parts.length === 0) return { details: [], problems: [] };
  if (amounts.some((amount) => amount === null)) {
    return { details: [], problems: [{ verdict: 'accept-with-warning', why: `${place}: its transactions have no amounts, only the total is read` }] };
  }
  const sum = amounts.reduce<number>((subtotal, amount) => subtotal + (amount ?? 0), 0);
  if (sum !== total.amountMicroEuro) return { details: [], problems: [{ verdict: 'reject', why: `${place}: its transactions do not add up to it` }] };
  const details = parts.map((part, index) => input.detailOf(part, index + 1, amounts[index]!));
  return { details, problems: countProblems(entry, parts.length, place) };
}

/** The amount of a transaction with its sign; null when it is given in another currency only, or not at all. */
function signedAmountOf(part: XmlElement, { total, currency }: BatchInput): number | null {
  const element = [elementAt(part, 'Amt'), elementAt(part, 'AmtDtls', 'TxAmt', 'Amt')].find((candidate) => candidate?.attributes.get('Ccy') === currency);
  if (!element) return null;
  const direction = directionOf(part) ?? (total.amountMicroEuro < 0 ? -1 : 1);
  return direction * camtAmountOf(element, part).amountMicroEuro;
}

function countProblems(entry: XmlElement, parts: number, place: string): BankFileProblem[] {
  const said = childrenOf(entry, 'NtryDtls').map((details) => textAt(details, 'Btch', 'NbOfTxs')).filter((count) => count !== null);
  const differs = said.length > 0 && said.reduce((sum, count) => sum + Number(count), 0) !== parts;
  return differs ? [{ verdict: 'accept-with-warning', why: `${place}: the bank counts other transactions than it lists; the sum matches` }] : [];
}
