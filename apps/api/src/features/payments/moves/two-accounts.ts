import type { AccountState, Instant, PaymentSettlement } from '@tegoed/prepayment-engine';
import { shownBalance } from '@tegoed/prepayment-engine';
import { type AccountSnapshotRow, postEntry, readSnapshots } from '../../../adapters/postgres/post-entry.js';
import { waitForRanges } from '../../../adapters/postgres/range-turn.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../../http/euro.js';
import { conflict, notFound } from '../../../http/problem.js';
import { type EntryCause, entryRowsOf } from '../../entries/index.js';

/** Both accounts of a move under their row locks, which are taken in key order and after ranges that are being written, so that nobody waits in a circle. */
export async function lockTwo(tx: TenantTransaction, fromAccountId: number, toAccountId: number): Promise<{ from: AccountSnapshotRow; to: AccountSnapshotRow }> {
  if (fromAccountId === toAccountId) throw conflict('same_account', 'The money is on this account already.');
  await waitForRanges(tx, tx.tenantId);
  const snapshots = await readSnapshots(tx, tx.tenantId, [fromAccountId, toAccountId], true);
  const from = snapshots.find(({ account_id: id }) => id === fromAccountId);
  const to = snapshots.find(({ account_id: id }) => id === toAccountId);
  if (from === undefined || to === undefined) throw notFound('account');
  return { from, to };
}

/** Posts one side of a move on its locked account; the journal rows may point to those that they undo. */
export async function postSide(tx: TenantTransaction, snapshot: AccountSnapshotRow, settlement: PaymentSettlement, cause: EntryCause, reverses: number | null = null): Promise<void> {
  const rows = entryRowsOf(snapshot, settlement, cause);
  const posted = await postEntry(tx, tx.tenantId, { accountId: snapshot.account_id, expectedVersion: snapshot.version }, null, {
    ...rows, journal: rows.journal.map((row) => ({ ...row, reverses_journal_id: reverses })),
  });
  if (posted.kind !== 'booked') throw new Error(`account ${snapshot.account_id} moved under its lock`);
}

/** Keeps the reason that a person gave beside the entries. */
export async function keepReason(tx: TenantTransaction, moveId: string, reason: string, author: string): Promise<void> {
  await tx.query(`insert into entry_reason (tenant_id, cause_kind, cause_id, reason, author) values ($1, 'move', $2, $3, $4)`, [tx.tenantId, moveId, reason, author]);
}

/** The balance that every channel shows, as text. */
export function shownEuro({ balances, debtSupplyAtZeroMicroEuro }: AccountState): string {
  return euroOf(shownBalance(balances, debtSupplyAtZeroMicroEuro));
}

/** The cause of both sides. */
export function moveCause(moveId: string, now: Instant, wallNowMs: number): EntryCause {
  return { kind: 'move', id: moveId, occurredAt: now, now, wallNowMs };
}
