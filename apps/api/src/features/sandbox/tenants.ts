import { createHmac } from 'node:crypto';
import type { Region } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { tokenHash } from '../../adapters/crypto/index.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { API_SCOPES } from '../../http/access.js';
import { storeTerms, type TenantTerms } from './tenant-terms.js';
import type { Statements, World } from './worlds.js';

export const TENANT_KINDS = ['social_supplier', 'commercial_supplier'] as const;
export const REGIONS = ['flanders', 'wallonia', 'brussels'] as const satisfies readonly Region[];

/** A supplier to make in a world. */
export interface TenantToMake {
  readonly name: string;
  readonly kind: (typeof TENANT_KINDS)[number];
  readonly region: Region;
  readonly iban: string;
  readonly bic: string;
}

/** A sandbox supplier as the doors show it. */
export interface SandboxTenant extends TenantToMake {
  readonly tenantId: number;
  readonly publicId: string;
}

/** What came of making a supplier: two never collect on one account. */
export type TenantMaking =
  | { readonly kind: 'made'; readonly tenant: SandboxTenant; readonly terms: TenantTerms }
  | { readonly kind: 'iban_taken' };

/**
 * The API key of a sandbox tenant, derived instead of stored: whoever holds the sandbox key can always say it again,
 * and the database keeps only its hash. The money behind it is not real.
 */
export function sandboxApiKey(sandboxKey: string, tenantPublicId: string): string {
  return `tgd_test_${createHmac('sha256', sandboxKey).update(tenantPublicId).digest('hex')}`;
}

/** Makes a supplier with its key, price books, policy and gas factors. */
export async function makeTenant(dataSource: DataSource, sandboxKey: string, world: World, toMake: TenantToMake, recordedAtMs: number): Promise<TenantMaking> {
  const { name, kind, region, iban, bic } = toMake;
  const rows = await dataSource.query<{ tenant_id: number; public_id: string }[]>(
    'select * from make_sandbox_tenant($1, $2, $3, $4, $5, $6)',
    [world.worldId, name, kind, region, iban, bic],
  );
  const made = rows[0];
  if (made === undefined) return { kind: 'iban_taken' };
  const tenant = { ...toMake, tenantId: made.tenant_id, publicId: made.public_id };
  const terms = await equipTenant(dataSource, sandboxKey, tenant, recordedAtMs);
  return { kind: 'made', tenant, terms };
}

/** Gives a supplier its key and terms; what is there already stays, so that an interrupted start can go on. */
export async function equipTenant(dataSource: DataSource, sandboxKey: string, tenant: SandboxTenant, recordedAtMs: number): Promise<TenantTerms> {
  return inTenant(dataSource, tenant.tenantId, async (tx) => {
    await registerDerivedKey(tx, sandboxApiKey(sandboxKey, tenant.publicId));
    return storeTerms(tx, tenant.region, recordedAtMs);
  });
}

async function registerDerivedKey(tx: TenantTransaction, apiKey: string): Promise<void> {
  const known = await tx.query('select 1 from find_api_key($1)', [tokenHash(apiKey)]);
  if (known.length === 0) await tx.query('select register_api_key($1, $2, $3)', [tokenHash(apiKey), 'sandbox', [...API_SCOPES]]);
}

/** The suppliers of a world, the oldest first. */
export async function readTenants(db: Statements, world: World): Promise<SandboxTenant[]> {
  const rows = await db.query<(TenantToMake & { tenant_id: number; public_id: string })[]>('select * from world_tenants($1)', [world.worldId]);
  return rows.map(({ tenant_id: tenantId, public_id: publicId, name, kind, region, iban, bic }) => ({ tenantId, publicId, name, kind, region, iban, bic }));
}

/** The sandbox supplier with this public id and the world it lives in; null when there is none. */
export async function findTenant(db: Statements, publicId: string): Promise<{ tenantId: number; worldId: number; region: Region } | null> {
  const rows = await db.query<{ tenant_id: number; world_id: number; region: Region }[]>('select * from find_sandbox_tenant($1)', [publicId]);
  const row = rows[0];
  return row === undefined ? null : { tenantId: row.tenant_id, worldId: row.world_id, region: row.region };
}

/** A made-up number that nothing else in any sandbox has. */
export async function nextSandboxNumber(db: Statements): Promise<number> {
  const [row] = await db.query<[{ number: number }]>('select next_sandbox_number() as number');
  return row.number;
}
