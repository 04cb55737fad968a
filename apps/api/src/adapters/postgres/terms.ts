import {
  belgianCalendar,
  type CalendarData,
  type EnergyPrice,
  type Instant,
  type Policy,
  type Region,
  shippedPolicy,
  type SupplyDay,
  type TariffVersion,
  type Utility,
} from '@tegoed/prepayment-engine';
import { isoOf } from '../clock/wall-clock.js';
import type { TenantTransaction } from './tenant-transaction.js';

/** One price of a tariff version as it is stored: 10^-5 EUR per unit. */
export interface StoredComponent {
  readonly component: 'energy' | 'network' | 'capacity' | 'fixed' | 'levies';
  readonly unit: 'kwh' | 'kwh_day' | 'kwh_night' | 'kw_year' | 'day';
  readonly priceHundredThousandthEuro: number;
}

/** A row of tariff_version with its tariff. */
export interface TariffVersionRow {
  readonly tariff_version_id: number;
  readonly tariff_id: number;
  readonly utility: Utility;
  readonly valid_from: SupplyDay;
  readonly valid_until: SupplyDay | null;
  readonly vat_basis_points: number;
  readonly components: readonly StoredComponent[];
}

/** The peak that counts at least for the capacity charge in Flanders, in watt. */
export const CAPACITY_FLOOR_W = 2_500;

/** The engine's view of a stored price version; a component that is not there costs nothing. */
export function tariffVersionOf(row: TariffVersionRow): TariffVersion {
  return {
    id: String(row.tariff_version_id),
    utility: row.utility,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    energy: energyPriceOf(row.components),
    networkPricePerKwh: priceOf(row.components, 'network', 'kwh'),
    leviesPricePerKwh: priceOf(row.components, 'levies', 'kwh'),
    capacityPricePerKwYear: priceOf(row.components, 'capacity', 'kw_year'),
    capacityFloorW: CAPACITY_FLOOR_W,
    fixedPricePerDay: priceOf(row.components, 'fixed', 'day'),
    vatBasisPoints: row.vat_basis_points,
  };
}

function energyPriceOf(components: readonly StoredComponent[]): EnergyPrice {
  if (components.some((c) => c.unit === 'kwh_day')) {
    return {
      kind: 'day_night',
      dayPricePerKwh: priceOf(components, 'energy', 'kwh_day'),
      nightPricePerKwh: priceOf(components, 'energy', 'kwh_night'),
    };
  }
  return { kind: 'single', pricePerKwh: priceOf(components, 'energy', 'kwh') };
}

function priceOf(components: readonly StoredComponent[], component: StoredComponent['component'], unit: StoredComponent['unit']): number {
  return components.filter((c) => c.component === component && c.unit === unit).reduce((sum, c) => sum + c.priceHundredThousandthEuro, 0);
}

/** The versions of the tenant's price books that are valid on a day. An old price is never used silently. */
export async function readTariffs(tx: TenantTransaction, day: SupplyDay): Promise<Map<number, { versionId: number; version: TariffVersion } | null>> {
  const rows = await tx.query<TariffVersionRow>(
    `select v.tariff_version_id, v.tariff_id, t.utility, lower(v.valid) as valid_from, upper(v.valid) - 1 as valid_until,
       v.vat_basis_points, v.components
     from tariff_version v join tariff t using (tariff_id) where v.valid @> $1::date and v.replaced_at is null`,
    [day],
  );
  const tariffs = new Map<number, { versionId: number; version: TariffVersion } | null>();
  for (const row of rows) {
    const overlapping = tariffs.has(row.tariff_id);
    tariffs.set(row.tariff_id, overlapping ? null : { versionId: row.tariff_version_id, version: tariffVersionOf(row) });
  }
  return tariffs;
}


/**
 * The tenant's policies in force on a day: the law of the region with the house's own values on top. A document that is
 * older than a value gets that of the shipped policy.
 */
export async function readPolicies(tx: TenantTransaction, day: SupplyDay): Promise<Map<number, Policy>> {
  const rows = await tx.query<{ policy_id: number; document: Policy }>(
    `select policy_id, document from policy where layer = 'house' and valid @> $1::date`,
    [day],
  );
  return new Map(rows.map((row) => [row.policy_id, completed(row.document)]));
}

function completed(document: Policy): Policy {
  return { ...document, general: { ...shippedPolicy(document.region).general, ...document.general } };
}

/**
 * The calendar of a tenant around a moment, with the moratoria that were decided. The weather of a sandbox is mild unless
 * somebody says otherwise, because there is no weather in it; a live tenant without a forecast that still holds counts as
 * unknown, which is cold, and then nobody is cut.
 */
export async function readCalendar(tx: TenantTransaction, tenant: { readonly region: Region; readonly sandbox: boolean }, day: SupplyDay, now: Instant): Promise<CalendarData> {
  const weather = await tx.query<{ value: string }>(`select value from safety_signal where tenant_id = $1 and kind = 'weather' and valid_until > $2`, [tx.tenantId, isoOf(now)]);
  const moratoria = await tx.query<{ utility: Utility | null; from: SupplyDay; until: SupplyDay }>(
    `select utility, lower(period) as "from", upper(period) - 1 as until from moratorium where tenant_id = $1 and upper(period) > $2::date`,
    [tx.tenantId, day],
  );
  const said = weather[0]?.value;
  const coldSpell = said === 'cold' || said === 'mild' ? said : tenant.sandbox ? 'mild' : 'unknown';
  const year = Number(day.slice(0, 4));
  return belgianCalendar(tenant.region, year - 1, year + 2, { coldSpell, moratoria });
}
