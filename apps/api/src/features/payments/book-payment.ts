import { type HouseAccount, type Instant, type MicroEuro, settlePayment, shownBalance } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { type AccountSnapshotRow, type Claim, postEntry, type PostOutcome, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { entryRowsOf } from './entry-rows.js';

/** The ways money comes in; each stands on its own house account until it is seen on the bank. */
export const PAYMENT_CHANNELS = ['bank', 'terminal', 'cash_desk', 'web', 'partner'] as const;
export type PaymentChannel = (typeof PAYMENT_CHANNELS)[number];

const HOUSE_ACCOUNT_OF: Record<PaymentChannel, HouseAccount> = {
  bank: 'bank',
  terminal: 'clearing_terminal',
  cash_desk: 'clearing_cash',
  web: 'clearing_stripe',
  partner: 'clearing_terminal',
};

/** One amount that arrived from outside. */
export interface IncomingPayment {
  /** Made by the caller before anything is sent, and the same on every retry. */
  readonly paymentId: string;
  readonly channel: PaymentChannel;
  /** The outside's own id: unique per channel and tenant. */
  readonly externalId: string;
  /** Hash of what the outside said, to tell a repetition from a different fact under the same id. */
  readonly contentHash: string;
  readonly amountMicroEuro: MicroEuro;
  readonly paidAt: Instant;
  readonly referenceText: string | null;
  /** Encrypted already, as hex for the database; null when unknown. */
  readonly payerName: string | null;
  readonly payerIban: string | null;
  readonly inboxId: number | null;
}

/** Where an amount went. */
export interface PaymentPart {
  readonly to: string;
  readonly amountMicroEuro: MicroEuro;
}

/** What is answered for a payment, now and whenever it is repeated. */
export interface PaymentResult {
  readonly paymentId: string;
  readonly result: 'booked' | 'suspense';
  readonly accountId: string | null;
  readonly parts: readonly PaymentPart[];
  readonly balanceAfterMicroEuro: MicroEuro | null;
  readonly why: string | null;
}

/** How a booking ended. A repetition gives the first answer again; the same id with another content needs a person. */
export type PaymentOutcome =
  | { readonly kind: 'booked' | 'suspense' | 'duplicate'; readonly result: PaymentResult }
  | { readonly kind: 'other_content'; readonly result: PaymentResult };

/** What booking needs from outside. */
export interface PaymentDeps {
  readonly dataSource: DataSource;
  readonly terms: AccountTermsReader;
  readonly wallNowMs: () => number;
}

const ATTEMPTS = 50;

/**
 * Books a top-up on an account: snapshot, split and decision by the engine, one post. When the account moved
 * meanwhile (another payment, the daily run) it is read and computed again; nothing is locked in between.
 */
export async function bookTopUp(deps: PaymentDeps, tenantId: number, accountId: number, payment: IncomingPayment, now: Instant): Promise<PaymentOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const snapshot = await readSnapshot(deps.dataSource, tenantId, accountId);
    if (snapshot === null) return bookInSuspense(deps, tenantId, payment, now, 'account_unknown');
    const outcome = await postTopUp(deps, tenantId, snapshot, payment, now);
    if (outcome !== null) return outcome;
  }
  throw new Error(`account ${accountId} moved ${ATTEMPTS} times while a payment was being booked`);
}

async function postTopUp(deps: PaymentDeps, tenantId: number, snapshot: AccountSnapshotRow, payment: IncomingPayment, now: Instant): Promise<PaymentOutcome | null> {
  const terms = await deps.terms.of(tenantId, snapshot, now);
  const settlement = settlePayment({
    state: accountStateOf(snapshot),
    amountMicroEuro: payment.amountMicroEuro,
    kind: 'top_up',
    fundedFrom: HOUSE_ACCOUNT_OF[payment.channel],
    ...terms,
    now,
    householdRepaidInMonthMicroEuro: householdRepaid(snapshot, now),
  });
  const result: PaymentResult = {
    paymentId: payment.paymentId,
    result: 'booked',
    accountId: snapshot.public_id,
    parts: settlement.entries.map((entry) => ({ to: entry.credit, amountMicroEuro: entry.amountMicroEuro })),
    balanceAfterMicroEuro: shownBalance(settlement.state.balances, settlement.state.debtSupplyAtZeroMicroEuro),
    why: null,
  };
  const rows = entryRowsOf(snapshot, settlement, { kind: 'payment', id: payment.paymentId, occurredAt: payment.paidAt, now, wallNowMs: deps.wallNowMs() });
  const posted = await postEntry(
    deps.dataSource,
    tenantId,
    { accountId: snapshot.account_id, expectedVersion: snapshot.version },
    claimOf(payment, result, now),
    { ...rows, payments: [paymentRow(payment, 'booked', null, now)] },
  );
  return outcomeOf(posted, 'booked', result);
}

/** Parks an amount that has no home yet, with the reason; somebody assigns or returns it later. */
export async function bookInSuspense(deps: PaymentDeps, tenantId: number, payment: IncomingPayment, now: Instant, why: string): Promise<PaymentOutcome> {
  const result: PaymentResult = { paymentId: payment.paymentId, result: 'suspense', accountId: null, parts: [], balanceAfterMicroEuro: null, why };
  const recordedAt = isoOf(now);
  const posted = await postEntry(deps.dataSource, tenantId, null, claimOf(payment, result, now), {
    journal: [
      {
        debit: HOUSE_ACCOUNT_OF[payment.channel], credit: 'suspense', amount_micro_euro: payment.amountMicroEuro, kind: 'clearing',
        cause_kind: 'payment', cause_id: payment.paymentId, occurred_at: isoOf(payment.paidAt), recorded_at: recordedAt, wall_at: isoOf(deps.wallNowMs()),
      },
    ],
    batch: { kind: 'payment', id: payment.paymentId, booked_on: recordedAt.slice(0, 10), recorded_at: recordedAt },
    payments: [paymentRow(payment, 'suspense', why, now)],
  });
  const outcome = outcomeOf(posted, 'suspense', result);
  if (outcome === null) throw new Error('a booking between house accounts has no version to move');
  return outcome;
}

function outcomeOf(posted: PostOutcome, kind: 'booked' | 'suspense', result: PaymentResult): PaymentOutcome | null {
  if (posted.kind === 'version_moved') return null;
  if (posted.kind === 'booked') return { kind, result };
  return { kind: posted.kind, result: posted.result as PaymentResult };
}

function claimOf(payment: IncomingPayment, result: PaymentResult, now: Instant): Claim {
  return { channel: payment.channel, externalId: payment.externalId, contentHash: payment.contentHash, result, claimedAt: isoOf(now) };
}

function paymentRow(payment: IncomingPayment, state: 'booked' | 'suspense', why: string | null, now: Instant): object {
  return {
    payment_id: payment.paymentId, channel: payment.channel, external_id: payment.externalId, amount_micro_euro: payment.amountMicroEuro,
    state, why, reference_text: payment.referenceText, payer_name: payment.payerName, payer_iban: payment.payerIban, inbox_id: payment.inboxId,
    paid_at: isoOf(payment.paidAt), recorded_at: isoOf(now),
  };
}

function householdRepaid(snapshot: AccountSnapshotRow, now: Instant): MicroEuro {
  const month = isoOf(now).slice(0, 7);
  return (snapshot.household_repaid ?? []).filter((r) => r.month === month).reduce((sum, r) => sum + r.micro_euro, 0) as MicroEuro;
}
