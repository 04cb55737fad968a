import { shippedPolicy, type Region } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { PRICE_BOOKS, priceBookVersions, VAT_BASIS_POINTS, type PriceBook } from './price-books.js';

/** An id inside and the id outside. */
export interface TermsId {
  readonly id: number;
  readonly publicId: string;
}

/** What a sandbox supplier's contracts are made under. */
export interface TenantTerms {
  readonly policy: TermsId;
  readonly tariffs: Readonly<Record<PriceBook['key'], TermsId>>;
}

/** A world's clock may stand anywhere in these years, so everything that is dated covers them. */
const TERMS_FROM = '2021-01-01';
/** The station whose factors every sandbox gas connection uses. */
export const SANDBOX_GAS_STATION = 'Sandbox';
/** 11.6 Wh in a dm3 (high calorific gas), times 10,000. */
const GAS_WH_PER_DM3_E4 = 116_000;

/** Stores the shipped policy of the region, the price books and the gas factors of a supplier, or finds them again. */
export async function storeTerms(tx: TenantTransaction, region: Region, recordedAtMs: number): Promise<TenantTerms> {
  const recordedAt = isoOf(recordedAtMs);
  const policy = (await findPolicy(tx)) ?? (await storePolicy(tx, region, recordedAt));
  const known = await findTariffs(tx);
  if (known !== null) return { policy, tariffs: known };
  await storeGasFactors(tx);
  return { policy, tariffs: await storePriceBooks(tx, recordedAt) };
}

async function findPolicy(tx: TenantTransaction): Promise<TermsId | null> {
  const rows = await tx.query<{ id: number; public_id: string }>(`select policy_id as id, public_id from policy where layer = 'house' order by policy_id limit 1`);
  return rows[0] === undefined ? null : { id: rows[0].id, publicId: rows[0].public_id };
}

async function storePolicy(tx: TenantTransaction, region: Region, recordedAt: string): Promise<TermsId> {
  const document = shippedPolicy(region);
  const row = await tx.one<{ policy_id: number; public_id: string }>(
    `insert into policy (tenant_id, layer, name, region, valid, version, document, recorded_at)
     values ($1, 'house', $2, $3, daterange($4, null), 1, $5, $6) returning policy_id, public_id`,
    [tx.tenantId, document.id, region, TERMS_FROM, JSON.stringify(document), recordedAt],
  );
  return { id: row.policy_id, publicId: row.public_id };
}

interface TariffRow {
  readonly tariff_id: number;
  readonly public_id: string;
  readonly name: string;
}

async function findTariffs(tx: TenantTransaction): Promise<TenantTerms['tariffs'] | null> {
  const rows = await tx.query<TariffRow>('select tariff_id, public_id, name from tariff where name = any($1)', [PRICE_BOOKS.map((book) => book.name)]);
  return rows.length < PRICE_BOOKS.length ? null : byKey(rows);
}

async function storePriceBooks(tx: TenantTransaction, recordedAt: string): Promise<TenantTerms['tariffs']> {
  const rows = await tx.query<TariffRow>(
    `insert into tariff (tenant_id, name, utility) select $1, b.name, b.utility from jsonb_to_recordset($2) b (name text, utility text)
     returning tariff_id, public_id, name`,
    [tx.tenantId, JSON.stringify(PRICE_BOOKS)],
  );
  const tariffs = byKey(rows);
  const versions = priceBookVersions().map((version) => ({ ...version, tariff_id: tariffs[version.bookKey].id }));
  await tx.query(
    `insert into tariff_version (tenant_id, tariff_id, valid, vat_basis_points, components, recorded_at)
     select $1, v.tariff_id, daterange(v."from", v.until), $2, v.components, $3
     from jsonb_to_recordset($4) v (tariff_id int, "from" date, until date, components jsonb)`,
    [tx.tenantId, VAT_BASIS_POINTS, recordedAt, JSON.stringify(versions)],
  );
  return tariffs;
}

function byKey(rows: readonly TariffRow[]): TenantTerms['tariffs'] {
  const idOf = (book: PriceBook): TermsId => {
    const row = rows.find(({ name }) => name === book.name);
    if (row === undefined) throw new Error(`price book ${book.name} is missing`);
    return { id: row.tariff_id, publicId: row.public_id };
  };
  return Object.fromEntries(PRICE_BOOKS.map((book) => [book.key, idOf(book)])) as Record<PriceBook['key'], TermsId>;
}

// The factors are the same for all suppliers of a station, so a second one finds them there.
async function storeGasFactors(tx: TenantTransaction): Promise<void> {
  await tx.query(
    `select open_gas_factor($1, month::date, $2, 'final') from generate_series($3::timestamp, '2028-12-01', interval '1 month') month`,
    [SANDBOX_GAS_STATION, GAS_WH_PER_DM3_E4, TERMS_FROM],
  );
}
