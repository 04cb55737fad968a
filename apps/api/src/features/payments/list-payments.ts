import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { cursorOf, positionOf } from '../../http/cursor.js';
import { euroOf } from '../../http/euro.js';
import type { PaymentChannel } from './incoming-payment.js';
import type { PaymentList, PaymentRow } from './payment-answer.js';

/** Which payments: of one account, or of the whole tenant when it is null. */
export interface PaymentQuestion {
  readonly accountId: number | null;
  readonly cursor: string | null;
  readonly limit: number;
}

interface PaymentColumns {
  readonly payment_id: string;
  readonly account_public_id: string | null;
  readonly channel: PaymentChannel;
  readonly external_id: string;
  readonly amount_micro_euro: number;
  readonly state: string;
  readonly why: string | null;
  readonly paid_at: number;
  readonly recorded_at: number;
}

/** One page of payments, the newest first. */
export async function listPayments(tx: TenantTransaction, { accountId, cursor, limit }: PaymentQuestion): Promise<PaymentList> {
  const [recordedAtMs, paymentId] = cursor === null ? [null, null] : (positionOf(cursor, ['number', 'string']) as [number, string]);
  const rows = await tx.query<PaymentColumns>(
    `select y.payment_id, a.public_id as account_public_id, y.channel, y.external_id, y.amount_micro_euro, y.state, y.why, y.paid_at, y.recorded_at
     from payment y left join account a using (account_id)
     where y.tenant_id = $1 and ($2::bigint is null or y.account_id = $2)
       and ($3::timestamptz is null or (y.recorded_at, y.payment_id) < ($3, $4::uuid))
     order by y.recorded_at desc, y.payment_id desc limit $5`,
    [tx.tenantId, accountId, recordedAtMs === null ? null : isoOf(recordedAtMs), paymentId, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(rowOf), nextCursor: last === undefined ? null : cursorOf([last.recorded_at, last.payment_id]) };
}

function rowOf(row: PaymentColumns): PaymentRow {
  return {
    id: row.payment_id,
    accountId: row.account_public_id,
    channel: row.channel,
    externalId: row.external_id,
    amountEuro: euroOf(row.amount_micro_euro),
    state: row.state,
    why: row.why,
    paidAt: isoOf(row.paid_at),
    recordedAt: isoOf(row.recorded_at),
  };
}
