import { Inject, Injectable } from '@nestjs/common';
import { type Instant, instant, type JournalEntry, microEuro, type PaymentSettlement, settleUndone, supplyDayOf, withdrawCredit } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import { type AccountSnapshotRow, postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { conflict, forbidden } from '../../http/problem.js';
import { type RequestContext, tenantOf } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import { entryRowsOf } from '../entries/index.js';
import { PAYMENT_DEPS, type PaymentDeps } from '../payments/index.js';
import { lockRefund, refundOf, type RefundRow } from './refund-row.js';
import type { Refund, RefundDecision } from './refunds.dto.js';

/** The second person decides. What goes back leaves suspense or the account in the same transaction. */
@Injectable()
export class DecideRefund {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly people: PersonalData,
  ) {}

  /** Throws a 403 for the one who asked, a 409 when it was decided before or the money is not there any more. */
  async decide(context: RequestContext, refundId: string, { decision, reason }: RefundDecision): Promise<Refund> {
    const tenantId = tenantOf(context);
    const now = instant(await this.clock.nowOf(tenantId));
    return inTenant(this.deps.dataSource, tenantId, async (tx) => {
      const asked = await lockRefund(tx, refundId);
      if (asked.state !== 'asked') throw conflict('already_decided', 'This was decided before.');
      if (asked.asked_by === context.actor) throw forbidden('You asked for this yourself: a second person has to decide.');
      if (decision === 'approved') await this.book(tx, asked, now, context.actorName);
      const row = await tx.one<RefundRow>(
        'update refund set state = $3, decided_by = $4, decided_at = $5, decision_reason = $6 where tenant_id = $1 and refund_id = $2 returning *',
        [tenantId, refundId, decision, context.actor, isoOf(now), reason]);
      await writeAudit(tx, context, { action: 'refund.decided', subject: `refund:${refundId}`, facts: { decision, reason }, atMs: now });
      return refundOf(row, this.people);
    });
  }

  private async book(tx: TenantTransaction, refund: RefundRow, now: Instant, author: string): Promise<void> {
    if (refund.kind === 'suspense') await this.fromSuspense(tx, refund, now);
    else await this.fromAccount(tx, refund, now);
    if (refund.payment_id !== null) await closePayment(tx, refund);
    await tx.query(`insert into entry_reason (tenant_id, cause_kind, cause_id, reason, author) values ($1, 'refund', $2, $3, $4)`, [tx.tenantId, refund.refund_id, refund.reason, author]);
  }

  private async fromSuspense(tx: TenantTransaction, { refund_id: id, amount_micro_euro: amount }: RefundRow, now: Instant): Promise<void> {
    const at = isoOf(now);
    const entry = { debit: 'suspense', credit: 'refund_payable', amount_micro_euro: amount, kind: 'refund', cause_kind: 'refund', cause_id: id, occurred_at: at, recorded_at: at, wall_at: isoOf(this.deps.wallNowMs()) };
    await postEntry(tx, tx.tenantId, null, null, { journal: [entry], batch: { kind: 'refund', id, booked_on: supplyDayOf(now), recorded_at: at } });
  }

  private async fromAccount(tx: TenantTransaction, refund: RefundRow, now: Instant): Promise<void> {
    const snapshot = await readSnapshot(tx, tx.tenantId, refund.account_id, true);
    if (snapshot === null) throw new Error(`refund ${refund.refund_id} is of an account that does not exist`);
    const settlement = await this.settle(tx, refund, snapshot, now);
    const rows = entryRowsOf(snapshot, settlement, { kind: 'refund', id: refund.refund_id, occurredAt: now, now, wallNowMs: this.deps.wallNowMs() });
    const posted = await postEntry(tx, tx.tenantId, { accountId: snapshot.account_id, expectedVersion: snapshot.version }, null, rows);
    if (posted.kind !== 'booked') throw new Error(`account ${snapshot.account_id} moved under its lock`);
  }

  private async settle(tx: TenantTransaction, refund: RefundRow, snapshot: AccountSnapshotRow, now: Instant): Promise<PaymentSettlement> {
    const input = { state: accountStateOf(snapshot), ...(await this.deps.terms.of(tx.tenantId, snapshot, now, tx)), now };
    if (refund.kind === 'payment') return settleUndone({ ...input, booked: await bookedBy(tx, refund), fundedFrom: 'refund_payable' });
    const amountMicroEuro = microEuro(refund.amount_micro_euro);
    const settlement = input.state.balances.creditMicroEuro === amountMicroEuro ? withdrawCredit({ ...input, amountMicroEuro, purpose: 'refund' }) : null;
    if (settlement === null) throw conflict('balance_moved', 'The balance is not what was asked for any more. Reject this and ask anew.');
    return settlement;
  }
}

/** What a payment did to its account. */
async function bookedBy(tx: TenantTransaction, { account_id: accountId, payment_id: paymentId }: RefundRow): Promise<JournalEntry[]> {
  const rows = await tx.query<{ debit: JournalEntry['debit']; credit: JournalEntry['credit']; amount: number; kind: JournalEntry['kind'] }>(
    `select debit, credit, amount_micro_euro as amount, kind from journal
     where tenant_id = $1 and cause_kind = 'payment' and cause_id = $2 and account_id = $3 and entry_no is not null order by entry_no`,
    [tx.tenantId, paymentId, accountId]);
  if (rows.length === 0) throw conflict('not_refundable', 'Nothing of this payment is on the account any more.');
  return rows.map(({ amount, ...entry }) => ({ ...entry, amountMicroEuro: microEuro(amount) }));
}

/** Nothing of the payment is with us any more; somebody may have assigned or undone it since it was asked. */
async function closePayment(tx: TenantTransaction, { account_id: accountId, payment_id: paymentId, kind }: RefundRow): Promise<void> {
  const closed = await tx.query(
    `update payment set state = 'reversed', why = 'refunded' where account_id = $1 and payment_id = $2 and state = $3 returning 1`, [accountId, paymentId, kind === 'suspense' ? 'suspense' : 'booked']);
  if (closed.length === 0) throw conflict('payment_moved', 'This payment was assigned or undone meanwhile.');
}
