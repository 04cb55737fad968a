import { maskNationalNumbers } from '@tegoed/prepayment-engine';
import { childrenOf, elementAt, textAt, type XmlElement } from '../../inbound-bytes/xml-element.js';
import { ibanOf } from '../account-number.js';
import type { BankFileProblem, BankTransaction, BankTransactionKind } from '../bank-file.js';
import { batchOf } from './camt-batch.js';
import { communicationOf } from './camt-communication.js';
import { camtAmountOf, camtDayOf, CamtFault, directionOf, referenceAt } from './camt-fields.js';

/** An entry as read, its currency, and what is wrong with it. */
export interface CamtEntry {
  readonly transaction: BankTransaction;
  readonly currency: string;
  /** False only when the bank says that the money has not moved yet. */
  readonly countsInBalance: boolean;
  readonly problems: readonly BankFileProblem[];
}

/** The entry and, of its transactions, the one that is read. */
interface EntrySource {
  readonly entry: XmlElement;
  readonly part: XmlElement | undefined;
}

const PENDING_STATUS = new Set(['PDNG', 'INFO', 'FUTR']);
/** BkTxCd sub-families that say money comes back: returned transfer, unpaid and reversed direct debit. */
const RETURN_SUB_FAMILIES = new Set(['RRTN', 'UPDD', 'PRDD']);

/**
 * Reads one `Ntry` (ISO 20022 camt.052, .053, .054; by local names, so any version). The entry's own amount is what
 * arrived; instructed amounts in other currencies are never asked for.
 *
 * @param ordinal place of the entry in its statement, counted from 1
 * @throws CamtFault when an amount, the direction or a day cannot be read
 */
export function camtEntryOf(entry: XmlElement, ordinal: number): CamtEntry {
  const { amountMicroEuro, currency } = camtAmountOf(elementAt(entry, 'Amt'), entry);
  const direction = directionOf(entry);
  if (direction === null) throw new CamtFault(`line ${entry.line}: an entry is neither CRDT nor DBIT`);
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts');
  const parts = childrenOf(entry, 'NtryDtls').flatMap((details) => childrenOf(details, 'TxDtls'));
  const source = { entry, part: parts.length === 1 ? parts[0] : undefined };
  const total = transactionOf(source, { ordinal, detail: 0 }, direction * amountMicroEuro, status !== 'BOOK');
  const batch = batchOf({
    entry,
    parts,
    total,
    currency,
    detailOf: (part, detail, amount) => transactionOf({ entry, part }, { ordinal, detail }, amount, total.pending),
  });
  const unknownStatus = status !== 'BOOK' && !PENDING_STATUS.has(status ?? '');
  return {
    transaction: { ...total, details: batch.details },
    currency,
    countsInBalance: !PENDING_STATUS.has(status ?? ''),
    problems: [
      ...(unknownStatus ? [{ verdict: 'review' as const, why: `entry ${ordinal}: its status is ${status ?? 'not given'}` }] : []),
      ...(total.pending ? [] : batch.problems),
    ],
  };
}

function transactionOf(source: EntrySource, place: { ordinal: number; detail: number }, amountMicroEuro: number, pending: boolean): BankTransaction {
  const { entry, part } = source;
  const returnReason = textAt(part, 'RtrInf', 'Rsn', 'Cd') ?? textAt(part, 'RtrInf', 'Rsn', 'Prtry');
  return {
    ...place,
    sequence: place.ordinal,
    bankReference: referenceAt(part, 'Refs', 'AcctSvcrRef') ?? (place.detail === 0 ? referenceAt(entry, 'AcctSvcrRef') : null),
    entryReference: referenceAt(entry, 'AcctSvcrRef'),
    transactionId: referenceAt(part, 'Refs', 'TxId'),
    endToEndId: referenceAt(part, 'Refs', 'EndToEndId'),
    amountMicroEuro,
    valueDay: camtDayOf(entry, 'ValDt'),
    entryDay: camtDayOf(entry, 'BookgDt'),
    code: codeOf(part) ?? codeOf(entry) ?? '',
    ...counterpartyOf(part, amountMicroEuro < 0 ? 'Cdtr' : 'Dbtr'),
    ...communicationOf(part),
    kind: kindOf(source, amountMicroEuro, returnReason !== null || elementAt(part, 'RtrInf') !== undefined),
    returnType: null,
    returnReason,
    pending,
    details: [],
  };
}

function codeOf(element: XmlElement | undefined): string | null {
  const domain = elementAt(element, 'BkTxCd', 'Domn');
  if (!domain) return textAt(element, 'BkTxCd', 'Prtry', 'Cd');
  return [textAt(domain, 'Cd'), textAt(domain, 'Fmly', 'Cd'), textAt(domain, 'Fmly', 'SubFmlyCd')].filter((code) => code !== null).join('/');
}

/** The name stands under `Dbtr/Nm` up to version 07 and under `Dbtr/Pty/Nm` from 08; the BIC is `BIC` or `BICFI`. */
function counterpartyOf(part: XmlElement | undefined, role: 'Dbtr' | 'Cdtr'): Pick<BankTransaction, 'counterpartyIban' | 'counterpartyName' | 'counterpartyBic'> {
  const parties = elementAt(part, 'RltdPties');
  const account = elementAt(parties, `${role}Acct`, 'Id');
  const agent = elementAt(part, 'RltdAgts', `${role}Agt`, 'FinInstnId');
  const name = textAt(parties, role, 'Pty', 'Nm') ?? textAt(parties, role, 'Nm');
  return {
    counterpartyIban: ibanOf(textAt(account, 'IBAN') ?? textAt(account, 'Othr', 'Id')),
    counterpartyName: name === null ? null : maskNationalNumbers(name),
    counterpartyBic: textAt(agent, 'BICFI') ?? textAt(agent, 'BIC'),
  };
}

function kindOf({ entry, part }: EntrySource, amountMicroEuro: number, returned: boolean): BankTransactionKind {
  if (textAt(entry, 'RvslInd') === 'true' || textAt(entry, 'RvslInd') === '1') return 'correction';
  const subFamily = (codeOf(part) ?? codeOf(entry) ?? '').split('/')[2] ?? '';
  const incoming = amountMicroEuro > 0;
  if (returned || RETURN_SUB_FAMILIES.has(subFamily)) return incoming ? 'payout_return' : 'return';
  return incoming ? 'credit' : 'other';
}
