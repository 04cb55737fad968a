import type { AccountStateRow } from './account-state-row.js';
import { ENTRY_COLUMNS, recordText, recordTexts } from './entry-record.js';

/** The idempotency key of an effect, with a hash of what was asked: same key and other content is an alert. */
export interface Claim {
  readonly channel: string;
  readonly externalId: string;
  /** SHA-256 in hex of the content that the key stands for. */
  readonly contentHash: string;
  /** Stored with the claim and given back to whoever repeats it. */
  readonly result: object;
  readonly claimedAt: string;
}

/** A key that is claimed, in the shape of its table. */
export interface ClaimRow {
  readonly channel: string;
  readonly external_id: string;
  /** Hex, as bytea takes it. */
  readonly content_hash: string;
  readonly result: object;
  /** Without it, the moment at which the effect is recorded. */
  readonly claimed_at?: string;
}

/** Rows of one entry, in the shape of their tables; money in micro-euro, moments ISO. */
export interface EntryRows {
  readonly state?: object;
  readonly journal: readonly object[];
  readonly batch: { readonly kind: string; readonly id: string; readonly booked_on: string; readonly recorded_at: string };
  readonly payments?: readonly object[];
  readonly wish?: object | null;
  readonly notices?: readonly object[];
  readonly attention?: object | null;
  readonly dues?: readonly DueRow[];
}

/** A moment at which somebody must look. */
export interface DueRow {
  readonly due_at: string;
  readonly kind: string;
  readonly ref?: string;
}

/**
 * What became of an entry. `version_moved` wrote nothing: read the snapshot again. `duplicate` and `other_content`
 * wrote nothing either: a key of that channel was claimed before, with this content or with another.
 */
export type PostOutcome =
  | { readonly kind: 'booked' }
  | { readonly kind: 'duplicate' | 'other_content'; readonly channel: string; readonly result: unknown }
  | { readonly kind: 'version_moved' };

/** A state row with what else a single entry needs to know of the account. */
export interface AccountSnapshotRow extends AccountStateRow {
  readonly connection_id: number;
  readonly person_id: number;
  readonly reference: string;
  readonly public_id: string;
  readonly household_id: number;
  readonly active_from: string;
  readonly active_until: string | null;
  readonly household_repaid: readonly { readonly account_id: number; readonly month: string | null; readonly micro_euro: number }[] | null;
}

/** What runs a statement: the pool for a call that is its own transaction, or a transaction that is open already. */
export interface Statements {
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** The version of an account moved, or a key was claimed in this very moment. */
export const VERSION_MOVED = 'TG001';

/** Round trip one: the account as it stands, under its row lock when asked; null when the tenant has no such account. */
export async function readSnapshot(statements: Statements, tenantId: number, accountId: number, lock = false): Promise<AccountSnapshotRow | null> {
  const rows = await statements.query<{ snapshot: AccountSnapshotRow | null }>(
    'select account_snapshot($1, $2, $3) as snapshot',
    [tenantId, accountId, lock],
  );
  return rows[0]?.snapshot ?? null;
}

/** Snapshots of several accounts in one round trip, under their row locks when asked; what the tenant does not have is left out. */
export async function readSnapshots(statements: Statements, tenantId: number, accountIds: readonly number[], lock = false): Promise<AccountSnapshotRow[]> {
  if (accountIds.length === 0) return [];
  const rows = await statements.query<{ snapshot: AccountSnapshotRow }>('select account_snapshots($1, $2, $3) as snapshot', [tenantId, accountIds, lock]);
  return rows.map(({ snapshot }) => snapshot);
}

/** Marks moments without an entry. */
export async function markDues(statements: Statements, tenantId: number, dues: readonly DueRow[]): Promise<void> {
  if (dues.length > 0) await statements.query('select write_dues($1, $2)', [tenantId, JSON.stringify(dues)]);
}

/**
 * Round trip two: writes the whole entry or nothing. `account` null books between house accounts only, such as money
 * that goes to suspense. Of several keys the first one that was claimed before decides.
 */
export async function postEntry(
  statements: Statements,
  tenantId: number,
  account: { readonly accountId: number; readonly expectedVersion: number } | null,
  claims: Claim | readonly Claim[] | null,
  rows: EntryRows,
): Promise<PostOutcome> {
  try {
    const answered = await statements.query<{ earlier: EarlierClaim | null }>(POST_ENTRY, [
      tenantId,
      account?.accountId ?? null,
      account?.expectedVersion ?? null,
      recordTexts(ENTRY_COLUMNS.claim, [claims ?? []].flat().map(claimRow)),
      rows.state === undefined ? null : recordText(ENTRY_COLUMNS.state, rows.state),
      recordTexts(ENTRY_COLUMNS.journal, rows.journal),
      recordText(ENTRY_COLUMNS.batch, rows.batch),
      recordTexts(ENTRY_COLUMNS.payment, rows.payments ?? []),
      recordTexts(ENTRY_COLUMNS.notice, rows.notices ?? []),
      recordTexts(ENTRY_COLUMNS.due, rows.dues ?? []),
      rows.wish ?? null,
      rows.attention ?? null,
    ]);
    const answer = answered[0];
    if (answer === undefined) throw new Error('post_entry gave no answer');
    if (answer.earlier === null) return { kind: 'booked' };
    return { kind: answer.earlier.outcome, channel: answer.earlier.channel, result: answer.earlier.result };
  } catch (error) {
    if (sqlStateOf(error) === VERSION_MOVED) return { kind: 'version_moved' };
    throw error;
  }
}

const POST_ENTRY = 'select post_entry($1, $2, $3, $4::entry_claim[], $5::entry_state, $6::entry_journal[], $7::entry_batch, $8::entry_payment[], $9::entry_notice[], $10::entry_due[], $11, $12) as earlier';

interface EarlierClaim {
  readonly outcome: 'duplicate' | 'other_content';
  readonly channel: string;
  readonly result: unknown;
}

/** A key in the shape of its row. */
export function claimRow(claim: Claim): ClaimRow {
  return {
    channel: claim.channel,
    external_id: claim.externalId,
    content_hash: `\\x${claim.contentHash}`,
    result: claim.result,
    claimed_at: claim.claimedAt,
  };
}

/** The SQLSTATE of a database error, whoever wrapped it. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const own = (error as { code?: unknown }).code;
  if (typeof own === 'string') return own;
  return sqlStateOf((error as { driverError?: unknown }).driverError ?? null);
}
