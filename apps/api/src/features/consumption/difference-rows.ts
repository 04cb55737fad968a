import type { GapDay, SupplyDay } from '@tegoed/prepayment-engine';
import type { AccountSnapshotRow } from '../../adapters/postgres/post-entry.js';

/** A difference of one day, as the row of day_charge that it becomes. */
export interface DifferenceRow {
  readonly day: SupplyDay;
  readonly entry_no: number;
  readonly [column: string]: string | number | null;
}

const ESTIMATED = 1;

/**
 * The rows of the days of a gap: each is numbered and carries the balances after it, names its price version and points
 * to the first charge of its day.
 */
export function differenceRows(
  before: AccountSnapshotRow,
  days: readonly GapDay[],
  versionOf: (day: SupplyDay) => number,
  run: { readonly runId: number; readonly recordedAt: string },
): DifferenceRow[] {
  let [credit, supply, protectedDebt] = [before.credit_micro_euro, before.debt_supply_micro_euro, before.debt_protected_micro_euro];
  return days.map(({ day, consumption, difference, split }, index) => {
    credit -= split.fromCreditMicroEuro;
    supply += split.toDebtSupplyMicroEuro;
    protectedDebt += split.toDebtProtectedMicroEuro;
    return {
      day,
      entry_no: before.entry_no + index + 1,
      tariff_version_id: versionOf(day),
      quality: ESTIMATED,
      corrects_seq: 0,
      use1: consumption.volumeDm3 ?? consumption.dayWh,
      use2: consumption.volumeDm3 === null && consumption.nightWh > 0 ? consumption.nightWh : null,
      energy_wh: consumption.energyWh,
      energy_micro_euro: difference.energyMicroEuro,
      network_micro_euro: difference.networkMicroEuro,
      capacity_micro_euro: difference.capacityMicroEuro,
      fixed_micro_euro: difference.fixedMicroEuro,
      levies_micro_euro: difference.leviesMicroEuro,
      vat_micro_euro: difference.vatMicroEuro,
      total_micro_euro: difference.totalMicroEuro,
      from_credit_micro_euro: split.fromCreditMicroEuro,
      to_debt_supply_micro_euro: split.toDebtSupplyMicroEuro,
      to_debt_protected_micro_euro: split.toDebtProtectedMicroEuro,
      credit_after_micro_euro: credit,
      debt_supply_after_micro_euro: supply,
      debt_protected_after_micro_euro: protectedDebt,
      run_id: run.runId,
      reason: 'gap',
      recorded_at: run.recordedAt,
    };
  });
}
