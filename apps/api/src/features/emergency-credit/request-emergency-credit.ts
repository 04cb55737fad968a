import { Inject, Injectable } from '@nestjs/common';
import { prepareControl, requestEmergencyCredit, reviewAccount, type EmergencyCreditOutcome } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { AccountTerms } from '../../adapters/postgres/account-terms.js';
import { type AccountSnapshotRow, postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import { euroOf } from '../../http/euro.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { AccountDoor, type LocatedAccount } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { entryRowsOf } from '../entries/index.js';
import { PAYMENT_DEPS, type PaymentDeps } from '../payments/index.js';
import type { EmergencyCreditAnswer, EmergencyCreditOrder } from './emergency-credit.dto.js';

/** Gives the emergency credit where the customer has to ask for it, and says what is left where nobody has to. */
@Injectable()
export class RequestEmergencyCredit {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** Once per shortage, whatever the number of requests and keys. Throws a 404 for a home outside the asker's sight. */
  async request(context: RequestContext, order: EmergencyCreditOrder, request: KeyedRequest): Promise<EmergencyCreditAnswer> {
    const located = await this.door.locate(context, order.accountId);
    const answer = await inTenant(this.deps.dataSource, located.tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const body = await this.take(tx, located);
        await writeAudit(tx, context, {
          action: 'emergency_credit.requested', subject: `account:${located.publicId}`,
          facts: { channel: order.channel, result: body.result, why: body.why, availableEuro: body.availableEuro }, atMs: located.now,
        });
        return { status: 201, body };
      }));
    ringBells(this.bells, located.tenantId, MONEY_BELLS);
    return answer.body;
  }

  private async take(tx: TenantTransaction, located: LocatedAccount): Promise<EmergencyCreditAnswer> {
    const snapshot = await readSnapshot(tx.manager, tx.tenantId, located.accountId, true);
    if (snapshot === null) throw notFound('account');
    const terms = await this.deps.terms.of(tx.tenantId, snapshot, located.now, tx);
    const state = accountStateOf(snapshot);
    const outcome = requestEmergencyCredit(state, prepareControl({ ...terms, now: located.now, utility: state.utility }));
    const desiredSupply = outcome.kind === 'taken' ? await this.store(tx, located, snapshot, terms, outcome) : state.desiredSupply;
    return {
      accountId: located.publicId,
      result: outcome.kind,
      availableEuro: euroOf(outcome.availableMicroEuro),
      why: outcome.kind === 'taken' ? null : outcome.why,
      desiredSupply,
    };
  }

  private async store(
    tx: TenantTransaction,
    { accountId, now }: LocatedAccount,
    snapshot: AccountSnapshotRow,
    terms: AccountTerms,
    { state }: EmergencyCreditOutcome & { kind: 'taken' },
  ): Promise<string> {
    const review = reviewAccount({ state, ...terms, now });
    const cause = { kind: 'review', id: `emergency-credit:${accountId}:${now}`, occurredAt: now, now, wallNowMs: this.deps.wallNowMs() } as const;
    const rows = entryRowsOf(snapshot, { entries: [], ...review }, cause);
    const posted = await postEntry(tx.manager, tx.tenantId, { accountId, expectedVersion: snapshot.version }, null, rows);
    if (posted.kind !== 'booked') throw new Error(`account ${accountId} moved under its lock`);
    return review.decision.desiredSupply;
  }
}
