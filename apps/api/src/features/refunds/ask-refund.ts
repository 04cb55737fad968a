import { Inject, Injectable } from '@nestjs/common';
import { supplyDayOf, type SupplyDay } from '@tegoed/prepayment-engine';
import { isValidIBAN } from 'ibantools';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { conflict, invalidField, notFound } from '../../http/problem.js';
import { type RequestContext, tenantOf } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { refundOf, type RefundRow } from './refund-row.js';
import type { BalanceRefundOrder, Refund, RefundKind } from './refunds.dto.js';

/** Money that is to go back. */
interface AskedRefund {
  readonly kind: RefundKind;
  readonly accountId: number;
  readonly paymentId: string | null;
  readonly amountMicroEuro: number;
  readonly payeeName: Buffer;
  readonly payeeIban: Buffer;
  readonly reason: string;
}

interface PaidPayment {
  readonly account_id: number;
  readonly amount_micro_euro: number;
  readonly state: string;
  readonly payer_name: Buffer | null;
  readonly payer_iban: Buffer | null;
  readonly recorded_at: number;
}

/** A mistake of the payer can be undone for this long: after that the money is being used, and a person looks. */
const UNDO_WITHIN_MS = 24 * 3_600_000;

/** One person asks for money to go back over the bank. Nothing is booked until a second one agrees. */
@Injectable()
export class AskRefund {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  /**
   * Of a payment: in suspense at any time, on an account within 24 hours of its booking. It goes back to where it came
   * from. Throws a 404, or a 409 when it cannot go back this way.
   */
  async ofPayment(context: RequestContext, paymentId: string, reason: string, request: KeyedRequest): Promise<Refund> {
    return this.ask(context, request, async (tx, nowMs) => this.paymentOf(await lockPayment(tx, paymentId), paymentId, reason, nowMs));
  }

  /** Of all credit that is left on an account whose contract has ended. Throws a 404, a 409 while it runs, a 422 for the IBAN. */
  async ofBalance(context: RequestContext, order: BalanceRefundOrder, request: KeyedRequest): Promise<Refund> {
    const iban = order.iban.replace(/\s/g, '').toUpperCase();
    if (!isValidIBAN(iban)) throw invalidField('iban', 'is not an IBAN: its check digits do not match');
    const { accountId, now } = await this.door.locate(context, order.accountId);
    return this.ask(context, request, async (tx) => ({
      kind: 'balance', accountId, paymentId: null, amountMicroEuro: await creditAtEnd(tx, accountId, supplyDayOf(now)), reason: order.reason,
      payeeName: this.people.seal('refund.payee_name', order.name), payeeIban: this.people.seal('refund.payee_iban', iban),
    }));
  }

  private paymentOf(payment: PaidPayment, paymentId: string, reason: string, nowMs: number): AskedRefund {
    const inSuspense = payment.state === 'suspense';
    if (payment.amount_micro_euro <= 0 || !(inSuspense || payment.state === 'booked')) throw conflict('not_refundable', 'Nothing of this payment is with us any more.');
    if (!inSuspense && nowMs - payment.recorded_at > UNDO_WITHIN_MS) throw conflict('too_late_to_undo', 'A payment on an account can be undone within 24 hours of its booking.');
    const iban = this.people.openOrNull('payment.payer_iban', payment.payer_iban);
    if (iban === null) throw conflict('payer_account_unknown', 'The bank account of the payer is not known. A payment by card or cash goes back the way it came.');
    const name = this.people.openOrNull('payment.payer_name', payment.payer_name) ?? '-';
    return {
      kind: inSuspense ? 'suspense' : 'payment', accountId: payment.account_id, paymentId, amountMicroEuro: payment.amount_micro_euro, reason,
      payeeName: this.people.seal('refund.payee_name', name), payeeIban: this.people.seal('refund.payee_iban', iban),
    };
  }

  private async ask(context: RequestContext, request: KeyedRequest, what: (tx: TenantTransaction, nowMs: number) => Promise<AskedRefund>): Promise<Refund> {
    const tenantId = tenantOf(context);
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const asked = await what(tx, nowMs);
        const row = await insertRefund(tx, asked, context.actor, nowMs);
        await writeAudit(tx, context, { action: 'refund.asked', subject: `refund:${row.refund_id}`, facts: { kind: asked.kind, paymentId: asked.paymentId, amountMicroEuro: asked.amountMicroEuro }, atMs: nowMs });
        return { status: 201, body: refundOf(row, this.people) };
      }));
    return answer.body;
  }
}

async function insertRefund(tx: TenantTransaction, asked: AskedRefund, actor: string, nowMs: number): Promise<RefundRow> {
  const [row] = await tx.query<RefundRow>(
    `insert into refund (tenant_id, kind, account_id, payment_id, amount_micro_euro, payee_name, payee_iban, reason, state, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10) on conflict do nothing returning *`,
    [tx.tenantId, asked.kind, asked.accountId, asked.paymentId, asked.amountMicroEuro, asked.payeeName, asked.payeeIban, asked.reason, actor, isoOf(nowMs)],
  );
  if (row === undefined) throw conflict('already_asked', 'This was asked before.');
  return row;
}

async function lockPayment(tx: TenantTransaction, paymentId: string): Promise<PaidPayment> {
  const [payment] = await tx.query<PaidPayment>(
    'select account_id, amount_micro_euro, state, payer_name, payer_iban, recorded_at from payment where tenant_id = $1 and payment_id = $2 for update', [tx.tenantId, paymentId]);
  if (payment === undefined) throw notFound('payment');
  return payment;
}

async function creditAtEnd(tx: TenantTransaction, accountId: number, today: SupplyDay): Promise<number> {
  const { credit, ended } = await tx.one<{ credit: number; ended: boolean }>(
    'select credit_micro_euro as credit, coalesce(upper(period) <= $2::date, false) as ended from account_state join contract using (account_id) where account_id = $1', [accountId, today]);
  if (!ended) throw conflict('contract_running', 'The balance goes back at the end of the contract. Until then it pays for supply.');
  if (credit === 0) throw conflict('nothing_to_refund', 'There is no credit on this account.');
  return credit;
}
