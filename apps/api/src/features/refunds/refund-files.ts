import { Inject, Injectable } from '@nestjs/common';
import { addDays, formatStructuredReference, instant, microEuro, supplyDayOf } from '@tegoed/prepayment-engine';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { type CreditTransfer, writeCreditTransferFile } from '../../adapters/credit-transfers/index.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { conflict, notFound } from '../../http/problem.js';
import { type RequestContext, tenantOf } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { endToEndIdOf, type RefundRow } from './refund-row.js';
import type { RefundFile } from './refunds.dto.js';

type FileRefund = RefundRow & { readonly reference: string | null; readonly reference_text: string | null };

/** The files of credit transfers that a supplier brings to its bank: every approved refund is in exactly one. */
@Injectable()
export class RefundFiles {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
  ) {}

  /** Puts all approved refunds into one new file. Throws a 409 when there are none. */
  async make(context: RequestContext, request: KeyedRequest): Promise<RefundFile> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const { file_id: id } = await tx.one<{ file_id: string }>('insert into refund_file (tenant_id, made_by, made_at) values ($1, $2, $3) returning file_id', [tenantId, context.actor, isoOf(nowMs)]);
        const sent = await tx.query<{ amount_micro_euro: number }>(`update refund set state = 'sent', file_id = $2 where tenant_id = $1 and state = 'approved' returning amount_micro_euro`, [tenantId, id]);
        if (sent.length === 0) throw conflict('nothing_to_send', 'No approved refund waits for a file.');
        await writeAudit(tx, context, { action: 'refund_file.made', subject: `refund_file:${id}`, facts: { refunds: sent.length }, atMs: nowMs });
        return { status: 201, body: { id, madeAt: isoOf(nowMs), refunds: sent.length, totalEuro: totalOf(sent) } };
      }));
    return answer.body;
  }

  /** The file as the bank takes it (pain.001.001.09), the same whenever it is asked for. Throws a 404. */
  async read(context: RequestContext, fileId: string): Promise<string> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      const refunds = await refundsOf(tx, fileId);
      const [file] = await tx.query<{ made_at: number; name: string; iban: string; bic: string }>(
        'select f.made_at, t.name, t.iban, t.bic from refund_file f join tenant t using (tenant_id) where f.tenant_id = $1 and f.file_id = $2', [tenantId, fileId]);
      if (file === undefined) throw notFound('refund file');
      await writeAudit(tx, context, { action: 'refund_file.read', subject: `refund_file:${fileId}`, atMs: nowMs });
      return writeCreditTransferFile({
        messageId: endToEndIdOf(fileId), madeAt: isoOf(file.made_at), executionDay: addDays(supplyDayOf(instant(file.made_at)), 1), totalEuro: totalOf(refunds),
        payer: { name: file.name, iban: file.iban, bic: file.bic }, transfers: refunds.map((refund) => this.transferOf(refund)),
      });
    });
  }

  private transferOf({ refund_id: id, amount_micro_euro: amount, payee_name: name, payee_iban: iban, reference, reference_text: said }: FileRefund): CreditTransfer {
    return {
      endToEndId: endToEndIdOf(id), amountEuro: euroOf(amount), payeeName: this.people.open('refund.payee_name', name), payeeIban: this.people.open('refund.payee_iban', iban),
      communication: reference === null ? (said ?? '') : formatStructuredReference(reference),
    };
  }
}

function refundsOf(tx: TenantTransaction, fileId: string): Promise<FileRefund[]> {
  return tx.query<FileRefund>(
    `select r.*, a.reference, p.reference_text from refund r left join account a using (account_id)
       left join payment p on p.account_id = r.account_id and p.payment_id = r.payment_id
     where r.tenant_id = $1 and r.file_id = $2 order by r.refund_id`, [tx.tenantId, fileId]);
}

function totalOf(refunds: readonly { readonly amount_micro_euro: number }[]): string {
  return euroOf(microEuro(refunds.reduce((sum, refund) => sum + refund.amount_micro_euro, 0)));
}
