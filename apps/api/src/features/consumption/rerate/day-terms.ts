import { capacityPeakW, type GasFactor, type MeterFacts, monthOf, type MonthPeak, type SupplyDay, type TariffVersion } from '@tegoed/prepayment-engine';
import { gasFactorOf } from '../../../adapters/postgres/meter-terms.js';
import type { AccountSnapshotRow } from '../../../adapters/postgres/post-entry.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { CAPACITY_FLOOR_W, type TariffVersionRow, tariffVersionOf } from '../../../adapters/postgres/terms.js';

/** A price version and the days on which the account was under it. */
interface AssignedVersion {
  readonly versionId: number;
  readonly version: TariffVersion;
  readonly from: SupplyDay;
  readonly until: SupplyDay | null;
}

/** What was agreed and published for each day, as it is known now. */
export interface DayTerms {
  /** The one price of a day with its version; null when there is none or more than one: an old price is never used silently. */
  readonly priceOn: (day: SupplyDay) => { readonly versionId: number; readonly version: TariffVersion } | null;
  readonly meterOn: (day: SupplyDay) => MeterFacts;
}

/** Prices by dated assignment, gas factors of the account's own station by month, and the peaks of the months. */
export async function readDayTerms(tx: TenantTransaction, account: AccountSnapshotRow, from: SupplyDay): Promise<DayTerms> {
  const assigned = await readAssignedVersions(tx, account.account_id, from);
  const factors = await readGasFactors(tx, account.gas_station_id);
  const peaks = await readPeaks(tx, account.account_id);
  const model = await tx.one<{ register_digits: number; max_daily_use: number }>(
    'select register_digits, max_daily_use from meter_model where meter_model_id = $1', [account.meter_model_id]);
  const currentMonth = monthOf(account.last_day as SupplyDay);
  const meterOn = (day: SupplyDay): MeterFacts => {
    const month = monthOf(day);
    return {
      registerDigits: model.register_digits,
      maxDailyUse: model.max_daily_use,
      gasFactor: factors.get(month) ?? null,
      monthlyPeakW: capacityPeakW(peaks, month, month < currentMonth, CAPACITY_FLOOR_W),
    };
  };
  return { priceOn: (day) => onlyOne(assigned.filter((each) => each.from <= day && (each.until === null || day < each.until))), meterOn };
}

function onlyOne(valid: readonly AssignedVersion[]): AssignedVersion | null {
  return valid.length === 1 ? valid[0]! : null;
}

async function readAssignedVersions(tx: TenantTransaction, accountId: number, from: SupplyDay): Promise<AssignedVersion[]> {
  const rows = await tx.query<TariffVersionRow & { from_day: SupplyDay; until_day: SupplyDay | null }>(
    `select v.tariff_version_id, v.tariff_id, t.utility, lower(v.valid) as valid_from, upper(v.valid) - 1 as valid_until, v.vat_basis_points, v.components,
       lower(a.valid * v.valid) as from_day, upper(a.valid * v.valid) as until_day
     from tariff_assignment a join tariff t using (tariff_id) join tariff_version v using (tariff_id)
     where a.account_id = $1 and a.valid && daterange($2, null) and a.valid && v.valid and v.replaced_at is null`,
    [accountId, from],
  );
  return rows.map((row) => ({ versionId: row.tariff_version_id, version: tariffVersionOf(row), from: row.from_day, until: row.until_day }));
}

async function readGasFactors(tx: TenantTransaction, stationId: number | null): Promise<Map<string, GasFactor>> {
  if (stationId === null) return new Map();
  const rows = await tx.query<{ month: string; wh_per_dm3_e4: number; status: GasFactor['status'] }>(
    `select distinct on (f.month) f.month, f.wh_per_dm3_e4, f.status from gas_factor f join gas_station s on s.code = f.gas_station
     where s.gas_station_id = $1 order by f.month, f.version desc`,
    [stationId],
  );
  return new Map(rows.map((row) => [row.month.slice(0, 7), gasFactorOf(row)]));
}

/** All known peaks of an account by month. */
export async function readPeaks(tx: TenantTransaction, accountId: number): Promise<MonthPeak[]> {
  const rows = await tx.query<{ month: string; peak_w: number }>('select month, peak_w from month_peak where account_id = $1', [accountId]);
  return rows.map((row) => ({ month: row.month.slice(0, 7), peakW: row.peak_w }));
}
