import { findReferences, type PaymentReference, recogniseReference, type SupplyDay } from '@tegoed/prepayment-engine';
import type { AccountBook, KnownAccount } from '../account-book.js';
import { nearReferences } from './near-references.js';

/** Why an account may be the one, the surest first. */
export const CANDIDATE_GROUNDS = ['reference', 'connection', 'earlier_payer', 'ended_contract', 'one_slip'] as const;
export type CandidateGround = (typeof CANDIDATE_GROUNDS)[number];

/** An account that a person may assign the money to. */
export interface Candidate {
  readonly account: KnownAccount;
  readonly ground: CandidateGround;
}

/** What a reference text may mean, from what it says to what it says but for one slip. */
export interface PossibleReferences {
  readonly said: readonly PaymentReference[];
  readonly oneSlip: readonly PaymentReference[];
}

/** A reference has twelve digits; with one slip it has eleven to thirteen. */
const FEWEST_DIGITS = 11;
const MOST_DIGITS = 13;
/** People write a reference in at most this many groups. */
const MOST_GROUPS = 6;

/** Reads everything that a reference text may mean. */
export function possibleReferences(text: string): PossibleReferences {
  const whole = recogniseReference(text);
  const said = whole.kind === 'none' ? findReferences(text) : [whole];
  return { said, oneSlip: digitRuns(text).flatMap(nearReferences).map((digits) => ({ kind: 'structured' as const, digits })) };
}

/** Every run of neighbouring words of digits that is about as long as a reference, however it was grouped. */
function digitRuns(text: string): string[] {
  const words = text.split(/\s+/).map((word) => word.replace(/\D/g, ''));
  return words.flatMap((_, first) => {
    const runs = words.slice(first, first + MOST_GROUPS).map((__, count) => words.slice(first, first + count + 1).join(''));
    return runs.filter((run) => run.length >= FEWEST_DIGITS && run.length <= MOST_DIGITS);
  });
}

/**
 * The accounts of the book that a text may mean, the surest first, each once.
 *
 * @param paidBefore references of accounts that money from the same bank account went to earlier: a hint, never a reason to
 *   book, because helpers and landlords pay for many homes
 */
export function rankCandidates(possible: PossibleReferences, book: AccountBook, day: SupplyDay, paidBefore: readonly PaymentReference[] = []): Candidate[] {
  const said = possible.said.flatMap((reference) => book.all(reference).map((account) => ({ account, ground: groundOf(reference, account, day) })));
  const earlier = paidBefore.flatMap((reference) => book.all(reference).map((account) => ({ account, ground: 'earlier_payer' as const })));
  const slips = possible.oneSlip.flatMap((reference) => book.all(reference).map((account) => ({ account, ground: 'one_slip' as const })));
  const ranked = [...said, ...earlier, ...slips].toSorted((a, b) => CANDIDATE_GROUNDS.indexOf(a.ground) - CANDIDATE_GROUNDS.indexOf(b.ground));
  return ranked.filter((candidate, index) => ranked.findIndex((other) => other.account.accountId === candidate.account.accountId) === index);
}

function groundOf(reference: PaymentReference, { activeUntil }: KnownAccount, day: SupplyDay): CandidateGround {
  if (activeUntil !== null && activeUntil <= day) return 'ended_contract';
  return reference.kind === 'ean13' ? 'connection' : 'reference';
}
