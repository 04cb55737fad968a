import { supplyDayOf, type Instant, type QuietHours } from '@tegoed/prepayment-engine';
import { readPolicies } from '../../adapters/postgres/terms.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { QUIET_HOURS } from './send-moment.js';

/** When the holder of an account is not disturbed, by the policy of the account; the shipped hours while none is in force. */
export async function quietHoursOf(tx: TenantTransaction, accountId: number, now: Instant): Promise<QuietHours> {
  const { policy_id } = await tx.one<{ policy_id: number }>('select policy_id from account_state where account_id = $1', [accountId]);
  return (await readPolicies(tx, supplyDayOf(now))).get(policy_id)?.general ?? QUIET_HOURS;
}
