import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../adapters/crypto/index.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import { notFound } from '../../http/problem.js';
import type { Refund, RefundKind, RefundState } from './refunds.dto.js';

/** A row of table refund. */
export interface RefundRow {
  readonly refund_id: string;
  readonly kind: RefundKind;
  readonly account_id: number;
  readonly payment_id: string | null;
  readonly amount_micro_euro: number;
  readonly payee_name: Buffer;
  readonly payee_iban: Buffer;
  readonly reason: string;
  readonly state: RefundState;
  readonly asked_by: string;
  readonly asked_at: number;
  readonly decided_at: number | null;
  readonly file_id: string | null;
}

/** The refund under its row lock. Throws a 404 when the tenant has none with this id. */
export async function lockRefund(tx: TenantTransaction, refundId: string): Promise<RefundRow> {
  const [row] = await tx.query<RefundRow>('select * from refund where tenant_id = $1 and refund_id = $2 for update', [tx.tenantId, refundId]);
  if (row === undefined) throw notFound('refund');
  return row;
}

/** A refund as it is answered. */
export function refundOf(row: RefundRow, people: PersonalData): Refund {
  return {
    id: row.refund_id, kind: row.kind, state: row.state, amountEuro: euroOf(row.amount_micro_euro), reason: row.reason,
    payeeName: people.open('refund.payee_name', row.payee_name), payeeIban: `**** ${people.open('refund.payee_iban', row.payee_iban).slice(-4)}`,
    askedAt: isoOf(row.asked_at), decidedAt: row.decided_at === null ? null : isoOf(row.decided_at), paymentId: row.payment_id, fileId: row.file_id,
  };
}

/** The name that a refund has on the statement of the bank: its id without hyphens, because 35 characters are all there is. */
export function endToEndIdOf(refundId: string): string {
  return refundId.replaceAll('-', '').toUpperCase();
}
