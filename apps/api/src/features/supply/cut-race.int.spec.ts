import { randomUUID } from 'node:crypto';
import { directionOf, type MeterOrder } from '@tegoed/meter-commands';
import { type Instant, instant, microEuro } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { nextDueAt, settleDues } from '../../adapters/postgres/due-store.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { bookTopUp } from '../payments/index.js';
import { IN_WINDOW, makeExhaustedHome, makeLeasedTenant, supplyDepsOf } from '../../test-database/exhausted-home.js';
import { type Behaviour, LyingMeter } from '../../test-database/lying-meter.js';
import { commandTime } from './command-time.js';
import { reviewEntry } from './review-entry.js';
import type { SupplyDeps, SupplyStep } from './supply-deps.js';
import { workSupply } from './work-supply.js';

const NOW = IN_WINDOW;
const SEEDS = 240;
const STEPS: readonly SupplyStep[] = ['planned', 'before_sending', 'sending_committed', 'answer_received', 'answer_committed', 'state_read', 'state_committed'];
const BEHAVIOURS: readonly Behaviour[] = ['obeys', 'obeys', 'moves_late', 'says_ok_and_does_not_move', 'moves_after_failing', 'does_not_answer_but_moves', 'does_not_answer', 'is_unreachable'];

let db: TestDatabase;
let terms: AccountTermsReader;

beforeAll(async () => {
  db = await openTestDatabase();
  terms = new AccountTermsReader(db.application);
});
afterAll(async () => {
  await db?.close();
});

/** A tenant of its own, so that what is due for one race is not due for the next. */
async function exhaustedHome(utility: 'electricity' | 'gas'): Promise<{ home: TestContract; tenant: TestTenant }> {
  const tenant = await makeLeasedTenant(db);
  return { home: await makeExhaustedHome(db, tenant, { utility }), tenant };
}

/** Small deterministic generator, so that a failing seed can be run again. */
function generator(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296;
  };
}

class Crash extends Error {}

interface Race {
  readonly tenant: TestTenant;
  readonly home: TestContract;
  readonly meter: LyingMeter;
  readonly deps: SupplyDeps;
  now: Instant;
}

async function startRace(seed: number): Promise<{ race: Race; paidAt: () => number | null }> {
  const random = generator(seed);
  const utility = seed % 3 === 0 ? 'gas' : 'electricity';
  const { home, tenant } = await exhaustedHome(utility);
  const firstOrders = 1 + Math.floor(random() * 3);
  const meter: LyingMeter = new LyingMeter(utility, commandTime(NOW), () => (meter.orders.length > firstOrders ? 'obeys' : (BEHAVIOURS[Math.floor(random() * BEHAVIOURS.length)] ?? 'obeys')));
  const payAtStep = STEPS[Math.floor(random() * STEPS.length)];
  const payAtOccurrence = 1 + Math.floor(random() * 2);
  const crashAtStep = random() < 0.5 ? STEPS[Math.floor(random() * STEPS.length)] : null;
  let [seen, crashed] = [0, false];
  let paidAt: number | null = null;
  const race: Race = { home, tenant, meter, now: NOW, deps: supplyDepsOf(db, meter, async (step) => {
    if (step === payAtStep && ++seen === payAtOccurrence) {
      paidAt = meter.orders.length;
      await pay(race);
    }
    if (step === crashAtStep && !crashed) {
      crashed = true;
      throw new Crash(step);
    }
  }) };
  return { race, paidAt: () => paidAt };
}

async function pay(race: Race): Promise<void> {
  const payment = { paymentId: randomUUID(), channel: 'terminal', externalId: randomUUID(), contentHash: '00', amountMicroEuro: microEuro(20_000_000), paidAt: race.now, referenceText: null, payerName: null, payerIban: null, inboxId: null } as const;
  const outcome = await bookTopUp({ dataSource: db.application, terms, wallNowMs: () => NOW }, race.home.accountId, { tenantId: race.tenant.tenantId, payment, now: race.now });
  expect(outcome.kind).toBe('booked');
}

/** Works, lets time go to what is due next, and works again, through crashes, until nothing is due for hours. */
async function playOut(race: Race, until: Instant): Promise<void> {
  while (race.now < until) {
    race.meter.passTo(commandTime(race.now));
    const { tenantId } = race.tenant;
    await workSupply(race.deps, tenantId, race.now).then(
      () => settleDues(db.application, tenantId, 'supply', race.now),
      (error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      },
    );
    const due = await nextDueAt(db.application, [tenantId], race.now);
    // Beside what is due, a sweep looks every half hour, as the worker's does far more often.
    race.now = instant(Math.min(until, due ?? until, race.now + 30 * 60_000));
  }
}

async function wishAndConfirmed(home: TestContract): Promise<{ desired_supply: string; confirmed_supply: string; open: number }> {
  const [row] = await db.owner.query<{ desired_supply: string; confirmed_supply: string; open: number }[]>(
    `select s.desired_supply, s.confirmed_supply, (select count(*)::int from command k where k.account_id = s.account_id and k.is_open) as open from account_state s where account_id = $1`,
    [home.accountId],
  );
  if (row === undefined) throw new Error('no state');
  return row;
}

describe('a payment at every step of a cut', () => {
  it('without a payment the cut is carried out, with all gates stored', async () => {
    const { home, tenant } = await exhaustedHome('electricity');
    const meter = new LyingMeter('electricity', commandTime(NOW), () => 'obeys');
    const race: Race = { home, tenant, meter, now: NOW, deps: supplyDepsOf(db, meter) };
    await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(race.deps, tx, home.accountId, NOW));
    await playOut(race, instant(NOW + 2 * 3_600_000));
    expect(meter.orders.map((o) => o.action)).toEqual(['limit']);
    expect(meter.limiterOn).toBe(true);
    expect(await wishAndConfirmed(home)).toMatchObject({ desired_supply: 'limited', confirmed_supply: 'limited', open: 0 });
    const [command] = await db.owner.query<{ gates: { passed: boolean }[] }[]>('select gates from command where account_id = $1', [home.accountId]);
    expect(command?.gates).toHaveLength(14);
    expect(command?.gates.every((gate) => gate.passed)).toBe(true);
  });

  it(`the home ends ON in ${SEEDS} interleavings of payment, crash and a meter that lies`, async () => {
    const dark: string[] = [];
    let cancelled = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { race, paidAt } = await startRace(seed);
      await inTenant(db.application, race.tenant.tenantId, (tx) => reviewEntry(race.deps, tx, race.home.accountId, NOW));
      await playOut(race, instant(NOW + 40 * 60_000));
      if (paidAt() === null) await pay(race);
      await playOut(race, instant(NOW + 5 * 3_600_000));
      cancelled += race.meter.cancelled.length;
      const end = await wishAndConfirmed(race.home);
      const cutsAfterPayment = race.meter.orders.slice(paidAt() ?? race.meter.orders.length).filter(isCut);
      if (!race.meter.hasSupply() || end.desired_supply !== 'on' || end.open > 0 || cutsAfterPayment.length > 1 || !['on', 'ready'].includes(end.confirmed_supply))
        dark.push(`seed ${seed}: ${JSON.stringify(end)} breaker ${race.meter.breaker} limiter ${race.meter.limiterOn} orders ${race.meter.orders.map((o) => o.action).join(',')}`);
    }
    expect(dark).toEqual([]);
    // Against UNKNOWN the cut that may still act is cancelled beside the order that gives supply back.
    expect(cancelled).toBeGreaterThan(0);
  }, 900_000);
});

/** A cut that was committed as `sending` in the same moment still leaves once; it is followed by the restore. */
function isCut(order: MeterOrder): boolean {
  return directionOf(order.action) === 'less';
}
