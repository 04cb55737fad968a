import { findReferences, type PaymentReference, recogniseReference, type SupplyDay } from '@tegoed/prepayment-engine';
import type { AccountBook, KnownAccount } from '../account-book.js';
import { nearReferences } from './near-references.js';

/** Why an account may be the one, the surest first. */
export const CANDIDATE_GROUNDS = ['reference', 'connection', 'ended_contract', 'one_slip'] as const;
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

const LONGEST_SLIP = 16;

/** Reads everything that a reference text may mean. */
export function possibleReferences(text: string): PossibleReferences {
  const whole = recogniseReference(text);
  const said = whole.kind === 'none' ? findReferences(text) : [whole];
  const words = text.split(/[^\d+*/.\- ]+/).filter((word) => word.replace(/\D/g, '').length <= LONGEST_SLIP);
  return { said, oneSlip: words.flatMap(nearReferences).map((digits) => ({ kind: 'structured' as const, digits })) };
}

/** The accounts of the book that a text may mean, the surest first, each once. */
export function rankCandidates(possible: PossibleReferences, book: AccountBook, day: SupplyDay): Candidate[] {
  const said = possible.said.flatMap((reference) => book.all(reference).map((account) => ({ account, ground: groundOf(reference, account, day) })));
  const slips = possible.oneSlip.flatMap((reference) => book.all(reference).map((account) => ({ account, ground: 'one_slip' as const })));
  const ranked = [...said, ...slips].toSorted((a, b) => CANDIDATE_GROUNDS.indexOf(a.ground) - CANDIDATE_GROUNDS.indexOf(b.ground));
  return ranked.filter((candidate, index) => ranked.findIndex((other) => other.account.accountId === candidate.account.accountId) === index);
}

function groundOf(reference: PaymentReference, { activeUntil }: KnownAccount, day: SupplyDay): CandidateGround {
  if (activeUntil !== null && activeUntil <= day) return 'ended_contract';
  return reference.kind === 'ean13' ? 'connection' : 'reference';
}
