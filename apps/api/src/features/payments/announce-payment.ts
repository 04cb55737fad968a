import { Inject, Injectable } from '@nestjs/common';
import { announcePayment, prepareControl, reviewAccount } from '@tegoed/prepayment-engine';
import { accountStateOf, storedInstantOf } from '../../adapters/postgres/account-state-row.js';
import { postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import { At, Choice, Id } from '../../http/fields.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { conflict, notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { AccountDoor, type LocatedAccount } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import type { PaymentDeps } from './book-payment.js';
import { entryRowsOf } from '../entries/index.js';
import { PAYMENT_DEPS } from './payment-deps.js';
import type { PaymentClaimOrder } from './payments.dto.js';

/** What a payment that is under way gives. */
export class PaymentClaimAnswer {
  @Id() accountId: string;
  @At({ nullable: true }) paymentUnderWayUntil: string | null;
  @Choice(['on', 'limited', 'off']) desiredSupply: string;
}

/** Takes the word of a customer that money is under way. */
@Injectable()
export class AnnouncePayment {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** Throws a 409 when one was announced before and no payment has been booked since. */
  async announce(context: RequestContext, order: PaymentClaimOrder, request: KeyedRequest): Promise<PaymentClaimAnswer> {
    const located = await this.door.locate(context, order.accountId);
    const answer = await inTenant(this.deps.dataSource, located.tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const body = await this.hold(tx, located);
        await writeAudit(tx, context, {
          action: 'payment.announced', subject: `account:${located.publicId}`, facts: { amountEuro: order.amountEuro, channel: order.channel }, atMs: located.now,
        });
        return { status: 201, body };
      }));
    ringBells(this.bells, located.tenantId, MONEY_BELLS);
    return answer.body;
  }

  private async hold(tx: TenantTransaction, { accountId, publicId, now }: LocatedAccount): Promise<PaymentClaimAnswer> {
    const snapshot = await readSnapshot(tx.manager, tx.tenantId, accountId, true);
    if (snapshot === null) throw notFound('account');
    const terms = await this.deps.terms.of(tx.tenantId, snapshot, now, tx);
    const before = accountStateOf(snapshot);
    const outcome = announcePayment(before, prepareControl({ ...terms, now, utility: before.utility }));
    if (outcome.kind === 'refused') throw conflict(outcome.why, 'A payment was announced before and has not arrived yet. This is given once until a payment is booked.');
    const review = reviewAccount({ state: outcome.state, ...terms, now });
    const cause = { kind: 'review', id: `payment-claim:${accountId}:${now}`, occurredAt: now, now, wallNowMs: this.deps.wallNowMs() } as const;
    const rows = entryRowsOf(snapshot, { entries: [], ...review }, cause);
    const posted = await postEntry(tx.manager, tx.tenantId, { accountId, expectedVersion: snapshot.version }, null, rows);
    if (posted.kind !== 'booked') throw new Error(`account ${accountId} moved under its lock`);
    return { accountId: publicId, paymentUnderWayUntil: storedInstantOf(outcome.state.paymentUnderWayUntil), desiredSupply: review.decision.desiredSupply };
  }
}
