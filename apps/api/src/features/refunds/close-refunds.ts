import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { postEntry } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import type { PaymentDeps } from '../payments/index.js';

interface ExecutedRefund {
  readonly refund_id: string;
  readonly amount_micro_euro: number;
  /** The debit line of the bank, which stands in suspense until its refund is found. */
  readonly line_id: string;
}

/**
 * Finds each sent refund on the bank's statement, by the end-to-end id that the bank gives back and by the very amount,
 * and closes it: what was owed to the payee is paid. Gives how many were closed.
 */
export async function closeRefunds(deps: PaymentDeps, tenantId: number, now: Instant): Promise<number> {
  return inTenant(deps.dataSource, tenantId, async (tx) => {
    const executed = await executedRefunds(tx);
    for (const refund of executed) await close(deps, tx, refund, now);
    return executed.length;
  });
}

function executedRefunds(tx: TenantTransaction): Promise<ExecutedRefund[]> {
  return tx.query<ExecutedRefund>(
    `select r.refund_id, r.amount_micro_euro, p.payment_id as line_id
     from refund r join bank_telling t on t.tenant_id = $1 and t.end_to_end_id = upper(replace(r.refund_id::text, '-', ''))
       join payment p on p.tenant_id = $1 and p.channel = 'bank' and p.external_id = t.identity and p.account_id = 0 and p.state = 'suspense'
         and p.amount_micro_euro = -r.amount_micro_euro
     where r.tenant_id = $1 and r.state = 'sent' for update of r, p`, [tx.tenantId]);
}

async function close(deps: PaymentDeps, tx: TenantTransaction, { refund_id: id, amount_micro_euro: amount, line_id: lineId }: ExecutedRefund, now: Instant): Promise<void> {
  const at = isoOf(now);
  const entry = {
    debit: 'refund_payable', credit: 'suspense', amount_micro_euro: amount, kind: 'clearing', cause_kind: 'refund', cause_id: id, occurred_at: at, recorded_at: at, wall_at: isoOf(deps.wallNowMs()),
  };
  await postEntry(tx, tx.tenantId, null, null, { journal: [entry], batch: { kind: 'refund', id, booked_on: supplyDayOf(now), recorded_at: at } });
  await tx.query(`update payment set state = 'booked', why = 'refund' where account_id = 0 and payment_id = $1`, [lineId]);
  await tx.query(`update refund set state = 'executed' where tenant_id = $1 and refund_id = $2`, [tx.tenantId, id]);
}
