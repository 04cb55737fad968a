import type { Instant } from '@tegoed/prepayment-engine';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { inLanes } from './in-lanes.js';
import { readBack } from './read-back.js';
import type { SupplyDeps } from './supply-deps.js';

/**
 * Asks every meter that is not plainly on, or should not be, how it really stands. What differs from what is wanted opens
 * the wish again: a home that came on by itself, a limit that was lost when a meter started anew. Returns how many were asked.
 */
export async function reconcileSupply(deps: SupplyDeps, tenantId: number, now: Instant): Promise<number> {
  const rows = await inTenant(deps.dataSource, tenantId, (tx) =>
    tx.query<{ account_id: number }>(
      `select s.account_id from account_state s where (s.desired_supply <> 'on' or s.confirmed_supply not in ('on', 'unknown'))
         and not exists (select 1 from command k where k.account_id = s.account_id and k.is_open) order by s.account_id`,
    ));
  await inLanes(rows, async ({ account_id }) => void (await readBack(deps, tenantId, account_id, now)));
  return rows.length;
}
