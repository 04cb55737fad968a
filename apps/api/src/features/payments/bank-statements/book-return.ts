import { microEuro, reversePayment } from '@tegoed/prepayment-engine';
import type { PersonalData } from '../../../adapters/crypto/index.js';
import { accountStateOf } from '../../../adapters/postgres/account-state-row.js';
import { postEntry, readSnapshot } from '../../../adapters/postgres/post-entry.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { bookInSuspense, claimsOf, type PaymentDeps, type PaymentToBook } from '../book-payment.js';
import { entryRowsOf } from '../../entries/index.js';
import { HOUSE_ACCOUNT_OF, type PaymentOutcome, paymentRow, type PaymentResult } from '../incoming-payment.js';
import type { BankLine } from './bank-lines.js';
import { findOriginal, type OriginalPayment } from './find-original.js';

/**
 * Books money that the bank took back: a debt of its own on the account of the payment that it undoes, whose journal
 * row it points to; nobody is cut for it on the day it happens. Without a sure original it waits in suspense.
 */
export async function bookReturn(deps: PaymentDeps, people: PersonalData, { tenantId, now }: ReturnFrame, line: BankLine): Promise<PaymentOutcome> {
  const asked: PaymentToBook = { tenantId, now, payment: line.payment };
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const outcome = await inTenant(deps.dataSource, tenantId, async (tx) => {
      const original = await findOriginal(tx, people, { payment: line.payment, accountId: line.plan.kind === 'return' ? line.plan.accountId : null }, now);
      return original === null ? 'not_found' : postReturn(deps, tx, asked, original, line.returnReason);
    });
    if (outcome === 'not_found') return bookInSuspense(deps, asked, 'returned_payment_not_found');
    if (outcome !== 'moved') return outcome;
  }
  throw new Error(`the return ${line.payment.externalId} was being booked by somebody else three times`);
}

/** Whose money, and when. */
export type ReturnFrame = Pick<PaymentToBook, 'tenantId' | 'now'>;

async function postReturn(deps: PaymentDeps, tx: TenantTransaction, asked: PaymentToBook, original: OriginalPayment, reason: string | null): Promise<PaymentOutcome | 'moved'> {
  const { payment, now } = asked;
  const snapshot = await readSnapshot(tx, tx.tenantId, original.accountId, true);
  if (snapshot === null) throw new Error(`payment ${original.paymentId} stands on an account that does not exist`);
  // Somebody may have undone the same payment before the account was locked.
  if (!(await isStillBooked(tx, original))) return 'moved';
  const terms = await deps.terms.of(tx.tenantId, snapshot, now, tx);
  const settlement = reversePayment({
    state: accountStateOf(snapshot), amountMicroEuro: microEuro(-payment.amountMicroEuro), fundedFrom: HOUSE_ACCOUNT_OF[payment.channel], ...terms, now,
  });
  const rows = entryRowsOf(snapshot, settlement, { kind: 'return', id: payment.paymentId, occurredAt: payment.paidAt, now, wallNowMs: deps.wallNowMs() });
  const result: PaymentResult = { paymentId: payment.paymentId, result: 'booked', accountId: snapshot.public_id, parts: [], balanceAfterMicroEuro: null, why: null };
  const posted = await postEntry(tx, tx.tenantId, { accountId: snapshot.account_id, expectedVersion: snapshot.version }, claimsOf(asked, result), {
    ...rows,
    journal: rows.journal.map((row) => ({ ...row, reverses_journal_id: original.journalId })),
    payments: [paymentRow(payment, 'booked', reason, now)],
  });
  if (posted.kind === 'version_moved') return 'moved';
  if (posted.kind !== 'booked') return { kind: posted.kind, channel: posted.channel, stored: posted.result };
  if (original.wholly) await tx.query(`update payment set state = 'reversed' where account_id = $1 and payment_id = $2 and state = 'booked'`, [original.accountId, original.paymentId]);
  return { kind: 'booked', result };
}

async function isStillBooked(tx: TenantTransaction, { accountId, paymentId }: OriginalPayment): Promise<boolean> {
  const rows = await tx.query(`select 1 from payment where account_id = $1 and payment_id = $2 and state = 'booked' for update`, [accountId, paymentId]);
  return rows.length === 1;
}
