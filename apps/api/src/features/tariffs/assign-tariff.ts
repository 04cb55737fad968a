import type { SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** From which day on an account is under another tariff, and why. */
export interface TariffChange {
  readonly accountId: number;
  readonly tariffPublicId: string;
  readonly validFrom: SupplyDay;
  readonly reason: string;
  readonly by: string;
  readonly nowMs: number;
}

/** What came of it. `too_early`: the present assignment began on that day or later. */
export type AssignOutcome = { readonly kind: 'assigned'; readonly isRerated: boolean } | { readonly kind: 'unknown_tariff' | 'other_utility' | 'too_early' };

/**
 * Puts an account under another tariff from a day on, also a day that is settled already: a protected customer is often
 * granted the social tariff months back. Settled days are computed again; what that gives back comes to the balance at
 * once, what it takes is set aside.
 */
export async function assignTariff(tx: TenantTransaction, change: TariffChange): Promise<AssignOutcome> {
  const [tariff] = await tx.query<{ tariff_id: number; utility: string }>('select tariff_id, utility from tariff where public_id = $1', [change.tariffPublicId]);
  if (tariff === undefined) return { kind: 'unknown_tariff' };
  const account = await tx.one<{ utility: string; last_day: SupplyDay }>('select utility, last_day from account_state where account_id = $1 for update', [change.accountId]);
  if (account.utility !== tariff.utility) return { kind: 'other_utility' };
  const closed = await tx.query(
    `update tariff_assignment set valid = daterange(lower(valid), $2) where account_id = $1 and upper_inf(valid) and lower(valid) < $2 returning account_id`,
    [change.accountId, change.validFrom],
  );
  if (closed.length !== 1) return { kind: 'too_early' };
  await tx.query(
    `insert into tariff_assignment (tenant_id, account_id, tariff_id, valid, reason, recorded_at) values ($1, $2, $3, daterange($4, null), $5, $6)`,
    [tx.tenantId, change.accountId, tariff.tariff_id, change.validFrom, change.reason, isoOf(change.nowMs)],
  );
  // The id on the state is what a run takes for its day; a run that has read the old one loses by the version and reads again.
  await tx.query('update account_state set tariff_id = $2, version = version + 1 where account_id = $1', [change.accountId, tariff.tariff_id]);
  const isRerated = change.validFrom <= account.last_day;
  if (isRerated) {
    await tx.query(
      `insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at) values ($1, $2, $3, 'status_change', $4, $5)`,
      [tx.tenantId, change.accountId, change.validFrom, change.by, isoOf(change.nowMs)],
    );
  }
  return { kind: 'assigned', isRerated };
}
