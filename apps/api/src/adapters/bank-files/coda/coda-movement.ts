import { maskNationalNumbers } from '@tegoed/prepayment-engine';
import { ibanOf } from '../account-number.js';
import type { BankTransaction, BankTransactionKind, StructuredCommunication } from '../bank-file.js';
import { amountOf, dayOf, numberOf } from './coda-record.js';
import type { MovementRecords } from './coda-structure.js';
import { fieldOf, wordsOf } from './coda-text.js';

/**
 * Reads one movement or detail from its records 21, 22 and 23 (CODA 2.6, annex I).
 *
 * @param ordinal place among the 21 records of the statement, counted from 1; sequence numbers restart after 9999
 * @throws CodaFault for an amount, a day or a number that cannot be read
 */
export function movementOf(records: MovementRecords, ordinal: number): BankTransaction {
  const { part1, part2, part3 } = records;
  const code = fieldOf(part1, 54, 61);
  const amountMicroEuro = amountOf(part1, 32, 33);
  const returnType = part2 ? wordsOf(part2, 113, 113) : null;
  const detail = numberOf(part1, 7, 10, 'the detail number');
  return {
    ordinal,
    sequence: numberOf(part1, 3, 6, 'the sequence number'),
    detail,
    bankReference: wordsOf(part1, 11, 31),
    entryReference: null,
    transactionId: null,
    endToEndId: part2 ? wordsOf(part2, 64, 98) : null,
    amountMicroEuro,
    valueDay: dayOf(part1, 48),
    entryDay: dayOf(part1, 116),
    code,
    counterpartyIban: part3 ? ibanOf(wordsOf(part3, 11, 44)) : null,
    counterpartyName: part3 ? masked(wordsOf(part3, 48, 82)) : null,
    counterpartyBic: part2 ? wordsOf(part2, 99, 109) : null,
    ...communicationOf(records),
    referenceDoubt: null,
    kind: kindOf(code, amountMicroEuro, returnType),
    returnType,
    returnReason: part2 ? wordsOf(part2, 114, 117) : null,
    pending: false,
    details: [],
  };
}

/** Joins the communication over the parts without trimming between them, because words are cut at the part's end. */
function communicationOf(records: MovementRecords): Pick<BankTransaction, 'structured' | 'freeText'> {
  const { part1, part2, part3 } = records;
  const joined = fieldOf(part1, 63, 115) + (part2 ? fieldOf(part2, 11, 63) : '') + (part3 ? fieldOf(part3, 83, 125) : '');
  if (fieldOf(part1, 62, 62) !== '1') return { structured: null, freeText: masked(joined.trim() || null) };
  const structured: StructuredCommunication = { type: joined.slice(0, 3), value: joined.slice(3).trim() };
  return { structured, freeText: null };
}

function masked(text: string | null): string | null {
  return text === null ? null : maskNationalNumbers(text);
}

/** Debits of family 05 that take back collected money: unpaid debt (03) and reimbursement (05). */
const COLLECTIONS_TAKEN_BACK = new Set(['03', '05']);
/** Credits that bring our own payment back: unexecutable transfer order (01/54, 02/54). */
const PAYOUTS_BROUGHT_BACK = new Set(['0154', '0254']);
/** Credits that are not a customer's money: reimbursed costs. */
const REIMBURSED_COSTS = '87';

/** CODA 2.6, annex II: family at positions 2-3 of the code, transaction at 4-5; 49 and 99 are corrections; types 8 and 9 only explain. */
function kindOf(code: string, amountMicroEuro: number, returnType: string | null): BankTransactionKind {
  if (code.startsWith('8') || code.startsWith('9')) return 'detail';
  const family = code.slice(1, 3);
  const transaction = code.slice(3, 5);
  if (transaction === '49' || transaction === '99') return 'correction';
  const incoming = amountMicroEuro > 0;
  if (!incoming && family === '05' && COLLECTIONS_TAKEN_BACK.has(transaction)) return 'return';
  if (returnType !== null) return incoming ? 'payout_return' : 'return';
  if (incoming && PAYOUTS_BROUGHT_BACK.has(family + transaction)) return 'payout_return';
  return incoming && transaction !== REIMBURSED_COSTS ? 'credit' : 'other';
}
