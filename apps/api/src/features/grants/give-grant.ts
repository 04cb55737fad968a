import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { microEuro, type MicroEuro, shownBalance } from '@tegoed/prepayment-engine';
import { postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { BellRinger } from '../../adapters/queue/bells.js';
import { MONEY_BELLS, ringBells } from '../../adapters/queue/ring-bells.js';
import { euroOf, microEuroOfField } from '../../http/euro.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { invalidField, notFound } from '../../http/problem.js';
import type { RequestContext } from '../../http/request-context.js';
import { AccountDoor, type LocatedAccount } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { entryRowsOf } from '../entries/index.js';
import { PAYMENT_DEPS, type PaymentDeps, settleOn } from '../payments/index.js';
import type { GrantAnswer, GrantKind, GrantOrder } from './grants.dto.js';

const LEAST = microEuro(10_000);
/** What one person may give at once; more needs a second person. */
const MOST = microEuro(1_000_000_000);

/** An amount that is given, and why. */
interface GrantToGive {
  readonly grantId: string;
  readonly kind: GrantKind;
  readonly amountMicroEuro: MicroEuro;
}

/** Gives credit that the OCMW pays for. A household in need may get another one while the first is being used up. */
@Injectable()
export class GiveGrant {
  constructor(
    @Inject(PAYMENT_DEPS) private readonly deps: PaymentDeps,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(BellRinger) private readonly bells: BellRinger,
  ) {}

  /** Throws a 404 for a home outside the giver's sight (a case worker needs a mandate), a 422 about a field. */
  async give(context: RequestContext, order: GrantOrder, request: KeyedRequest): Promise<GrantAnswer> {
    const amountMicroEuro = amountOf(order.amountEuro);
    const located = await this.door.locate(context, order.accountId);
    const answer = await inTenant(this.deps.dataSource, located.tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        const grant = { grantId: randomUUID(), kind: order.kind, amountMicroEuro };
        const body = await this.book(tx, located, grant);
        await explain(tx, context, located, grant, order.reason);
        return { status: 201, body };
      }));
    ringBells(this.bells, located.tenantId, MONEY_BELLS);
    return answer.body;
  }

  private async book(tx: TenantTransaction, { accountId, publicId, now }: LocatedAccount, grant: GrantToGive): Promise<GrantAnswer> {
    const snapshot = await readSnapshot(tx.manager, tx.tenantId, accountId, true);
    if (snapshot === null) throw notFound('account');
    const terms = await this.deps.terms.of(tx.tenantId, snapshot, now, tx);
    const settlement = settleOn(snapshot, terms, { amountMicroEuro: grant.amountMicroEuro, kind: grant.kind, fundedFrom: 'grant_receivable_ocmw', now });
    const rows = entryRowsOf(snapshot, settlement, { kind: 'grant', id: grant.grantId, occurredAt: now, now, wallNowMs: this.deps.wallNowMs() });
    const posted = await postEntry(tx.manager, tx.tenantId, { accountId, expectedVersion: snapshot.version }, null, rows);
    if (posted.kind !== 'booked') throw new Error(`account ${accountId} moved under its lock`);
    return {
      id: grant.grantId,
      accountId: publicId,
      amountEuro: euroOf(grant.amountMicroEuro),
      balanceAfterEuro: euroOf(shownBalance(settlement.state.balances, settlement.state.debtSupplyAtZeroMicroEuro)),
      desiredSupply: settlement.decision.desiredSupply,
    };
  }
}

/** Who gave it and why, beside the entry and in the audit. */
async function explain(tx: TenantTransaction, context: RequestContext, { publicId, now }: LocatedAccount, grant: GrantToGive, reason: string): Promise<void> {
  await tx.query(`insert into entry_reason (tenant_id, cause_kind, cause_id, reason, author) values ($1, 'grant', $2, $3, $4)`, [
    tx.tenantId, grant.grantId, reason, context.actorName,
  ]);
  await writeAudit(tx, context, {
    action: 'grant.given', subject: `account:${publicId}`, facts: { grantId: grant.grantId, kind: grant.kind, amountEuro: euroOf(grant.amountMicroEuro) }, atMs: now,
  });
}

function amountOf(text: string): MicroEuro {
  const amount = microEuroOfField('amountEuro', text);
  if (amount < LEAST || amount > MOST) throw invalidField('amountEuro', 'must be between 0.01 and 1000.00; a larger amount needs a second person');
  return amount;
}
