import { addDays, instantAt, type Instant, type SupplyDay, supplyDayOf } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** The readings of a day are there by six in the morning of the next, civil time of Brussels; later is too late to cut on. */
const READINGS_DUE_AT_MINUTE = 6 * 60;

/** How fresh the readings of a supplier are. */
export interface Freshness {
  /** The last day for which at least half of the homes were read; null when there never was one. */
  readonly measuredUntil: SupplyDay | null;
  /** True from six in the morning when yesterday's readings are missing: nobody may then be given less supply. */
  readonly stale: boolean;
}

/** The last day that should have been measured by now: yesterday from six in the morning on, before that the day before it. */
export function dayDueBy(now: Instant): SupplyDay {
  const today = supplyDayOf(now);
  return addDays(today, now >= instantAt(today, READINGS_DUE_AT_MINUTE) ? -1 : -2);
}

/** Judges the freshness of readings at a moment. Pure. */
export function freshnessAt(measuredUntil: SupplyDay | null, now: Instant): Freshness {
  return { measuredUntil, stale: measuredUntil === null || measuredUntil < dayDueBy(now) };
}

/** The freshness of the tenant of the transaction. */
export async function readFreshness(tx: TenantTransaction, now: Instant): Promise<Freshness> {
  const [row] = await tx.query<{ measured_until: SupplyDay }>('select measured_until from reading_freshness where tenant_id = $1', [tx.tenantId]);
  return freshnessAt(row?.measured_until ?? null, now);
}
