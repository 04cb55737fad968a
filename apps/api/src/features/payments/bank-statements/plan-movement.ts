import { findReferences, type PaymentReference, recogniseReference, type RecognisedReference, type ReferenceCandidate, type SupplyDay } from '@tegoed/prepayment-engine';
import type { BankTransaction, BookableMovement } from '../../../adapters/bank-files/index.js';
import type { AccountBook, Match } from '../account-book.js';
import type { SuspenseReason } from '../incoming-payment.js';
import { matchFreeText, matchStated } from '../match-reference.js';

/** What a movement of a bank account is to us. */
export type MovementPlan =
  | { readonly kind: 'top_up'; readonly accountId: number }
  /** Money taken back; `accountId` is known when the movement still carries the reference. */
  | { readonly kind: 'return'; readonly accountId: number | null }
  | { readonly kind: 'suspense'; readonly why: SuspenseReason };

/** What the payer wrote, read once: one stated reference, or whatever can be found in free text. */
export interface PayersReference {
  readonly stated: RecognisedReference | null;
  readonly found: readonly ReferenceCandidate[];
  readonly doubtful: boolean;
}

// CODA types of structured communication that carry a reference of ours, and the names that camt gives them.
const REFERENCE_TYPES: ReadonlySet<string> = new Set(['100', '101', '102', 'BBA', 'RF', 'SCOR', '']);

/** Reads the reference of a movement. A structured field that is no reference of ours leaves the free text. */
export function payersReference({ structured, freeText, referenceDoubt }: BankTransaction): PayersReference {
  const stated = structured !== null && REFERENCE_TYPES.has(structured.type) ? recogniseReference(structured.value) : null;
  return { stated, found: stated === null ? findReferences(freeText ?? '') : [], doubtful: referenceDoubt !== null };
}

/** The references of which the accounts must be known before a movement can be planned. */
export function referencesIn({ stated, found }: PayersReference): readonly PaymentReference[] {
  return stated === null || stated.kind === 'none' ? found : [stated];
}

/**
 * Decides what a movement is. Only money from outside with a sure reference becomes a top-up; money that the bank takes
 * back is booked against what it gave; everything else is parked with its reason, because every line of the bank
 * stands in the books.
 */
export function planMovement({ transaction }: BookableMovement, reference: PayersReference, book: AccountBook, day: SupplyDay): MovementPlan {
  const incoming = transaction.amountMicroEuro > 0;
  switch (transaction.kind) {
    case 'credit':
      return incoming ? topUp(matchOf(reference, book, day)) : { kind: 'suspense', why: 'not_from_a_customer' };
    case 'return':
    case 'correction':
      return incoming ? { kind: 'suspense', why: 'correction_in_our_favour' } : { kind: 'return', accountId: accountOf(matchOf(reference, book, day)) };
    case 'payout_return':
      return { kind: 'suspense', why: 'payout_returned' };
    case 'detail':
    case 'other':
      return { kind: 'suspense', why: 'not_from_a_customer' };
  }
}

function matchOf({ stated, found, doubtful }: PayersReference, book: AccountBook, day: SupplyDay): Match {
  if (doubtful) return { kind: 'none', why: 'reference_doubtful' };
  return stated === null ? matchFreeText(found, book, day) : matchStated(stated, book, day);
}

function topUp(match: Match): MovementPlan {
  return match.kind === 'account' ? { kind: 'top_up', accountId: match.account.accountId } : { kind: 'suspense', why: match.why };
}

function accountOf(match: Match): number | null {
  return match.kind === 'account' ? match.account.accountId : null;
}
