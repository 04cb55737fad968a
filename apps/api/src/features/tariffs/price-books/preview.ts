import { rateDay, ratesOf, wattHour, type DailyConsumption, type SupplyDay } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { type TariffVersionRow, tariffVersionOf } from '../../../adapters/postgres/terms.js';
import { euroOf } from '../../../http/euro.js';
import type { PriceBookVersion } from './price-book-csv.js';
import type { PreviewedVersion } from './price-books.dto.js';

interface ValidVersion extends TariffVersionRow {
  readonly same_days: boolean;
  readonly last_day: SupplyDay | null;
}

/** A day of an ordinary home: about 3,500 kWh of electricity or 17,400 kWh of gas a year. */
const ORDINARY_DAY_WH = { electricity: [6_000, 3_600], exclusive_night: [0, 8_000], gas: [47_700, 0] } as const;

/** What a version would do: to how many homes, from when, and what an ordinary day would cost before and after. */
export async function previewVersion(tx: TenantTransaction, version: PriceBookVersion): Promise<PreviewedVersion> {
  const there = await versionsThen(tx, version);
  const same = there.find((one) => one.same_days);
  const overlaps = there.some((one) => !one.same_days);
  const isUnchanged = same !== undefined && same.vat_basis_points === version.vatBasisPoints && sameComponents(same.components, version.components);
  const { homes, settled } = await tx.one<{ homes: number; settled: number }>(
    `select count(*)::int as homes, count(*) filter (where s.last_day >= $2)::int as settled
     from tariff_assignment a join tariff t using (tariff_id) join account_state s using (account_id)
     where t.name = $1 and a.valid && daterange($2, $3, '[]')`,
    [version.tariff, version.validFrom, version.validUntil],
  );
  return {
    tariff: version.tariff, utility: version.utility, validFrom: version.validFrom, validUntil: version.validUntil,
    action: overlaps ? 'overlaps' : same === undefined ? 'add' : isUnchanged ? 'unchanged' : 'replace',
    homes, homesReratedNow: isUnchanged ? 0 : settled,
    ordinaryDayBeforeEuro: same === undefined ? null : ordinaryDay(same),
    ordinaryDayAfterEuro: ordinaryDay({
      tariff_version_id: 0, tariff_id: 0, utility: version.utility, valid_from: version.validFrom, valid_until: version.validUntil,
      vat_basis_points: version.vatBasisPoints, components: version.components,
    }),
  };
}

async function versionsThen(tx: TenantTransaction, version: PriceBookVersion): Promise<ValidVersion[]> {
  return tx.query<ValidVersion>(
    `select v.tariff_version_id, v.tariff_id, t.utility, lower(v.valid) as valid_from, upper(v.valid) - 1 as valid_until, v.vat_basis_points, v.components,
       v.valid = daterange($2, $3, '[]') as same_days
     from tariff t join tariff_version v using (tariff_id)
     where t.name = $1 and v.replaced_at is null and v.valid && daterange($2, $3, '[]')`,
    [version.tariff, version.validFrom, version.validUntil],
  );
}

function sameComponents(one: readonly object[], other: readonly object[]): boolean {
  const written = (components: readonly object[]): string => components.map((each) => JSON.stringify(Object.entries(each).sort())).sort().join();
  return written(one) === written(other);
}

function ordinaryDay(row: TariffVersionRow): string {
  const [dayWh, nightWh] = ORDINARY_DAY_WH[row.utility];
  const used = { quality: 'estimated', dayWh: wattHour(dayWh), nightWh: wattHour(nightWh), energyWh: wattHour(dayWh + nightWh), injectionWh: wattHour(0), volumeDm3: null, gasFactor: null } satisfies DailyConsumption;
  return euroOf(rateDay(ratesOf(tariffVersionOf(row), row.valid_from), used, null).totalMicroEuro);
}
