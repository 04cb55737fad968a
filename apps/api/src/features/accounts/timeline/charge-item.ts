import type { Utility } from '@tegoed/prepayment-engine';
import { euroOf } from '../../../http/euro.js';
import { arithmeticOf, type ChargeFacts } from './charge-arithmetic.js';
import { chargeInWords } from './charge-wording.js';
import { registerUses } from './registers.js';
import type { Quality, RegisterUse } from './timeline-answer.js';
import { placeOf, type EntryAfter, type TimelineSource } from './timeline-kind.js';

interface ChargeRow extends EntryAfter, ChargeFacts {
  readonly injected1: number | null;
  readonly injected2: number | null;
  readonly offtake1: number | null;
  readonly offtake2: number | null;
  readonly injection1: number | null;
  readonly injection2: number | null;
  readonly energy: number;
  readonly network: number;
  readonly capacity: number;
  readonly fixed: number;
  readonly levies: number;
  readonly vat: number;
  readonly from_credit: number;
  readonly to_debt_supply: number;
  readonly to_debt_protected: number;
}

const COMPONENTS = ['energy', 'network', 'capacity', 'fixed', 'levies'] as const;

/** What the day has cost with this row and those before it. */
const SO_FAR = `select jsonb_build_object(${[...COMPONENTS, 'vat', 'total'].map((name) => `'${name}', sum(f.${name}_micro_euro)`).join(', ')})
      from day_charge f where f.day = d.day and f.account_id = d.account_id and f.seq <= d.seq`;
const PRICE = `select jsonb_build_object('from', lower(v.valid), 'until', upper(v.valid) - 1, 'vat_basis_points', v.vat_basis_points, 'components', v.components)
      from tariff_version v where v.tariff_version_id = d.tariff_version_id`;
const OLD_PRICE = `select jsonb_build_object('from', lower(v.valid), 'until', upper(v.valid) - 1)
      from tariff_version v where v.tariff_version_id = d.old_tariff_version_id`;
/** The newest factor of the home's station and the day's month that was known when the row was written. */
const GAS_FACTOR = `select jsonb_build_object('e4', f.wh_per_dm3_e4, 'status', f.status, 'version', f.version) from gas_factor f
      join gas_station s on s.code = f.gas_station join account_state a on a.gas_station_id = s.gas_station_id
      where a.account_id = d.account_id and f.month = date_trunc('month', d.day)::date and f.recorded_at <= d.recorded_at order by f.version desc limit 1`;

/** What a supply day cost, from registers to euros. A row with seq above 0 is the difference of a correction. */
export const chargeItem: TimelineSource<'charge', ChargeRow> = {
  kind: 'charge',
  sql: `
select d.day || ':' || d.seq as id, (d.day + 1)::timestamp at time zone 'Europe/Brussels' as at, d.recorded_at,
  ${placeOf('entry')} + d.entry_no as place,
  jsonb_build_object('day', d.day, 'seq', d.seq, 'quality', d.quality, 'energy_wh', coalesce(d.energy_wh, d.use1 + coalesce(d.use2, 0)),
    'use1', d.use1, 'use2', d.use2, 'injected1', d.injected1, 'injected2', d.injected2,
    'offtake1', d.offtake1, 'offtake2', d.offtake2, 'injection1', d.injection1, 'injection2', d.injection2,
    'energy', d.energy_micro_euro, 'network', d.network_micro_euro, 'capacity', d.capacity_micro_euro, 'fixed', d.fixed_micro_euro,
    'levies', d.levies_micro_euro, 'vat', d.vat_micro_euro, 'total', d.total_micro_euro, 'from_credit', coalesce(d.from_credit_micro_euro, d.total_micro_euro),
    'to_debt_supply', coalesce(d.to_debt_supply_micro_euro, 0), 'to_debt_protected', coalesce(d.to_debt_protected_micro_euro, 0),
    'entry_no', d.entry_no, 'credit_after', d.credit_after_micro_euro, 'debt_supply_after', coalesce(d.debt_supply_after_micro_euro, 0),
    'reason', d.reason, 'set_aside', d.to_debt_correction_micro_euro, 'so_far', (${SO_FAR}), 'price', (${PRICE}), 'old_price', (${OLD_PRICE}),
    'gas_factor', (${GAS_FACTOR})) as data
from day_charge d where d.account_id = $1`,
  dataOf: (row, view) => ({
    day: row.day,
    quality: qualityOf(row),
    registers: registersOf(row, view.utility),
    energyWh: row.energy_wh,
    components: COMPONENTS.map((component) => ({ component, amountEuro: euroOf(row[component]) })),
    vatEuro: euroOf(row.vat),
    totalEuro: euroOf(row.total),
    fromCreditEuro: euroOf(row.from_credit),
    toDebtSupplyEuro: euroOf(row.to_debt_supply),
    toDebtProtectedEuro: euroOf(row.to_debt_protected),
    setAsideEuro: euroOf(row.set_aside ?? 0),
    reason: row.reason,
    explanation: chargeInWords(arithmeticOf(row, registersOf(row, view.utility), view.utility), view.language),
    balanceAfterEuro: view.balanceAfterEuro(row.entry_no),
  }),
};

function registersOf(row: ChargeRow, utility: Utility): RegisterUse[] {
  return registerUses([
    { register: 'offtake1', toValue: row.offtake1, used: row.use1 },
    { register: 'offtake2', toValue: row.offtake2, used: row.use2 },
    { register: 'injection1', toValue: row.injection1, used: row.injected1 },
    { register: 'injection2', toValue: row.injection2, used: row.injected2 },
  ], utility);
}

/** The stored quality in words: 0 measured, 1 estimated, 2 none, 3 corrected. */
function qualityOf(row: ChargeRow): Quality {
  if (row.seq > 0) return 'corrected';
  return (['measured', 'estimated', 'none', 'corrected'] as const)[row.quality] ?? 'none';
}
