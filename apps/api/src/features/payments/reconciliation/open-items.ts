import { type Instant, microEuro } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../../http/euro.js';
import type { OpenItem } from './reconciliation.dto.js';

interface OpenColumns {
  readonly kind: OpenItem['kind'];
  readonly id: string;
  readonly detail: string;
  readonly amount: number | null;
  readonly since: number;
}

const DAY_MS = 86_400_000;
const SHOWN = 200;

/** Everything about money that waits for a person or for a file, the oldest first. */
export async function readOpenItems(tx: TenantTransaction, now: Instant): Promise<OpenItem[]> {
  const rows = await tx.query<OpenColumns>(
    `select * from (
       select 'suspense' as kind, payment_id as id, coalesce(why, '') as detail, amount_micro_euro as amount, recorded_at as since
       from payment where tenant_id = $1 and state = 'suspense'
       union all
       select 'statement_gap', public_id, gap.iban, null, received_at
       from inbox cross join lateral jsonb_array_elements_text(result->'gaps') gap (iban) where tenant_id = $1 and channel = 'bank' and state in ('accepted', 'booked')
       union all
       select 'bank_file_unfinished', public_id, state, null, received_at from inbox where tenant_id = $1 and channel = 'bank' and state in ('received', 'accepted')
       union all
       select 'bank_file_refused', public_id, coalesce(why, ''), null, received_at from inbox where tenant_id = $1 and channel = 'bank' and state = 'refused'
     ) open order by since, id limit ${SHOWN}`,
    [tx.tenantId],
  );
  return rows.map(({ kind, id, detail, amount, since }) => ({
    kind, id, detail, amountEuro: amount === null ? null : euroOf(microEuro(amount)), since: isoOf(since), ageDays: Math.max(0, Math.floor((now - since) / DAY_MS)),
  }));
}
