import type { CorrectedDay, CorrectionCause, SupplyDay } from '@tegoed/prepayment-engine';
import type { AccountSnapshotRow } from '../../../adapters/postgres/post-entry.js';
import type { KnownDays } from './known-facts.js';

/** A difference of one day, as the row of day_charge that it becomes. */
export interface DifferenceRow {
  readonly day: SupplyDay;
  readonly entry_no: number;
  readonly [column: string]: string | number | null;
}

/** Why and by what the rows are written. */
export interface DifferenceCause {
  readonly cause: CorrectionCause;
  readonly runId: number | null;
  readonly recordedAt: string;
}

/**
 * The rows of corrected days: each is numbered and carries the balances after it, names its price version and the one
 * it replaces, and points to the row of its day that it corrects.
 */
export function differenceRows(before: AccountSnapshotRow, days: readonly CorrectedDay[], known: KnownDays, by: DifferenceCause): DifferenceRow[] {
  return days.map((corrected, index) => ({
    day: corrected.day,
    entry_no: before.entry_no + index + 1,
    ...versionColumns(corrected.day, known),
    ...useColumns(corrected),
    ...registerColumns(corrected.day, known),
    ...moneyColumns(corrected),
    run_id: by.runId,
    reason: by.cause,
    recorded_at: by.recordedAt,
  }));
}

function versionColumns(day: SupplyDay, { charged, terms }: KnownDays) {
  const old = charged.get(day);
  const version = terms.priceOn(day)?.versionId ?? 0;
  const isOther = old !== undefined && old.tariffVersionId !== version;
  return { tariff_version_id: version, old_tariff_version_id: isOther ? old.tariffVersionId : null, corrects_seq: old?.lastSeq ?? 0 };
}

function useColumns({ consumption }: CorrectedDay) {
  if (consumption === null) return { quality: 2, use1: 0, use2: null, injected1: null, energy_wh: 0 };
  const { quality, volumeDm3, dayWh, nightWh, injectionWh, energyWh } = consumption;
  return {
    quality: quality === 'measured' ? 0 : 1,
    use1: volumeDm3 ?? dayWh,
    use2: volumeDm3 === null && nightWh > 0 ? nightWh : null,
    injected1: injectionWh > 0 ? injectionWh : null,
    energy_wh: energyWh,
  };
}

function registerColumns(day: SupplyDay, { facts }: KnownDays) {
  const fact = facts.get(day);
  if (fact === undefined) return { source_id: null, offtake1: null, offtake2: null, injection1: null, injection2: null };
  return { source_id: fact.sourceId, ...fact.reading.registers };
}

function moneyColumns({ difference, split, stateAfter: { balances } }: CorrectedDay) {
  const isSetAside = split.toDebtCorrectionMicroEuro !== 0;
  return {
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
    to_debt_correction_micro_euro: isSetAside ? split.toDebtCorrectionMicroEuro : null,
    credit_after_micro_euro: balances.creditMicroEuro,
    debt_supply_after_micro_euro: balances.debtSupplyMicroEuro,
    debt_protected_after_micro_euro: balances.debtProtectedMicroEuro,
    debt_correction_after_micro_euro: isSetAside ? balances.debtCorrectionMicroEuro : null,
  };
}
