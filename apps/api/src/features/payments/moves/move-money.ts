import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { instant, type JournalEntry, microEuro, settleUndone, withdrawCredit } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../../adapters/postgres/account-state-row.js';
import type { AccountSnapshotRow } from '../../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../../adapters/queue/ring-bells.js';
import { euroOf, microEuroOfField } from '../../../http/euro.js';
import { type KeyedRequest, onceByKey } from '../../../http/idempotency.js';
import { conflict, notFound } from '../../../http/problem.js';
import { type RequestContext, tenantOf } from '../../../http/request-context.js';
import { AccountDoor, type LocatedAccount } from '../../accounts/index.js';
import { writeAudit } from '../../audit/index.js';
import type { PaymentDeps } from '../book-payment.js';
import { PAYMENT_DEPS } from '../payment-deps.js';
import { settleOn } from '../settle-on.js';
import type { CreditMoveOrder, Move, PaymentMoveOrder } from './moves.dto.js';
import { keepReason, lockTwo, moveCause, postSide, shownEuro } from './two-accounts.js';

interface BookedPayment {
  readonly account_id: number;
  readonly amount_micro_euro: number;
  readonly state: string;
  readonly paid_at: number;
}

/** Moves money between two accounts of one supplier: both change in one transaction, or neither. */
@Injectable()
export class MoveMoney {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /**
   * A payment on the wrong home: there it is undone as it was booked, on the other it is a top-up as any other; the
   * history of both stays. Throws a 404, or a 409 when it is not wholly on an account.
   */
  async payment(context: RequestContext, paymentId: string, order: PaymentMoveOrder, request: KeyedRequest): Promise<Move> {
    const to = await this.door.locate(context, order.accountId);
    return this.once(context, to, request, async (tx, moveId) => {
      const move = await this.movePayment(tx, paymentId, to, moveId);
      await keepReason(tx, moveId, order.reason, context.actorName);
      await writeAudit(tx, context, { action: 'payment.moved', subject: `payment:${paymentId}`, facts: { moveId, toAccountId: to.publicId, amountEuro: move.amountEuro }, atMs: to.now });
      return move;
    });
  }

  /** Credit from one account of a household to another, whole: no debt is repaid from it. Throws a 404, or a 409. */
  async credit(context: RequestContext, order: CreditMoveOrder, request: KeyedRequest): Promise<Move> {
    const [from, to] = [await this.door.locate(context, order.fromAccountId), await this.door.locate(context, order.accountId)];
    return this.once(context, to, request, async (tx, moveId) => {
      const move = await this.moveCredit(tx, from, to, order.amountEuro, moveId);
      await keepReason(tx, moveId, order.reason, context.actorName);
      await writeAudit(tx, context, { action: 'credit.moved', subject: `account:${from.publicId}`, facts: { moveId, toAccountId: to.publicId, amountEuro: move.amountEuro }, atMs: to.now });
      return move;
    });
  }

  private async once(context: RequestContext, to: LocatedAccount, request: KeyedRequest, work: (tx: TenantTransaction, moveId: string) => Promise<Move>): Promise<Move> {
    const tenantId = tenantOf(context);
    const answer = await inTenant(this.deps.dataSource, tenantId, (tx) => onceByKey(tx, request, async () => ({ status: 201, body: await work(tx, randomUUID()) })));
    ringBells(this.bells, to.tenantId, MONEY_BELLS);
    return answer.body;
  }

  private async movePayment(tx: TenantTransaction, paymentId: string, { accountId, now }: LocatedAccount, moveId: string): Promise<Move> {
    const { account_id: fromAccountId } = await findPayment(tx, paymentId);
    const { from, to } = await lockTwo(tx, fromAccountId, accountId);
    const payment = await findPayment(tx, paymentId);
    if (payment.account_id !== fromAccountId) throw conflict('payment_moved', 'This payment was moved meanwhile.');
    const { entries, journalId } = await bookedBy(tx, paymentId, fromAccountId, payment.amount_micro_euro);
    const wallNowMs = this.deps.wallNowMs();
    const undone = settleUndone({ state: accountStateOf(from), ...(await this.deps.terms.of(tx.tenantId, from, now, tx)), booked: entries, fundedFrom: 'suspense', now });
    await postSide(tx, from, undone, moveCause(moveId, now, wallNowMs), journalId);
    const amountMicroEuro = microEuro(payment.amount_micro_euro);
    const paid = settleOn(to, await this.deps.terms.of(tx.tenantId, to, now, tx), { amountMicroEuro, kind: 'top_up', fundedFrom: 'suspense', now });
    await postSide(tx, to, paid, { kind: 'payment', id: paymentId, occurredAt: instant(payment.paid_at), now, wallNowMs });
    await tx.query('update payment set account_id = $3 where account_id = $1 and payment_id = $2', [fromAccountId, paymentId, accountId]);
    return { id: moveId, amountEuro: euroOf(amountMicroEuro), fromBalanceEuro: shownEuro(undone.state), toBalanceEuro: shownEuro(paid.state) };
  }

  private async moveCredit(tx: TenantTransaction, source: LocatedAccount, { accountId, now }: LocatedAccount, amountEuro: string, moveId: string): Promise<Move> {
    const { from, to } = await lockTwo(tx, source.accountId, accountId);
    if (from.household_id !== to.household_id) throw conflict('other_household', 'Credit moves between the accounts of one household only.');
    const amountMicroEuro = microEuroOfField('amountEuro', amountEuro);
    const cause = moveCause(moveId, now, this.deps.wallNowMs());
    const withdrawn = amountMicroEuro <= 0 || amountMicroEuro > from.credit_micro_euro ? null
      : withdrawCredit({ state: accountStateOf(from), ...(await this.deps.terms.of(tx.tenantId, from, now, tx)), amountMicroEuro, purpose: 'move', now });
    if (withdrawn === null) throw conflict('not_enough_credit', 'There is not that much credit on the account.');
    await postSide(tx, from, withdrawn, cause);
    const given = settleOn(to, await this.deps.terms.of(tx.tenantId, to, now, tx), { amountMicroEuro, kind: 'move', fundedFrom: 'suspense', now });
    await postSide(tx, to, given, cause);
    return { id: moveId, amountEuro: euroOf(amountMicroEuro), fromBalanceEuro: shownEuro(withdrawn.state), toBalanceEuro: shownEuro(given.state) };
  }
}

async function findPayment(tx: TenantTransaction, paymentId: string): Promise<BookedPayment> {
  const [payment] = await tx.query<BookedPayment>('select account_id, amount_micro_euro, state, paid_at from payment where tenant_id = $1 and payment_id = $2', [tx.tenantId, paymentId]);
  if (payment === undefined) throw notFound('payment');
  if (payment.account_id === 0 || payment.state !== 'booked' || payment.amount_micro_euro <= 0) throw conflict('not_movable', 'Only a payment that is booked on an account can be moved.');
  return payment;
}

/** What the payment did to the account. Throws a 409 when a part of it was taken back, or it came here twice. */
async function bookedBy(tx: TenantTransaction, paymentId: string, accountId: AccountSnapshotRow['account_id'], amount: number): Promise<{ entries: JournalEntry[]; journalId: number }> {
  const rows = await tx.query<{ journal_id: number; debit: JournalEntry['debit']; credit: JournalEntry['credit']; amount: number; kind: JournalEntry['kind']; undone: boolean }>(
    `select journal_id, debit, credit, amount_micro_euro as amount, kind,
       exists (select 1 from journal r where r.account_id = j.account_id and r.reverses_journal_id = j.journal_id) as undone
     from journal j where tenant_id = $1 and cause_kind = 'payment' and cause_id = $2 and account_id = $3 and entry_no is not null order by entry_no`,
    [tx.tenantId, paymentId, accountId]);
  const first = rows[0];
  if (first === undefined || rows.some(({ undone }) => undone) || rows.reduce((sum, row) => sum + row.amount, 0) !== amount) {
    throw conflict('not_movable', 'A part of this payment was taken back already. Put it right by hand.');
  }
  return { journalId: first.journal_id, entries: rows.map(({ debit, credit, kind, amount: part }) => ({ debit, credit, kind, amountMicroEuro: microEuro(part) })) };
}
