import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import Stripe from 'stripe';
import request, { type Response } from 'supertest';
import { instant } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { verifyLedger } from '../ledger/index.js';
import { storeCheckout } from './checkout-store.js';
import { MadeUpProvider } from './made-up-provider.spec.js';
import { storeEvent } from './provider-inbox.js';
import { workProvider, type ProviderWorkDeps } from './work-provider.js';

const SECRET = 'whsec_of-this-spec';
const HOUR = 3_600_000;

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;
let provider: MadeUpProvider;
let wall: { nowMs: number };
const failures: unknown[] = [];

beforeAll(async () => {
  db = await openTestDatabase({ STRIPE_WEBHOOK_SECRETS: `whsec_of-yesterday,${SECRET}` });
  api = await openTestApi(db);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});
beforeEach(async () => {
  tenant = await makeTenant(db.owner, { nowMs: wallNowMs() });
  home = await makeContract(db.application, tenant.tenantId);
  wall = { nowMs: wallNowMs() };
  provider = new MadeUpProvider(() => wall.nowMs);
  failures.length = 0;
});

function deps(): ProviderWorkDeps {
  return { dataSource: db.application, terms: new AccountTermsReader(db.application), wallNowMs: () => wall.nowMs, provider, onError: (_, error) => failures.push(error) };
}

/** Works until `laterMs`: the sweeper comes by again and again. */
async function work(laterMs = 0): Promise<number> {
  wall.nowMs += laterMs;
  return workProvider(deps(), tenant.tenantId, instant(wall.nowMs));
}

async function openedCheckout(amountCents: number, contract: TestContract = home): Promise<string> {
  const checkoutId = randomUUID();
  await inTenant(db.application, tenant.tenantId, (tx) =>
    storeCheckout(tx, { checkoutId, accountId: contract.accountId, amountMicroEuro: amountCents * 10_000, openedBy: 'customer', nowMs: wall.nowMs }, wall.nowMs));
  return checkoutId;
}

const toldBy = (cameBy: 'webhook' | 'poll', indexes: readonly number[]): Promise<void> => inTenant(db.application, tenant.tenantId, async (tx) => {
  for (const index of indexes) {
    const event = provider.events[index];
    if (event !== undefined) await storeEvent(tx, event, cameBy, wall.nowMs);
  }
});

async function rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  return inTenant(db.application, tenant.tenantId, (tx) => tx.query<Row>(sql, values));
}

/** What the books hold with the provider: the clearing account, in cents. */
async function clearingCents(): Promise<number> {
  const [row] = await rows<{ cents: number }>(
    `select coalesce(sum(debit_micro_euro - credit_micro_euro), 0)::bigint / 10000 as cents from general_ledger_line where account = 'clearing_stripe'`);
  return Number(row?.cents ?? 0);
}

async function stateOf(contract: TestContract): Promise<{ credit: number; returned: number; supply: string }> {
  const [row] = await rows<{ credit: number; returned: number; supply: string }>(
    `select credit_micro_euro / 10000 as credit, debt_returned_micro_euro / 10000 as returned, desired_supply as supply from account_state where account_id = $1`, [contract.accountId]);
  if (row === undefined) throw new Error('no state');
  return { credit: Number(row.credit), returned: Number(row.returned), supply: row.supply };
}

async function booksClose(): Promise<void> {
  expect(failures).toEqual([]);
  expect(await verifyLedger(db.application, tenant.tenantId, 10)).toMatchObject({ differenceMicroEuro: 0, problems: [] });
}

function signed(body: string, secret = SECRET): Promise<Response> {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret });
  return request(api.app.getHttpServer()).post(`/webhooks/stripe/${tenant.publicId}`).set('content-type', 'application/json').set('stripe-signature', signature).send(body);
}

const eventBody = (id: string, account = `acct_${tenant.publicId.replaceAll('-', '')}`): string =>
  JSON.stringify({ id, object: 'event', type: 'payment_intent.succeeded', created: Math.floor(wall.nowMs / 1_000), account, data: { object: { id: 'pi_1', object: 'payment_intent' } } });

describe('POST /webhooks/stripe/{endpointId}', () => {
  it('stores an event once and answers 200, however often and however parallel it comes (F1)', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => signed(eventBody('evt_many'))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await rows('select event_id, state, came_by from provider_event')).toEqual([{ event_id: 'evt_many', state: 'received', came_by: 'webhook' }]);
  });

  it('takes the secret that is being rolled, too', async () => {
    expect((await signed(eventBody('evt_old'), 'whsec_of-yesterday')).status).toBe(200);
  });

  it('refuses a wrong signature, a missing one and other bytes with 400, and stores nothing (F3)', async () => {
    const body = eventBody('evt_forged');
    const post = (headers: Record<string, string>, sent = body) => request(api.app.getHttpServer()).post(`/webhooks/stripe/${tenant.publicId}`).set('content-type', 'application/json').set(headers).send(sent);
    const right = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
    const late = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET, timestamp: Math.floor(wallNowMs() / 1_000) - 301 });
    const refused = [await signed(body, 'whsec_of-a-stranger'), await post({}), await post({ 'stripe-signature': right }, `${body} `), await post({ 'stripe-signature': late })];
    expect(refused.map(({ status, body: problem }) => [status, (problem as { code: string }).code])).toEqual(Array.from({ length: 4 }, () => [400, 'signature_invalid']));
    expect(await rows('select * from provider_event')).toEqual([]);
    expect(await rows('select * from inbox')).toEqual([]);
  });

  it('answers an event of another account or for an endpoint of nobody, and keeps none of it (F71)', async () => {
    expect((await signed(eventBody('evt_theirs', 'acct_00000000000000000000000000000000'))).status).toBe(200);
    const body = eventBody('evt_nowhere');
    const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
    const elsewhere = await request(api.app.getHttpServer()).post(`/webhooks/stripe/${randomUUID()}`).set('content-type', 'application/json').set('stripe-signature', header).send(body);
    expect(elsewhere.status).toBe(200);
    expect(await rows('select * from provider_event')).toEqual([]);
  });
});

describe('a payment by card', () => {
  it('is credited once, whichever of its events come, in whatever order', async () => {
    const checkoutId = await openedCheckout(2_000);
    provider.pay(checkoutId, 2_000);
    await toldBy('webhook', [1, 0, 1, 2]);
    expect(await work()).toBe(1);
    await toldBy('webhook', [0, 2]);
    await toldBy('poll', [0, 1, 2]);
    expect(await work(2 * HOUR)).toBe(0);
    expect(await stateOf(home)).toMatchObject({ credit: 2_000, returned: 0 });
    expect(await rows('select state, amount_micro_euro::int from payment')).toEqual([{ state: 'booked', amount_micro_euro: 20_000_000 }]);
    expect((await api.get(`/v1/checkout-sessions/${checkoutId}`)).body).toMatchObject({ state: 'paid', amountEuro: '20.00', url: null });
    await booksClose();
  });

  it('is found by asking the provider when every webhook was lost', async () => {
    provider.pay(await openedCheckout(1_500), 1_500);
    expect(await work(HOUR)).toBe(1);
    expect(await stateOf(home)).toMatchObject({ credit: 1_500 });
  });

  it('waits while the provider is silent, and is booked when it answers', async () => {
    provider.pay(await openedCheckout(1_500), 1_500);
    await toldBy('webhook', [0]);
    provider.silent = true;
    expect(await work()).toBe(0);
    expect(failures).toHaveLength(1);
    failures.length = 0;
    provider.silent = false;
    expect(await work(HOUR)).toBe(1);
    await booksClose();
  });

  it('that nobody expects goes to suspense, and so does one for a contract that has ended (F4)', async () => {
    const ended = await makeContract(db.application, tenant.tenantId);
    provider.pay(null, 700);
    provider.pay(await openedCheckout(900, ended), 900);
    await db.owner.query(`update contract set period = daterange('2026-09-01', '2026-10-01') where account_id = $1`, [ended.accountId]);
    await toldBy('webhook', [0, 3]);
    expect(await work()).toBe(2);
    expect(await rows('select why from payment order by amount_micro_euro')).toEqual([{ why: 'account_unknown' }, { why: 'contract_ended' }]);
    await booksClose();
  });

  it('that was never paid expires', async () => {
    const checkoutId = await openedCheckout(1_000);
    provider.expire(checkoutId);
    await toldBy('webhook', [0]);
    await work();
    expect((await api.get(`/v1/checkout-sessions/${checkoutId}`)).body).toMatchObject({ state: 'expired', paidAt: null });
  });
});

describe('money that moves again', () => {
  async function paid(amountCents: number): Promise<string> {
    const paymentId = provider.pay(await openedCheckout(amountCents), amountCents);
    await toldBy('webhook', [0]);
    await work();
    return paymentId;
  }

  it('is given back in parts out of the credit, and a refund that fails comes back whole', async () => {
    const paymentId = await paid(5_000);
    await provider.refund({ paymentId, amountCents: 1_000 });
    await provider.refund({ paymentId, amountCents: 500 });
    expect(await work(HOUR)).toBe(2);
    expect(await stateOf(home)).toMatchObject({ credit: 3_500, returned: 0 });
    provider.failRefunds(paymentId);
    expect(await work(HOUR)).toBe(2);
    expect(await stateOf(home)).toMatchObject({ credit: 5_000, returned: 0 });
    expect(await clearingCents()).toBe(5_000);
    await booksClose();
  });

  it('is known as reversed when nothing of it is left', async () => {
    const paymentId = await paid(1_000);
    await provider.refund({ paymentId, amountCents: 1_000 });
    await work(HOUR);
    expect(await rows(`select state from payment where external_id = $1`, [paymentId])).toEqual([{ state: 'reversed' }]);
  });

  it('that is disputed becomes a debt without a cut on that day, and a won dispute takes the debt away again', async () => {
    const paymentId = await paid(2_000);
    provider.dispute(paymentId);
    await work(HOUR);
    expect(await stateOf(home)).toEqual({ credit: 2_000, returned: 2_000, supply: 'on' });
    provider.close(paymentId, 'won');
    await work(HOUR);
    expect(await stateOf(home)).toEqual({ credit: 2_000, returned: 0, supply: 'on' });
    expect(await clearingCents()).toBe(2_000);
    await booksClose();
  });

  it('stays a debt when the dispute is lost', async () => {
    const paymentId = await paid(2_000);
    provider.dispute(paymentId);
    provider.close(paymentId, 'lost');
    await work(HOUR);
    expect(await stateOf(home)).toMatchObject({ returned: 2_000 });
    expect(await clearingCents()).toBe(0);
    await booksClose();
  });
});

it('finds a payout on the bank statement by its id and amount, with the fee that the supplier bears', async () => {
  provider.pay(await openedCheckout(10_000), 10_000);
  await work(HOUR);
  const payoutId = provider.payOut(9_850, 150);
  await rows(
    `with money as (select $1::int as tenant, 98500000::bigint as amount)
     insert into payment (account_id, tenant_id, channel, external_id, amount_micro_euro, state, why, reference_text, paid_at, recorded_at)
     select 0, tenant, 'bank', 'line 1', amount, 'suspense', 'reference_missing', $2, now(), now() from money`,
    [tenant.tenantId, `STRIPE ${payoutId.toUpperCase()}`]);
  await rows(
    `insert into journal (account_id, tenant_id, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at, recorded_at, wall_at)
     values (0, $1, 'bank', 'suspense', 98500000, 'clearing', 'payment', 'line 1', now(), now(), now())`, [tenant.tenantId]);
  await rows(
    `insert into general_ledger_line (tenant_id, batch_kind, batch_id, account, debit_micro_euro, credit_micro_euro, booked_on, recorded_at)
     values ($1, 'payment', 'line 1', 'bank', 98500000, 0, '2026-11-24', now()), ($1, 'payment', 'line 1', 'suspense', 0, 98500000, '2026-11-24', now())`, [tenant.tenantId]);
  expect(await work(HOUR)).toBe(1);
  expect(await work(HOUR)).toBe(0);
  expect(await clearingCents()).toBe(0);
  expect(await rows(`select state, why from payment where channel = 'bank'`)).toEqual([{ state: 'booked', why: 'payout' }]);
  await booksClose();
});

type Step =
  | { readonly kind: 'pay' | 'refund' | 'fail' | 'dispute' | 'won' | 'lost'; readonly which: number; readonly cents: number }
  | { readonly kind: 'tell'; readonly events: readonly number[] }
  | { readonly kind: 'work'; readonly silent: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('pay', 'refund', 'fail', 'dispute', 'won', 'lost'), which: fc.nat(4), cents: fc.integer({ min: 100, max: 4_000 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tell'), events: fc.array(fc.nat(30), { maxLength: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('work'), silent: fc.boolean() }) },
);

/** Does one step of a history; a step that makes no sense then does nothing. */
async function happen(one: Step): Promise<void> {
  if (one.kind === 'tell') return toldBy('webhook', one.events);
  if (one.kind === 'work') {
    provider.silent = one.silent;
    await work(60_000);
    provider.silent = false;
    failures.length = 0;
    return;
  }
  if (one.kind === 'pay') {
    provider.pay(await openedCheckout(one.cents), one.cents);
    return;
  }
  const paymentId = [...provider.payments.keys()][one.which];
  if (paymentId === undefined) return;
  if (one.kind === 'refund') {
    const amountCents = Math.min(one.cents, provider.leftCents(paymentId));
    if (amountCents > 0 && provider.payments.get(paymentId)?.disputes.length === 0) await provider.refund({ paymentId, amountCents });
  } else if (one.kind === 'fail') provider.failRefunds(paymentId);
  else if (one.kind === 'dispute') provider.dispute(paymentId);
  else provider.close(paymentId, one.kind);
}

it('books each euro once, whatever webhooks are lost, doubled, late or out of order (property)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (history) => {
      tenant = await makeTenant(db.owner, { nowMs: wall.nowMs });
      home = await makeContract(db.application, tenant.tenantId);
      provider = new MadeUpProvider(() => wall.nowMs);
      for (const one of history) await happen(one);
      // Two hours later the sweeper has come by, and whatever no webhook told was asked.
      await work(HOUR);
      await work(HOUR);
      const held = [...provider.payments.keys()].reduce((sum, id) => sum + provider.leftCents(id), 0);
      expect(await clearingCents()).toBe(held);
      const { credit, returned } = await stateOf(home);
      expect(credit - returned).toBe(held);
      await booksClose();
    }),
    { numRuns: 12, seed: 20_261_124 },
  );
});
