import { microEuro, reversePayment, settleGivenBack, settleRefund, type MicroEuro, type PaymentSettlement } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import { type AccountSnapshotRow, postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { entryRowsOf } from '../entries/index.js';
import { bookInSuspense, claimsOf, type PaymentDeps, type PaymentToBook } from './book-payment.js';
import { HOUSE_ACCOUNT_OF, type PaymentOutcome, paymentRow, type PaymentResult } from './incoming-payment.js';

/**
 * Money of an earlier payment that moves again over the same channel: `refund` gives it back to its payer, `dispute` is
 * the payer's bank that takes it, `given_back` is ours again after all.
 */
export interface MoneyMovedAgain extends PaymentToBook {
  readonly move: 'refund' | 'dispute' | 'given_back';
  /** The channel's own id of the payment that it belongs to. */
  readonly originalExternalId: string;
  /** For `given_back`: the channel's own id of the taking back that it undoes. */
  readonly undoesExternalId: string | null;
}

interface KnownPayment {
  readonly payment_id: string;
  readonly account_id: number;
  readonly amount_micro_euro: number;
}

const ATTEMPTS = 5;

/**
 * Books such money on the account that the original payment stands on, or in suspense while that stands there. The
 * amount of `payment` is below zero for money that leaves and above zero for money that comes back. Null when the
 * original is not known: it must be booked first.
 */
export async function bookMoneyMovedAgain(deps: PaymentDeps, asked: MoneyMovedAgain): Promise<PaymentOutcome | null> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const outcome = await inTenant(deps.dataSource, asked.tenantId, async (tx) => {
      const original = await findPayment(tx, asked.payment.channel, asked.originalExternalId);
      if (original === null || original.account_id === 0) return original === null ? null : 'in_suspense';
      return post(deps, tx, asked, original);
    });
    if (outcome === 'in_suspense') return bookInSuspense(deps, asked, 'returned_payment_not_found');
    if (outcome !== 'moved') return outcome;
  }
  throw new Error(`the money of ${asked.payment.externalId} was being booked by somebody else ${ATTEMPTS} times`);
}

async function post(deps: PaymentDeps, tx: TenantTransaction, asked: MoneyMovedAgain, original: KnownPayment): Promise<PaymentOutcome | 'moved'> {
  const { payment, now } = asked;
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, original.account_id, true);
  if (snapshot === null) throw new Error(`payment ${original.payment_id} stands on an account that does not exist`);
  const settlement = await settle(deps, tx, asked, snapshot);
  const cause = { kind: 'return', id: payment.paymentId, occurredAt: payment.paidAt, now, wallNowMs: deps.wallNowMs() } as const;
  const rows = entryRowsOf(snapshot, settlement, cause);
  const reverses = await firstJournalRow(tx, original);
  const result: PaymentResult = { paymentId: payment.paymentId, result: 'booked', accountId: snapshot.public_id, parts: [], balanceAfterMicroEuro: null, why: null };
  const posted = await postEntry(tx.manager, tx.tenantId, { accountId: snapshot.account_id, expectedVersion: snapshot.version }, claimsOf(asked, result), {
    ...rows,
    journal: rows.journal.map((row) => ({ ...row, reverses_journal_id: reverses })),
    payments: [paymentRow(payment, 'booked', asked.move, now)],
  });
  if (posted.kind === 'version_moved') return 'moved';
  if (posted.kind !== 'booked') return { kind: posted.kind, channel: posted.channel, stored: posted.result };
  await markOriginal(tx, asked, original);
  return { kind: 'booked', result };
}

async function settle(deps: PaymentDeps, tx: TenantTransaction, asked: MoneyMovedAgain, snapshot: AccountSnapshotRow): Promise<PaymentSettlement> {
  const terms = await deps.terms.of(tx.tenantId, snapshot, asked.now, tx);
  const amountMicroEuro = microEuro(Math.abs(asked.payment.amountMicroEuro));
  const input = { state: accountStateOf(snapshot), amountMicroEuro, fundedFrom: HOUSE_ACCOUNT_OF[asked.payment.channel], ...terms, now: asked.now };
  switch (asked.move) {
    case 'refund':
      return settleRefund(input);
    case 'dispute':
      return reversePayment(input);
    case 'given_back':
      return settleGivenBack({ ...input, hadBecomeDebtMicroEuro: await debtMadeBy(tx, asked, snapshot.account_id) });
  }
}

/** What the taking back that is undone had made a debt. */
async function debtMadeBy(tx: TenantTransaction, { payment, undoesExternalId }: MoneyMovedAgain, accountId: number): Promise<MicroEuro> {
  const taken = undoesExternalId === null ? null : await findPayment(tx, payment.channel, undoesExternalId);
  if (taken === null) return microEuro(0);
  const row = await tx.one<{ amount: number }>(
    `select coalesce(sum(amount_micro_euro), 0)::bigint as amount from journal
     where tenant_id = $1 and cause_kind = 'return' and cause_id = $2 and account_id = $3 and debit = 'debt_returned'`,
    [tx.tenantId, taken.payment_id, accountId],
  );
  return microEuro(row.amount);
}

async function findPayment(tx: TenantTransaction, channel: string, externalId: string): Promise<KnownPayment | null> {
  const rows = await tx.query<KnownPayment>(
    'select payment_id, account_id, amount_micro_euro from payment where tenant_id = $1 and channel = $2 and external_id = $3',
    [tx.tenantId, channel, externalId],
  );
  return rows[0] ?? null;
}

/** The journal row by which the original reached the account; its other rows have the same cause. */
async function firstJournalRow(tx: TenantTransaction, { account_id, payment_id }: KnownPayment): Promise<number | null> {
  const row = await tx.one<{ journal_id: number | null }>(
    `select min(journal_id) as journal_id from journal where tenant_id = $1 and cause_kind = 'payment' and cause_id = $2 and account_id = $3`,
    [tx.tenantId, payment_id, account_id],
  );
  return row.journal_id;
}

/** A payment of which nothing is left with us counts as reversed; when it is ours again, as booked. */
async function markOriginal(tx: TenantTransaction, { payment, originalExternalId }: MoneyMovedAgain, original: KnownPayment): Promise<void> {
  await tx.query(
    `update payment o set state = case when o.amount_micro_euro + moved.amount > 0 then 'booked' else 'reversed' end
     from (select coalesce(sum(amount_micro_euro), 0) as amount from payment
       where tenant_id = $1 and channel = $2 and starts_with(external_id, $3 || ':') and state = 'booked') moved
     where o.account_id = $4 and o.payment_id = $5`,
    [tx.tenantId, payment.channel, originalExternalId, original.account_id, original.payment_id],
  );
}
