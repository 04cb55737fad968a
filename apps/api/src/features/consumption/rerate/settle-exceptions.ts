import type { DayUse, Instant, SupplyDay, VerdictReason } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { KnownFact } from './known-facts.js';

/** What the days of an account look like after they were computed again. */
export interface RecomputedDays {
  readonly from: SupplyDay;
  readonly until: SupplyDay;
  readonly unused: readonly (DayUse & { readonly why: VerdictReason })[];
  readonly facts: ReadonlyMap<SupplyDay, KnownFact>;
  readonly now: Instant;
}

/** What the work list holds for people's eyes and no reading can solve. */
const FOR_PEOPLE = ['conflicting_value', 'other_meter', 'unknown_meter', 'zero_for_long', 'undeclared_injection', 'tariff_contact_stuck'];

/**
 * Brings the work list in line: entries of days that are accounted for now are solved; a reading that still cannot be
 * used stands there, once per day, with its reason.
 */
export async function settleExceptions(tx: TenantTransaction, accountId: number, days: RecomputedDays): Promise<void> {
  const { from, until, unused, facts, now } = days;
  await tx.query(
    `update reading_exception set state = 'solved' where account_id = $1 and day between $2 and $3 and state = 'open'
       and problem <> all($4) and day <> all($5::date[])`,
    [accountId, from, until, FOR_PEOPLE, unused.map(({ day }) => day)],
  );
  for (const { day, why } of unused) {
    const fact = facts.get(day);
    await tx.query(
      `insert into reading_exception (tenant_id, account_id, day, problem, facts, inbox_id, recorded_at)
       select $1, $2, $3, $4, $5, $6, $7 where not exists (
         select 1 from reading_exception where account_id = $2 and day = $3 and (state = 'open' or (state = 'rejected' and problem = $4)))`,
      [tx.tenantId, accountId, day, why, JSON.stringify({ reading: fact === undefined ? null : { ...fact.reading, exchange: null } }), fact?.sourceId ?? null, isoOf(now)],
    );
  }
}
