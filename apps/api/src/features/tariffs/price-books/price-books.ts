import { createHash } from 'node:crypto';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { PriceBookVersion } from './price-book-csv.js';
import { previewVersion } from './preview.js';
import type { PriceBookDecision, PriceBookImport } from './price-books.dto.js';

interface ImportRow {
  readonly import_id: number;
  readonly public_id: string;
  readonly versions: PriceBookVersion[];
  readonly state: PriceBookImport['state'];
  readonly proposed_by: string;
  readonly proposed_by_name: string;
  readonly proposed_at: number;
  readonly decided_by_name: string | null;
  readonly decided_at: number | null;
  readonly reason: string | null;
}

/** Who acts: `actor` tells people apart, `name` is for people. */
export interface Actor {
  readonly actor: string;
  readonly name: string;
  readonly nowMs: number;
}

/** What became of a decision. */
export type DecisionOutcome = { readonly kind: 'decided'; readonly import: PriceBookImport } | { readonly kind: 'unknown' | 'decided_before' | 'same_person' | 'overlaps' };

const SHOWN = 100;

/** Stores a read book as a proposal; the same file again is the same proposal. */
export async function proposeBook(tx: TenantTransaction, bytes: Buffer, versions: readonly PriceBookVersion[], by: Actor): Promise<PriceBookImport> {
  const hash = createHash('sha256').update(bytes).digest();
  await tx.query(
    `insert into price_book_import (tenant_id, content_hash, versions, proposed_by, proposed_by_name, proposed_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, content_hash) do nothing`,
    [tx.tenantId, hash, JSON.stringify(versions), by.actor, by.name, isoOf(by.nowMs)],
  );
  return importOf(tx, await tx.one<ImportRow>('select * from price_book_import where tenant_id = $1 and content_hash = $2', [tx.tenantId, hash]));
}

/** The newest proposals with what each would do now. */
export async function listBooks(tx: TenantTransaction): Promise<PriceBookImport[]> {
  const items: PriceBookImport[] = [];
  for (const row of await tx.query<ImportRow>(`select * from price_book_import order by import_id desc limit ${SHOWN}`)) items.push(await importOf(tx, row));
  return items;
}

/** Carries out the second person's decision: prices that change replace the old version, and settled days are computed again. */
export async function decideBook(tx: TenantTransaction, publicId: string, order: PriceBookDecision, by: Actor): Promise<DecisionOutcome> {
  const [row] = await tx.query<ImportRow>('select * from price_book_import where public_id = $1 for update', [publicId]);
  if (row === undefined) return { kind: 'unknown' };
  if (row.state !== 'proposed') return { kind: 'decided_before' };
  if (row.proposed_by === by.actor) return { kind: 'same_person' };
  const before = await importOf(tx, row);
  const isApproved = order.decision === 'approve';
  if (isApproved && before.versions.some(({ action }) => action === 'overlaps')) return { kind: 'overlaps' };
  if (isApproved) for (const [index, version] of row.versions.entries()) if (before.versions[index]!.action !== 'unchanged') await putInForce(tx, version, by);
  const decided = await tx.one<ImportRow>(
    'update price_book_import set state = $2, decided_by_name = $3, decided_at = $4, reason = $5 where import_id = $1 returning *',
    [row.import_id, isApproved ? 'approved' : 'refused', by.name, isoOf(by.nowMs), order.reason],
  );
  return { kind: 'decided', import: { ...(await importOf(tx, decided)), versions: before.versions } };
}

async function putInForce(tx: TenantTransaction, version: PriceBookVersion, by: Actor): Promise<void> {
  const days = [version.validFrom, version.validUntil];
  await tx.query('insert into tariff (tenant_id, name, utility) values ($1, $2, $3) on conflict (tenant_id, name) do nothing', [tx.tenantId, version.tariff, version.utility]);
  const { tariff_id } = await tx.one<{ tariff_id: number }>('select tariff_id from tariff where name = $1', [version.tariff]);
  await tx.query(`update tariff_version set replaced_at = $2 where tariff_id = $1 and replaced_at is null and valid = daterange($3, $4, '[]')`, [tariff_id, isoOf(by.nowMs), ...days]);
  await tx.query(
    `insert into tariff_version (tenant_id, tariff_id, valid, vat_basis_points, components, recorded_at) values ($1, $2, daterange($3, $4, '[]'), $5, $6, $7)`,
    [tx.tenantId, tariff_id, ...days, version.vatBasisPoints, JSON.stringify(version.components), isoOf(by.nowMs)],
  );
  await tx.query(
    `insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at)
     select $1, a.account_id, lower(a.valid * daterange($3, $4, '[]')), 'price_change', $5, $6
     from tariff_assignment a join account_state s using (account_id)
     where a.tariff_id = $2 and a.valid && daterange($3, $4, '[]') and s.last_day >= lower(a.valid * daterange($3, $4, '[]'))`,
    [tx.tenantId, tariff_id, ...days, by.name, isoOf(by.nowMs)],
  );
}

async function importOf(tx: TenantTransaction, row: ImportRow): Promise<PriceBookImport> {
  const versions = [];
  for (const version of row.versions) versions.push(await previewVersion(tx, version));
  return {
    id: row.public_id, state: row.state, versions, proposedBy: row.proposed_by_name, proposedAt: isoOf(row.proposed_at),
    decidedBy: row.decided_by_name, decidedAt: row.decided_at === null ? null : isoOf(row.decided_at), reason: row.reason,
  };
}
