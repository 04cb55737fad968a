import { type ConfirmedSupply, type Decision, type Instant, reviewAccount } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { AccountTerms, AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { type AccountSnapshotRow, type EntryRows, postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { entryRowsOf } from '../entries/index.js';

/** What a review needs from outside. */
export interface ReviewDeps {
  readonly terms: AccountTermsReader;
  readonly wallNowMs: () => number;
}

/** What a review of an account decides, and the rows that would store it. */
export interface Review {
  readonly decision: Decision;
  readonly rows: EntryRows;
}

/**
 * Looks at one account again under its row lock, from fresh state, and stores what the decision changed: state, wish,
 * notices. `confirmedSupply` is given when the meter has just proven a new state. Null for an unknown account.
 */
export async function reviewEntry(
  deps: ReviewDeps,
  tx: TenantTransaction,
  accountId: number,
  now: Instant,
  confirmedSupply?: ConfirmedSupply,
): Promise<Decision | null> {
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, accountId, true);
  if (snapshot === null) return null;
  const terms = await deps.terms.of(tx.tenantId, snapshot, now, tx);
  const { decision, rows } = reviewOf(snapshot, terms, now, deps.wallNowMs(), confirmedSupply);
  const posted = await postEntry(tx.manager, tx.tenantId, { accountId, expectedVersion: snapshot.version }, null, rows);
  if (posted.kind !== 'booked') throw new Error(`account ${accountId} moved under its lock`);
  return decision;
}

/** Decides one account anew from a snapshot; stores nothing. */
export function reviewOf(snapshot: AccountSnapshotRow, terms: AccountTerms, now: Instant, wallNowMs: number, confirmedSupply?: ConfirmedSupply): Review {
  const before = accountStateOf(snapshot);
  const changed = confirmedSupply !== undefined && confirmedSupply !== before.confirmedSupply;
  const review = reviewAccount({
    state: changed ? { ...before, confirmedSupply } : before,
    ...terms,
    now,
    ...(changed ? { confirmedSupplyBefore: before.confirmedSupply } : {}),
  });
  const cause = { kind: 'review', id: `${snapshot.account_id}:${now}`, occurredAt: now, now, wallNowMs } as const;
  return { decision: review.decision, rows: entryRowsOf(snapshot, { entries: [], ...review }, cause) };
}
