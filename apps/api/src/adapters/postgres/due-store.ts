import type { DataSource } from 'typeorm';
import { isoOf } from '../clock/wall-clock.js';
import { inTenant } from './tenant-transaction.js';

/** What can become due at a moment of a tenant's time. */
export type DueKind = 'supply' | 'notices' | 'review' | 'morning';

/** A tenant with the world whose time it lives in; a live tenant has none. */
export interface ServedTenant {
  readonly tenantId: number;
  readonly world: { readonly worldId: number; readonly publicId: string; readonly offsetMs: number; readonly automatic: boolean; readonly advancingTo: number | null } | null;
}

/** All tenants, with their clocks; this and `due` are all that a scheduler sees of them. */
export async function readServedTenants(dataSource: DataSource): Promise<ServedTenant[]> {
  const rows = await dataSource.query<
    { tenant_id: number; world_id: number | null; world_public_id: string; offset_ms: number; automatic: boolean; advancing_to: number | null }[]
  >('select * from tenants_to_serve()');
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    world: row.world_id === null ? null : {
      worldId: row.world_id, publicId: row.world_public_id, offsetMs: row.offset_ms, automatic: row.automatic, advancingTo: row.advancing_to,
    },
  }));
}

/** The kinds that are due at a tenant's time. They stay until `settleDues` says that their work is done. */
export async function readDues(dataSource: DataSource, tenantId: number, nowMs: number): Promise<DueKind[]> {
  const rows = await inTenant(dataSource, tenantId, (tx) =>
    tx.query<{ kind: DueKind }>('select distinct kind from due where tenant_id = $1 and due_at <= $2', [tenantId, isoOf(nowMs)]),
  );
  return rows.map((row) => row.kind);
}

/** Forgets the dues up to a moment, after their work was done: a crash before this repeats the work, never skips it. */
export async function settleDues(dataSource: DataSource, tenantId: number, kind: DueKind, nowMs: number): Promise<void> {
  await inTenant(dataSource, tenantId, (tx) =>
    tx.query('delete from due where tenant_id = $1 and kind = $2 and due_at <= $3', [tenantId, kind, isoOf(nowMs)]),
  );
}

/** Marks a moment; the same moment twice is one. */
export async function markDue(dataSource: DataSource, tenantId: number, kind: DueKind, atMs: number): Promise<void> {
  await inTenant(dataSource, tenantId, (tx) =>
    tx.query('insert into due (tenant_id, due_at, kind) values ($1, $2, $3) on conflict do nothing', [tenantId, isoOf(atMs), kind]),
  );
}

/** The next moment at which something is due for one of these tenants, read with the scheduler's few rights. */
export async function nextDueAt(dataSource: DataSource, tenantIds: readonly number[], afterMs: number): Promise<number | null> {
  return dataSource.transaction(async (manager) => {
    await manager.query('set local role tegoed_scheduler');
    const rows = await manager.query<{ at: number | null }[]>('select min(due_at) as at from due where tenant_id = any($1) and due_at > $2', [tenantIds, isoOf(afterMs)]);
    return rows[0]?.at ?? null;
  });
}
