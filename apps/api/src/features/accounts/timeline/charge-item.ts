import { euroOf } from '../../../http/euro.js';
import { registerUses } from './registers.js';
import type { Quality } from './timeline-answer.js';
import { placeOf, type EntryAfter, type TimelineSource } from './timeline-kind.js';

interface ChargeRow extends EntryAfter {
  readonly day: string;
  readonly seq: number;
  readonly quality: number;
  readonly energy_wh: number;
  readonly use1: number;
  readonly use2: number | null;
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
  readonly total: number;
  readonly from_credit: number;
  readonly to_debt_supply: number;
  readonly to_debt_protected: number;
}

const COMPONENTS = ['energy', 'network', 'capacity', 'fixed', 'levies'] as const;

/** What a supply day cost, from registers to euros. A row with seq above 0 is the difference of a correction. */
export const chargeItem: TimelineSource<'charge', ChargeRow> = {
  kind: 'charge',
  sql: `
select d.day || ':' || d.seq as id, (d.day + 1)::timestamp at time zone 'Europe/Brussels' as at, d.recorded_at,
  ${placeOf('entry')} + d.entry_no as place,
  jsonb_build_object('day', d.day, 'seq', d.seq, 'quality', d.quality, 'energy_wh', d.energy_wh,
    'use1', d.use1, 'use2', d.use2, 'injected1', d.injected1, 'injected2', d.injected2,
    'offtake1', d.offtake1, 'offtake2', d.offtake2, 'injection1', d.injection1, 'injection2', d.injection2,
    'energy', d.energy_micro_euro, 'network', d.network_micro_euro, 'capacity', d.capacity_micro_euro, 'fixed', d.fixed_micro_euro,
    'levies', d.levies_micro_euro, 'vat', d.vat_micro_euro, 'total', d.total_micro_euro, 'from_credit', d.from_credit_micro_euro,
    'to_debt_supply', d.to_debt_supply_micro_euro, 'to_debt_protected', d.to_debt_protected_micro_euro,
    'entry_no', d.entry_no, 'credit_after', d.credit_after_micro_euro, 'debt_supply_after', d.debt_supply_after_micro_euro) as data
from day_charge d where d.account_id = $1`,
  dataOf: (row, view) => ({
    day: row.day,
    quality: qualityOf(row),
    registers: registerUses([
      { register: 'offtake1', toValue: row.offtake1, used: row.use1 },
      { register: 'offtake2', toValue: row.offtake2, used: row.use2 },
      { register: 'injection1', toValue: row.injection1, used: row.injected1 },
      { register: 'injection2', toValue: row.injection2, used: row.injected2 },
    ], view.utility),
    energyWh: row.energy_wh,
    components: COMPONENTS.map((component) => ({ component, amountEuro: euroOf(row[component]) })),
    vatEuro: euroOf(row.vat),
    totalEuro: euroOf(row.total),
    fromCreditEuro: euroOf(row.from_credit),
    toDebtSupplyEuro: euroOf(row.to_debt_supply),
    toDebtProtectedEuro: euroOf(row.to_debt_protected),
    balanceAfterEuro: view.balanceAfterEuro(row.entry_no),
  }),
};

/** The stored quality in words: 0 measured, 1 estimated, 2 none, 3 corrected. */
function qualityOf(row: ChargeRow): Quality {
  if (row.seq > 0) return 'corrected';
  return (['measured', 'estimated', 'none', 'corrected'] as const)[row.quality] ?? 'none';
}
