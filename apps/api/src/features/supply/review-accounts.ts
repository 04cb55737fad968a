import type { Instant } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { instantOfStored } from '../../adapters/postgres/account-state-row.js';
import { type AccountSnapshotRow, type DueRow, type EntryRows, markDues, readSnapshots } from '../../adapters/postgres/post-entry.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { type ReviewDeps, reviewEntry, reviewOf } from './review-entry.js';

/** Accounts that are stored side by side, each in its own short transaction, so that payments never wait. */
const LANES = 4;

/**
 * Reviews accounts together: one read for all of them, and a transaction under the row lock only for those whose
 * review changes something. An account that an entry moves in between was reviewed by that entry.
 * Returns how many were stored.
 */
export async function reviewAccounts(deps: ReviewDeps & { readonly dataSource: DataSource }, tenantId: number, accountIds: readonly number[], now: Instant): Promise<number> {
  if (accountIds.length === 0) return 0;
  const snapshots = await inTenant(deps.dataSource, tenantId, (tx) => readSnapshots(tx.manager, tenantId, accountIds));
  const moved: number[] = [];
  const dues: DueRow[] = [];
  for (const snapshot of snapshots) {
    const { rows } = reviewOf(snapshot, await deps.terms.of(tenantId, snapshot, now), now, deps.wallNowMs());
    if (changesNothing(snapshot, rows)) dues.push(...(rows.dues ?? []));
    else moved.push(snapshot.account_id);
  }
  await inTenant(deps.dataSource, tenantId, (tx) => markDues(tx.manager, tenantId, dues));
  const waiting = moved.values();
  const lane = async (): Promise<void> => {
    for (const accountId of waiting) await inTenant(deps.dataSource, tenantId, (tx) => reviewEntry(deps, tx, accountId, now));
  };
  await Promise.all(Array.from({ length: Math.min(LANES, moved.length) }, lane));
  return moved.length;
}

/** True when storing these rows would leave the account as it stands: no wish, no notice, no column with another value. */
export function changesNothing(snapshot: AccountSnapshotRow, rows: EntryRows): boolean {
  if (rows.journal.length + (rows.notices?.length ?? 0) > 0 || rows.wish != null || rows.attention != null) return false;
  const stored = new Map<string, unknown>(Object.entries(snapshot));
  return Object.entries(rows.state ?? {}).every(([column, value]) => sameValue(column, stored.get(column) ?? null, value));
}

/** Columns of moments, which the snapshot and the row write differently. */
const MOMENTS = new Set(['next_change_at', 'next_review_at', 'payment_under_way_until']);

function sameValue(column: string, stored: unknown, wanted: unknown): boolean {
  if (!MOMENTS.has(column)) return stored === wanted;
  return momentOf(stored) === momentOf(wanted);
}

function momentOf(value: unknown): number | null {
  return typeof value === 'string' || typeof value === 'number' ? instantOfStored(value) : null;
}
