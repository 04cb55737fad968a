import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { type Claim, postEntry, type PostOutcome, readSnapshot, type Statements } from '../../adapters/postgres/post-entry.js';
import { inTenant, pooledStatements, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { entryRowsOf } from '../entries/index.js';
import { inAccountTurn } from './account-turn.js';
import { HOUSE_ACCOUNT_OF, type IncomingPayment, type PaymentOutcome, paymentRow, type PaymentResult, type SuspenseReason, suspenseSides } from './incoming-payment.js';
import { bookedResult, suspenseResult } from './payment-result.js';
import { settleOn } from './settle-on.js';

/** What booking needs from outside. */
export interface PaymentDeps {
  readonly dataSource: DataSource;
  readonly terms: AccountTermsReader;
  readonly wallNowMs: () => number;
}

/** One payment to book for a tenant at a moment of its time. */
export interface PaymentToBook {
  readonly tenantId: number;
  readonly payment: IncomingPayment;
  readonly now: Instant;
  /** Another key of the same effect, such as the key of the request that brought it; it is tried first. */
  readonly requestClaim?: (result: PaymentResult) => Claim;
}

const WITHOUT_LOCK = 2;
const UNDER_LOCK = 5;

/**
 * Books one top-up on an account by itself: snapshot, split and decision by the engine, one post. When the account moved
 * meanwhile (another payment, the daily run) it is read and computed again; the third time under its row lock, so
 * that a busy account cannot starve a payment.
 */
export async function bookOneTopUp(deps: PaymentDeps, accountId: number, asked: PaymentToBook): Promise<PaymentOutcome> {
  return inAccountTurn(asked.tenantId, accountId, () => bookInTurn(deps, accountId, asked));
}

async function bookInTurn(deps: PaymentDeps, accountId: number, asked: PaymentToBook): Promise<PaymentOutcome> {
  const { dataSource } = deps;
  for (let attempt = 1; attempt <= WITHOUT_LOCK + UNDER_LOCK; attempt += 1) {
    const locks = attempt > WITHOUT_LOCK;
    const outcome = locks
      ? await inTenant(dataSource, asked.tenantId, (tx) => postTopUp(deps, tx, accountId, asked, tx))
      : await postTopUp(deps, pooledStatements(dataSource), accountId, asked, null);
    if (outcome === 'account_unknown') return bookInSuspense(deps, asked, 'account_unknown');
    if (outcome !== 'version_moved') return outcome;
  }
  throw new Error(`account ${accountId} moved ${WITHOUT_LOCK + UNDER_LOCK} times while a payment was being booked`);
}

async function postTopUp(
  deps: PaymentDeps,
  statements: Statements,
  accountId: number,
  asked: PaymentToBook,
  locked: TenantTransaction | null,
): Promise<PaymentOutcome | 'account_unknown' | 'version_moved'> {
  const { tenantId, payment, now } = asked;
  const snapshot = await readSnapshot(statements, tenantId, accountId, locked !== null);
  if (snapshot === null) return 'account_unknown';
  const terms = await deps.terms.of(tenantId, snapshot, now, locked ?? undefined);
  const settlement = settleOn(snapshot, terms, { amountMicroEuro: payment.amountMicroEuro, kind: 'top_up', fundedFrom: HOUSE_ACCOUNT_OF[payment.channel], now });
  const result = bookedResult(snapshot, payment.paymentId, settlement);
  const rows = entryRowsOf(snapshot, settlement, { kind: 'payment', id: payment.paymentId, occurredAt: payment.paidAt, now, wallNowMs: deps.wallNowMs() });
  const posted = await postEntry(
    statements,
    tenantId,
    { accountId: snapshot.account_id, expectedVersion: snapshot.version },
    claimsOf(asked, result),
    { ...rows, payments: [paymentRow(payment, 'booked', null, now)] },
  );
  return outcomeOf(posted, 'booked', result);
}

/** Parks an amount that has no home yet, with the reason; somebody assigns or returns it later. */
export async function bookInSuspense(deps: PaymentDeps, asked: PaymentToBook, why: SuspenseReason): Promise<PaymentOutcome> {
  const { tenantId, payment, now } = asked;
  const result = suspenseResult(payment.paymentId, why);
  const recordedAt = isoOf(now);
  const rows = {
    journal: [{
      ...suspenseSides(payment), kind: 'clearing', cause_kind: 'payment', cause_id: payment.paymentId,
      occurred_at: isoOf(payment.paidAt), recorded_at: recordedAt, wall_at: isoOf(deps.wallNowMs()),
    }],
    batch: { kind: 'payment', id: payment.paymentId, booked_on: supplyDayOf(now), recorded_at: recordedAt },
    payments: [paymentRow(payment, 'suspense', why, now)],
  };
  // Only a key that is being claimed in this very moment can move; then it is there the next time.
  for (let attempt = 1; attempt <= UNDER_LOCK; attempt += 1) {
    const outcome = outcomeOf(await postEntry(pooledStatements(deps.dataSource), tenantId, null, claimsOf(asked, result), rows), 'suspense', result);
    if (outcome !== 'version_moved') return outcome;
  }
  throw new Error(`the key of payment ${payment.paymentId} was being claimed ${UNDER_LOCK} times`);
}

function outcomeOf(posted: PostOutcome, kind: 'booked' | 'suspense', result: PaymentResult): PaymentOutcome | 'version_moved' {
  if (posted.kind === 'version_moved') return 'version_moved';
  if (posted.kind === 'booked') return { kind, result };
  return { kind: posted.kind, channel: posted.channel, stored: posted.result };
}

/** The keys of a payment: of the request first, then the channel's own. */
export function claimsOf({ payment, now, requestClaim }: PaymentToBook, result: PaymentResult): Claim[] {
  const own = { channel: payment.channel, externalId: payment.externalId, contentHash: payment.contentHash, result, claimedAt: isoOf(now) };
  return requestClaim === undefined ? [own] : [requestClaim(result), own];
}
