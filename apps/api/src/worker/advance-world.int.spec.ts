import { randomUUID } from 'node:crypto';
import { commandPolicy, type MeterOrder } from '@tegoed/meter-commands';
import { type Instant, instant, microEuro, shippedPolicy, type SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoOf, wallNowMs } from '../adapters/clock/wall-clock.js';
import type { Amm } from '../adapters/amm/index.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { readServedTenants } from '../adapters/postgres/due-store.js';
import { makeSending } from '../features/notices/index.js';
import { bookTopUp } from '../features/payments/index.js';
import type { SupplyDeps } from '../features/supply/index.js';
import { makeContract, makeTenant, openTestDatabase, testPersonalData, type TestDatabase } from '../test-database/index.js';
import { type AdvanceDeps, advanceWorld } from './advance-world.js';

// A Tuesday in June; nothing is due for hours.
const NOW = instant(Date.parse('2026-06-09T12:30:00Z'));
const EVENING = instant(Date.parse('2026-06-09T16:30:00Z'));
const MINUTE_MS = 60_000;

let db: TestDatabase;
let terms: AccountTermsReader;

beforeAll(async () => {
  db = await openTestDatabase();
  terms = new AccountTermsReader(db.application);
});
afterAll(async () => {
  await db?.close();
});

/** An AMM that takes every order and a meter that stays as it is. */
function limitedMeter(orders: MeterOrder[], now: () => Instant): Amm {
  return {
    sendOrder: (order) => Promise.resolve((orders.push(order), { kind: 'accepted' as const })),
    cancelOrder: () => Promise.resolve({ kind: 'accepted' }),
    readMeterState: () => Promise.resolve({ kind: 'state', supply: 'limited', state: { meterSerial: '', breaker: 1, limiterKw: 2.3, valve: null, reportedAt: now() } } as never),
  };
}

function depsFor(orders: MeterOrder[], tellWorld: AdvanceDeps['tellWorld'], told: { now: Instant }): AdvanceDeps {
  const supply: SupplyDeps = {
    dataSource: db.application, amm: limitedMeter(orders, () => told.now), terms, policy: commandPolicy, ammName: 'test', lessSupplyPerHour: 10,
    replyAddress: 'http://127.0.0.1:1/', wallNowMs, newId: randomUUID, jitter: () => 0,
  };
  return {
    dataSource: db.application, wallNowMs, tellWorld, supplyFor: () => supply,
    sending: makeSending(db.env, db.application, testPersonalData),
    cardPayments: { dataSource: db.application, terms, wallNowMs, provider: {} as never, onError: () => undefined },
    bankFiles: { dataSource: db.application, people: testPersonalData, terms, wallNowMs },
    runs: { dataSource: db.application, lanes: 1, fleetShareLimitBasisPoints: 1000, wallNowMs },
  };
}

it('a payment that comes while the clock moves gives supply back at that stop, not at the next due moment', async () => {
  const tenant = await makeTenant(db.owner, { nowMs: NOW });
  await db.owner.query('update world set automatic = true where world_id = $1', [tenant.worldId]);
  const home = await makeContract(db.application, tenant.tenantId, { nowMs: NOW, from: '2026-05-01' as SupplyDay, policyDocument: shippedPolicy('flanders') });
  await db.owner.query(
    `update account_state set credit_micro_euro = 0, debt_supply_micro_euro = 80000000, mean_daily_charge_micro_euro = 2000000, last_day = '2026-06-08', last_read_day = '2026-06-08',
       credit_state = 'exhausted', confirmed_supply = 'limited', desired_supply = 'limited' where account_id = $1`, [home.accountId]);
  await db.owner.query(`update supply_state set confirmed_supply = 'limited', last_known_supply = 'limited', confirmed_at = $2, meter_seen_at = $2 where connection_id = $1`, [home.connectionId, isoOf(NOW)]);
  const orders: MeterOrder[] = [];
  const told = { now: NOW as Instant };
  const payAtEvening: AdvanceDeps['tellWorld'] = async (_world, now) => {
    told.now = now;
    if (now !== EVENING) return;
    const payment = { paymentId: randomUUID(), channel: 'bank', externalId: randomUUID(), contentHash: '00', amountMicroEuro: microEuro(20_000_000), paidAt: now, referenceText: null, payerName: null, payerIban: null, inboxId: null } as const;
    await bookTopUp({ dataSource: db.application, terms, wallNowMs }, home.accountId, { tenantId: tenant.tenantId, payment, now });
  };
  await db.owner.query('update world set advancing_to = $2 where world_id = $1', [tenant.worldId, isoOf(EVENING + 60 * MINUTE_MS)]);
  const served = (await readServedTenants(db.application)).filter(({ tenantId }) => tenantId === tenant.tenantId);
  await advanceWorld(depsFor(orders, payAtEvening, told), db.application, served, () => false);
  expect(orders[0]).toMatchObject({ action: 'unlimit' });
  expect((orders[0]?.sentAt ?? 0) - EVENING).toBeLessThan(MINUTE_MS);
});
