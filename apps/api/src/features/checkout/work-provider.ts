import { instant, type Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import type { PaymentDeps } from '../payments/index.js';
import { bookProviderPayment } from './book-provider-payment.js';
import { readCardTenant } from './card-account.js';
import { settleCheckout } from './checkout-store.js';
import { keepPayout, matchPayouts } from './payouts.js';
import type { CardProvider, EventSubject, ProviderAnswer, ProviderSession } from './ports.js';
import { closeEvents, putOffEvents, storeEvent, waitingSubjects, type WaitingSubject } from './provider-inbox.js';

/** What working the provider's events needs. */
export interface ProviderWorkDeps extends PaymentDeps {
  readonly provider: CardProvider;
  readonly onError: (what: string, error: unknown) => void;
}

interface Work {
  readonly tenantId: number;
  readonly cardAccount: string;
  readonly now: Instant;
  readonly offsetMs: number;
}

/** How often the provider is asked what happened: often while somebody may be paying, seldom else. */
const POLL_MS_WHILE_OPEN = 30_000;
const POLL_MS = 600_000;
/** Events are asked for again from a little before the last asking: clocks differ, and the provider lists them late. */
const POLL_OVERLAP_MS = 300_000;

/**
 * Everything that a supplier's card payments ask for now: asks the provider what no webhook told, books what the
 * events are about, and finds payouts on the bank's statement. Gives how many movements of money were booked.
 */
export async function workProvider(deps: ProviderWorkDeps, tenantId: number, now: Instant): Promise<number> {
  const { cardAccount } = await inTenant(deps.dataSource, tenantId, readCardTenant);
  if (cardAccount === null) return 0;
  const work: Work = { tenantId, cardAccount, now, offsetMs: now - deps.wallNowMs() };
  await poll(deps, work);
  let booked = 0;
  const waiting = await inTenant(deps.dataSource, tenantId, (tx) => waitingSubjects(tx, deps.wallNowMs()));
  for (const subject of waiting) booked += await workSubject(deps, work, subject);
  return booked + (await matchPayouts(deps, tenantId, now));
}

/** Stores what happened at the provider and no webhook told. Silence of the provider puts it off, nothing is lost. */
async function poll(deps: ProviderWorkDeps, { tenantId, cardAccount }: Work): Promise<void> {
  const wallNowMs = deps.wallNowMs();
  const due = await inTenant(deps.dataSource, tenantId, (tx) =>
    tx.query<{ asked_until: number }>('select asked_until from provider_poll where tenant_id = $1 and next_at <= $2', [tenantId, isoOf(wallNowMs)]));
  if (due[0] === undefined) return;
  const answer = await deps.provider.eventsSince(cardAccount, due[0].asked_until - POLL_OVERLAP_MS);
  const askedUntil = answer.kind === 'answered' ? wallNowMs : due[0].asked_until;
  await inTenant(deps.dataSource, tenantId, async (tx) => {
    for (const event of answer.kind === 'answered' ? answer.value : []) await storeEvent(tx, event, 'poll', wallNowMs);
    await tx.query(
      `update provider_poll set asked_until = $2,
         next_at = $3::timestamptz + make_interval(secs => case when exists (select 1 from checkout where tenant_id = $1 and state = 'open') then $4::float8 else $5::float8 end)
       where tenant_id = $1`,
      [tenantId, isoOf(askedUntil), isoOf(wallNowMs), POLL_MS_WHILE_OPEN / 1_000, POLL_MS / 1_000],
    );
  });
}

/** One failing payment never holds up the others. */
async function workSubject(deps: ProviderWorkDeps, work: Work, waiting: WaitingSubject): Promise<number> {
  try {
    const { booked, why } = await settleSubject(deps, work, waiting.subject);
    await inTenant(deps.dataSource, work.tenantId, (tx) => closeEvents(tx, waiting.eventIds, why));
    return booked;
  } catch (error) {
    deps.onError(`card payments of tenant ${work.tenantId}`, error);
    await inTenant(deps.dataSource, work.tenantId, (tx) => putOffEvents(tx, waiting, String(error).slice(0, 300), deps.wallNowMs()));
    return 0;
  }
}

interface Settled {
  readonly booked: number;
  /** Why nothing came of it; null when something could. */
  readonly why: string | null;
}

async function settleSubject(deps: ProviderWorkDeps, work: Work, subject: EventSubject): Promise<Settled> {
  switch (subject.kind) {
    case 'none':
      return { booked: 0, why: null };
    case 'payment':
      return settlePayment(deps, work, subject.id);
    case 'session':
      return settleSession(deps, work, subject.id);
    case 'payout':
      return settlePayout(deps, work, subject.id);
  }
}

async function settlePayment(deps: ProviderWorkDeps, { tenantId, cardAccount, now, offsetMs }: Work, paymentId: string): Promise<Settled> {
  const payment = known(await deps.provider.readPayment(cardAccount, paymentId));
  if (payment === null) return { booked: 0, why: 'the provider does not know this payment' };
  const facts = await bookProviderPayment(deps, { tenantId, now: instant(now), offsetMs, payment });
  return { booked: facts.length, why: null };
}

async function settleSession(deps: ProviderWorkDeps, work: Work, sessionId: string): Promise<Settled> {
  const session: ProviderSession | null = known(await deps.provider.readSession(work.cardAccount, sessionId));
  if (session === null) return { booked: 0, why: 'the provider does not know this checkout' };
  if (session.paymentId !== null) return settlePayment(deps, work, session.paymentId);
  const { checkoutId } = session;
  if (session.state === 'expired' && checkoutId !== null) {
    await inTenant(deps.dataSource, work.tenantId, (tx) => settleCheckout(tx, checkoutId, { state: 'expired', paymentId: null, atMs: work.now }));
  }
  return { booked: 0, why: null };
}

async function settlePayout(deps: ProviderWorkDeps, { tenantId, cardAccount, now, offsetMs }: Work, payoutId: string): Promise<Settled> {
  const payout = known(await deps.provider.readPayout(cardAccount, payoutId));
  if (payout === null || !payout.paid) return { booked: 0, why: 'not paid out' };
  await inTenant(deps.dataSource, tenantId, (tx) => keepPayout(tx, payout, now, offsetMs));
  return { booked: 0, why: null };
}

/** The value, null for what the provider does not know. Throws when it did not answer: then it is asked again. */
function known<Value>(answer: ProviderAnswer<Value>): Value | null {
  if (answer.kind === 'unreachable') throw new Error(`the provider did not answer: ${answer.why}`);
  return answer.kind === 'answered' ? answer.value : null;
}
