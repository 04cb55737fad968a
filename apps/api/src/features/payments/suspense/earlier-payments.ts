import type { PaymentReference } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';

/**
 * The references of the accounts that money from the same bank account went to before, the latest first, per waiting
 * payment. The bank account is compared by its keyed index and never opened.
 */
export async function readEarlierPayments(tx: TenantTransaction, paymentIds: readonly string[]): Promise<Map<string, PaymentReference[]>> {
  const rows = await tx.query<{ payment_id: string; reference: string }>(
    `select s.payment_id, a.reference
     from payment s join bank_telling t on t.tenant_id = $1 and t.identity = s.external_id
       join bank_telling e on e.tenant_id = $1 and e.payer_index = t.payer_index
       join payment p on p.tenant_id = $1 and p.channel = 'bank' and p.external_id = e.identity and p.state = 'booked' and p.account_id > 0
       join account a on a.account_id = p.account_id
     where s.tenant_id = $1 and s.account_id = 0 and s.channel = 'bank' and s.payment_id = any($2) and p.amount_micro_euro > 0
     group by s.payment_id, a.reference order by s.payment_id, max(p.paid_at) desc`,
    [tx.tenantId, paymentIds],
  );
  const references = new Map<string, PaymentReference[]>();
  for (const { payment_id: id, reference } of rows) references.set(id, [...(references.get(id) ?? []), { kind: 'structured', digits: reference }]);
  return references;
}
