import type { RecognisedReference, ReferenceCandidate, ReferenceSpelling, SupplyDay } from '@tegoed/prepayment-engine';
import type { AccountBook, Match } from './account-book.js';

/** Whose money it is when a field says one reference and nothing else. */
export function matchStated(stated: RecognisedReference, book: AccountBook, day: SupplyDay): Match {
  return stated.kind === 'none' ? { kind: 'none', why: 'reference_unreadable' } : book.find(stated, day);
}

/** A spelling that nobody uses by chance: what stands there was meant as a reference. */
const MEANT: ReadonlySet<ReferenceSpelling> = new Set(['marked', 'grouped']);

/**
 * Whose money it is when the payer wrote freely. All references in the text that we know must mean one account, and
 * none that was clearly meant may be unknown: nothing is guessed, the rest waits for a person.
 */
export function matchFreeText(found: readonly ReferenceCandidate[], book: AccountBook, day: SupplyDay): Match {
  if (found.length === 0) return { kind: 'none', why: 'reference_missing' };
  const matches = found.map((candidate) => ({ candidate, match: book.find(candidate, day) }));
  const accounts = matches.flatMap(({ match }) => (match.kind === 'account' ? [match] : []));
  const first = accounts[0];
  if (first === undefined) return matches[0]?.match ?? { kind: 'none', why: 'reference_missing' };
  const oneAccount = accounts.every(({ account }) => account.accountId === first.account.accountId);
  const allKnown = matches.every(({ candidate, match }) => match.kind === 'account' || !MEANT.has(candidate.spelling));
  return oneAccount && allKnown ? first : { kind: 'none', why: 'reference_doubtful' };
}
