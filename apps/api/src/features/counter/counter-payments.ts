import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { instant, microEuro } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import type { KeyedRequest } from '../../http/idempotency.js';
import { conflict, notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { tenantOf } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { bookMoneyMovedAgain, type IncomingPayment, PAYMENT_DEPS, type PaymentDeps, TakePayment } from '../payments/index.js';
import type { CounterPaymentOrder, CounterReceipt, CounterReversal } from './counter.dto.js';

interface CounterPayment {
  readonly payment_id: string;
  readonly external_id: string;
  readonly amount_micro_euro: number;
  readonly state: CounterReceipt['state'];
  readonly reference_text: string;
  readonly paid_at: number;
  readonly supplier_name: string;
}

interface Reversal {
  readonly reason: string;
  readonly asked_by: string;
  readonly approved_by: string | null;
}

const RECEIPT_LETTERS = 8;

/** Cash at the counter: taken by one clerk, undone only by two. */
@Injectable()
export class CounterPayments {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(TakePayment) private readonly payments: TakePayment,
  ) {}

  /** Books cash once per request key and gives the receipt to print. */
  async take(context: RequestContext, { reference, amountEuro }: CounterPaymentOrder, request: KeyedRequest): Promise<CounterReceipt> {
    const tenantId = tenantOf(context);
    const now = await this.clock.nowOf(tenantId);
    const order = { reference, amountEuro, channel: 'cash_desk', paidAt: isoOf(now), externalId: `counter-${request.key}` } as const;
    const { paymentId } = await this.payments.take(tenantId, order, request);
    await inTenant(this.deps.dataSource, tenantId, (tx) => writeAudit(tx, context, { action: 'counter_payment.taken', subject: `payment:${paymentId}`, facts: { amountEuro }, atMs: now }));
    return this.receipt(tenantId, paymentId);
  }

  /** The receipt once more. Throws a 404 for a payment that no clerk took. */
  async receipt(tenantId: number, paymentId: string): Promise<CounterReceipt> {
    const payment = await inTenant(this.deps.dataSource, tenantId, (tx) => find(tx, paymentId));
    return {
      paymentId, receiptNumber: paymentId.replaceAll('-', '').slice(-RECEIPT_LETTERS).toUpperCase(), state: payment.state, amountEuro: euroOf(payment.amount_micro_euro),
      reference: payment.reference_text, paidAt: isoOf(payment.paid_at), supplierName: payment.supplier_name,
    };
  }

  /** One clerk asks to undo a payment; nothing is booked yet. Asking again changes nothing. */
  async askReversal(context: RequestContext, paymentId: string, reason: string): Promise<CounterReversal> {
    const tenantId = tenantOf(context);
    const now = await this.clock.nowOf(tenantId);
    return inTenant(this.deps.dataSource, tenantId, async (tx) => {
      const payment = await find(tx, paymentId);
      if (payment.state !== 'booked') throw conflict('not_reversible', 'Only a booked payment can be undone: this one waits in suspense or was undone before.');
      await tx.query(
        'insert into counter_reversal (tenant_id, payment_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [tenantId, paymentId, reason, context.actor, isoOf(now)],
      );
      await writeAudit(tx, context, { action: 'counter_reversal.asked', subject: `payment:${paymentId}`, facts: { reason }, atMs: now });
      return answerOf(paymentId, await reversalOf(tx, paymentId));
    });
  }

  /** Another clerk agrees: the cash goes back, out of the credit as far as there is any. Throws a 409 for the same person. */
  async approveReversal(context: RequestContext, paymentId: string): Promise<CounterReversal> {
    const tenantId = tenantOf(context);
    const now = await this.clock.nowOf(tenantId);
    const payment = await inTenant(this.deps.dataSource, tenantId, async (tx) => {
      const reversal = await reversalOf(tx, paymentId);
      if (reversal.asked_by === context.actor) throw conflict('second_person_needed', 'You asked for this yourself. Somebody else has to agree.');
      await tx.query('update counter_reversal set approved_by = coalesce(approved_by, $2), approved_at = coalesce(approved_at, $3) where payment_id = $1', [paymentId, context.actor, isoOf(now)]);
      await writeAudit(tx, context, { action: 'counter_reversal.approved', subject: `payment:${paymentId}`, atMs: now });
      return find(tx, paymentId);
    });
    await bookMoneyMovedAgain(this.deps, {
      tenantId, now: instant(now), move: 'refund', originalExternalId: payment.external_id, undoesExternalId: null, payment: cashBack(payment, now),
    });
    return inTenant(this.deps.dataSource, tenantId, async (tx) => answerOf(paymentId, await reversalOf(tx, paymentId)));
  }
}

/** The same reversal has the same name however often it is approved, so the cash goes back once. */
function cashBack(payment: CounterPayment, nowMs: number): IncomingPayment {
  const externalId = `${payment.external_id}:reversal`;
  return {
    paymentId: randomUUID(), channel: 'cash_desk', externalId, contentHash: createHash('sha256').update(externalId).digest('hex'),
    amountMicroEuro: microEuro(-payment.amount_micro_euro), paidAt: instant(nowMs), referenceText: payment.reference_text, payerName: null, payerIban: null, inboxId: null,
  };
}

async function find(tx: TenantTransaction, paymentId: string): Promise<CounterPayment> {
  const rows = await tx.query<CounterPayment>(
    `select p.payment_id, p.external_id, p.amount_micro_euro, p.state, p.reference_text, p.paid_at, t.name as supplier_name
     from payment p join tenant t using (tenant_id)
     where p.tenant_id = $1 and p.payment_id = $2 and p.channel = 'cash_desk' and p.amount_micro_euro > 0`,
    [tx.tenantId, paymentId],
  );
  if (rows[0] === undefined) throw notFound('counter payment');
  return rows[0];
}

async function reversalOf(tx: TenantTransaction, paymentId: string): Promise<Reversal> {
  const rows = await tx.query<Reversal>('select reason, asked_by, approved_by from counter_reversal where payment_id = $1 for update', [paymentId]);
  if (rows[0] === undefined) throw notFound('reversal');
  return rows[0];
}

function answerOf(paymentId: string, { reason, approved_by: approvedBy }: Reversal): CounterReversal {
  return { paymentId, state: approvedBy === null ? 'waits_for_second_person' : 'reversed', reason };
}
