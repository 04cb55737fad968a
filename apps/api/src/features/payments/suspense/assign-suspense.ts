import { Inject, Injectable } from '@nestjs/common';
import { instant, microEuro, type PaymentSettlement, reversePayment } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../../adapters/postgres/account-state-row.js';
import { type AccountSnapshotRow, postEntry, readSnapshot } from '../../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../../adapters/queue/ring-bells.js';
import { type KeyedRequest, onceByKey } from '../../../http/idempotency.js';
import { conflict, notFound } from '../../../http/problem.js';
import type { RequestContext } from '../../../http/request-context.js';
import { AccountDoor, type LocatedAccount } from '../../accounts/index.js';
import { writeAudit } from '../../audit/index.js';
import type { PaymentDeps } from '../book-payment.js';
import { entryRowsOf } from '../../entries/index.js';
import type { SuspenseReason } from '../incoming-payment.js';
import { type PaymentAnswer, paymentAnswer } from '../payment-answer.js';
import { PAYMENT_DEPS } from '../payment-deps.js';
import { bookedResult } from '../payment-result.js';
import { settleOn } from '../settle-on.js';

interface WaitingPayment {
  readonly payment_id: string;
  readonly account_id: number;
  readonly amount_micro_euro: number;
  readonly state: string;
  readonly why: SuspenseReason | null;
  readonly paid_at: number;
}

/** Money that left the bank and whose payer was not found: on an account it is what a return of a payment is. */
const TAKEN_BACK: SuspenseReason = 'returned_payment_not_found';

/** Moves money from suspense to the account it was meant for. */
@Injectable()
export class AssignSuspense {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** Throws a 404 for an unknown payment or account, a 409 when the money went to another account or is no customer's. */
  async assign(context: RequestContext, paymentId: string, accountPublicId: string, request: KeyedRequest): Promise<PaymentAnswer> {
    const located = await this.door.locate(context, accountPublicId);
    const answer = await inTenant(this.deps.dataSource, located.tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const body = await this.move(tx, paymentId, located);
        await writeAudit(tx, context, { action: 'payment.assigned', subject: `payment:${paymentId}`, facts: { accountId: located.publicId }, atMs: located.now });
        return { status: 201, body };
      }));
    ringBells(this.bells, located.tenantId, MONEY_BELLS);
    return answer.body;
  }

  private async move(tx: TenantTransaction, paymentId: string, located: LocatedAccount): Promise<PaymentAnswer> {
    // The account first, as everywhere, so that two movements never wait for each other in a circle.
    const snapshot = await readSnapshot(tx.manager, tx.tenantId, located.accountId, true);
    if (snapshot === null) throw notFound('account');
    const waiting = await lockPayment(tx, paymentId);
    if (waiting.state !== 'suspense') throw conflict('payment_assigned', 'This payment does not wait in suspense any more: somebody assigned it already.');
    const settlement = await this.settle(tx, snapshot, waiting, located);
    const cause = {
      kind: waiting.amount_micro_euro > 0 ? 'payment' : 'return', id: paymentId, occurredAt: instant(waiting.paid_at), now: located.now, wallNowMs: this.deps.wallNowMs(),
    } as const;
    const posted = await postEntry(tx.manager, tx.tenantId, { accountId: snapshot.account_id, expectedVersion: snapshot.version }, null, entryRowsOf(snapshot, settlement, cause));
    if (posted.kind !== 'booked') throw new Error(`account ${snapshot.account_id} moved under its lock`);
    await tx.query(`update payment set account_id = $3, state = 'booked', why = null where account_id = $1 and payment_id = $2`, [waiting.account_id, paymentId, snapshot.account_id]);
    return paymentAnswer(bookedResult(snapshot, paymentId, settlement));
  }

  private async settle(tx: TenantTransaction, snapshot: AccountSnapshotRow, waiting: WaitingPayment, { now }: LocatedAccount): Promise<PaymentSettlement> {
    const terms = await this.deps.terms.of(tx.tenantId, snapshot, now, tx);
    if (waiting.amount_micro_euro > 0) {
      return settleOn(snapshot, terms, { amountMicroEuro: microEuro(waiting.amount_micro_euro), kind: 'top_up', fundedFrom: 'suspense', now });
    }
    if (waiting.why !== TAKEN_BACK) throw conflict('not_assignable', 'This is not money of a customer, so it belongs to no account. Settle it with the bank.');
    return reversePayment({ state: accountStateOf(snapshot), amountMicroEuro: microEuro(-waiting.amount_micro_euro), fundedFrom: 'suspense', ...terms, now });
  }
}

async function lockPayment(tx: TenantTransaction, paymentId: string): Promise<WaitingPayment> {
  const rows = await tx.query<WaitingPayment>(
    `select payment_id, account_id, amount_micro_euro, state, why, paid_at from payment where tenant_id = $1 and account_id = 0 and payment_id = $2 for update`,
    [tx.tenantId, paymentId],
  );
  if (rows[0] !== undefined) return rows[0];
  const moved = await tx.query<WaitingPayment>('select payment_id, account_id, amount_micro_euro, state, why, paid_at from payment where tenant_id = $1 and payment_id = $2', [tx.tenantId, paymentId]);
  if (moved[0] === undefined) throw notFound('payment');
  return moved[0];
}
