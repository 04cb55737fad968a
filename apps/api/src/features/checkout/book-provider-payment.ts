import { createHash, randomUUID } from 'node:crypto';
import { type Instant, instant, microEuro, MICRO_EURO_PER_CENT, recogniseReference, supplyDayOf } from '@tegoed/prepayment-engine';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import {
  bookInSuspense, bookMoneyMovedAgain, bookTopUp, type IncomingPayment, matchStated, type PaymentDeps, type PaymentOutcome, readAccountBook,
} from '../payments/index.js';
import { isUuid } from '../../http/validation.js';
import { readCheckout, settleCheckout, type StoredCheckout } from './checkout-store.js';
import { factsOf, type PaymentFact } from './payment-facts.js';
import type { ProviderPayment } from './ports.js';

/** A payment of the provider and for whom it is booked. */
export interface ProviderPaymentToBook {
  readonly tenantId: number;
  /** The time of the tenant. */
  readonly now: Instant;
  /** What to add to the provider's time to get the tenant's: a sandbox lives at another time than its provider. */
  readonly offsetMs: number;
  readonly payment: ProviderPayment;
}

/**
 * Books everything that a payment consists of and that is not booked yet, each movement once under its own key. Money
 * whose checkout is not known, or whose contract has ended, goes to suspense with the reason. Gives what was new.
 */
export async function bookProviderPayment(deps: PaymentDeps, asked: ProviderPaymentToBook): Promise<readonly PaymentFact[]> {
  const checkout = await checkoutOf(deps, asked);
  const booked: PaymentFact[] = [];
  for (const fact of factsOf(asked.payment)) {
    const outcome = await bookFact(deps, asked, checkout, fact);
    if (outcome?.kind === 'booked' || outcome?.kind === 'suspense') booked.push(fact);
    if (outcome?.kind === 'other_content') throw new Error(`the provider says something else of ${fact.key} than before`);
  }
  const { received, id } = asked.payment;
  if (checkout !== null && received !== null) {
    const end = { state: 'paid', paymentId: id, atMs: received.atMs + asked.offsetMs } as const;
    await inTenant(deps.dataSource, asked.tenantId, (tx) => settleCheckout(tx, checkout.checkoutId, end));
  }
  return booked;
}

async function checkoutOf(deps: PaymentDeps, { tenantId, payment }: ProviderPaymentToBook): Promise<StoredCheckout | null> {
  const { checkoutId } = payment;
  if (checkoutId === null || !isUuid(checkoutId)) return null;
  return inTenant(deps.dataSource, tenantId, (tx) => readCheckout(tx, checkoutId));
}

async function bookFact(deps: PaymentDeps, asked: ProviderPaymentToBook, checkout: StoredCheckout | null, fact: PaymentFact): Promise<PaymentOutcome | null> {
  const { tenantId, now } = asked;
  const payment = paymentOf(asked, checkout, fact);
  if (fact.kind === 'received') return bookReceived(deps, { tenantId, now, payment }, checkout);
  const move = fact.kind === 'refunded' ? 'refund' : fact.kind === 'disputed' ? 'dispute' : 'given_back';
  return bookMoneyMovedAgain(deps, {
    tenantId, now, payment, move, originalExternalId: asked.payment.id, undoesExternalId: fact.kind === 'given_back' ? fact.of : null,
  });
}

async function bookReceived(deps: PaymentDeps, asked: { tenantId: number; now: Instant; payment: IncomingPayment }, checkout: StoredCheckout | null): Promise<PaymentOutcome> {
  if (checkout === null) return bookInSuspense(deps, asked, 'account_unknown');
  const reference = recogniseReference(checkout.reference);
  const book = await inTenant(deps.dataSource, asked.tenantId, (tx) => readAccountBook(tx, reference.kind === 'none' ? [] : [reference]));
  const match = matchStated(reference, book, supplyDayOf(asked.payment.paidAt));
  return match.kind === 'account' ? bookTopUp(deps, match.account.accountId, asked) : bookInSuspense(deps, asked, match.why);
}

function paymentOf({ payment, now, offsetMs }: ProviderPaymentToBook, checkout: StoredCheckout | null, fact: PaymentFact): IncomingPayment {
  const leaves = fact.kind === 'refunded' || fact.kind === 'disputed';
  return {
    paymentId: randomUUID(),
    channel: 'web',
    externalId: fact.key,
    contentHash: createHash('sha256').update(JSON.stringify([fact.kind, fact.key, fact.amountCents])).digest('hex'),
    amountMicroEuro: microEuro(fact.amountCents * MICRO_EURO_PER_CENT * (leaves ? -1 : 1)),
    // The provider's clock may be a little ahead of ours; nothing is paid in the future.
    paidAt: instant(Math.min(fact.atMs + offsetMs, now)),
    referenceText: checkout?.reference ?? payment.reference,
    payerName: null,
    payerIban: null,
    inboxId: null,
  };
}
