import type { DataSource } from 'typeorm';
import { isoOf } from '../clock/wall-clock.js';
import type { DueKind } from './due-store.js';
import { inTenant } from './tenant-transaction.js';

/** What may be waiting for one tenant. Each may be true in vain, which costs a look; none is false while something waits. */
export interface PendingWork {
  /** The kinds that are due. */
  readonly dues: readonly DueKind[];
  readonly runs: boolean;
  readonly rerates: boolean;
  readonly bankFiles: boolean;
  /** A refund that was sent stands on a statement. */
  readonly refunds: boolean;
  readonly supply: boolean;
  readonly notices: boolean;
}

/**
 * Looks in one round trip whether there is anything to do. Nearly every look finds nothing, and asking each part of the
 * house for itself would be a dozen transactions per tenant and look.
 */
export async function readPendingWork(dataSource: DataSource, tenantId: number, nowMs: number): Promise<PendingWork> {
  return inTenant(dataSource, tenantId, (tx) => tx.one<PendingWork>(SELECT_PENDING, [tenantId, isoOf(nowMs)]));
}

const SELECT_PENDING = `
select array(select distinct kind from due where tenant_id = $1 and due_at <= $2) as dues,
  exists (select from daily_run where tenant_id = $1 and state in ('ranges', 'fleet_check')) as runs,
  exists (select from rerate_request where tenant_id = $1 and state = 'open') as rerates,
  exists (select from inbox where tenant_id = $1 and state = 'accepted') as "bankFiles",
  exists (select from refund r join bank_telling t on t.tenant_id = $1 and t.end_to_end_id = upper(replace(r.refund_id::text, '-', ''))
    where r.tenant_id = $1 and r.state = 'sent') as refunds,
  exists (select from supply_wish w where w.tenant_id = $1 and w.state = 'open' and w.released
      and (w.not_before is null or w.not_before <= $2 or w.wanted_supply = 'on')
      and not exists (select from command k where k.account_id = w.account_id and k.is_open and k.wish_version = w.version))
    or exists (select from command where tenant_id = $1 and is_open
      and (state in ('queued', 'sending') or next_attempt_at <= $2 or next_read_at <= $2 or deadline_at <= $2)) as supply,
  exists (select from notice where tenant_id = $1 and state in ('due', 'sending') and released and send_after <= $2 and carried_by is null) as notices`;
