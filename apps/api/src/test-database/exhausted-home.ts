import { randomUUID } from 'node:crypto';
import { commandPolicy } from '@tegoed/meter-commands';
import { addDays, type Instant, instant, shippedPolicy, type SupplyDay, supplyDayOf, type Utility } from '@tegoed/prepayment-engine';
import { isoOf } from '../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import type { SupplyDeps } from '../features/supply/index.js';
import { makeContract, makeTenant, type TestContract, type TestTenant } from './builders.js';
import type { LyingMeter } from './lying-meter.js';
import type { TestDatabase } from './test-database.js';

/** A Tuesday in June, inside the window: no season, no eve, mild weather. */
export const IN_WINDOW = instant(Date.parse('2026-06-09T08:05:00Z'));

/** A tenant whose permission to cut holds for days, and whose readings came until yesterday. */
export async function makeLeasedTenant(db: TestDatabase, now: Instant = IN_WINDOW): Promise<TestTenant> {
  const tenant = await makeTenant(db.owner, { nowMs: now });
  await db.owner.query(`update tenant set cut_lease_until = $1 where tenant_id = $2`, [isoOf(now + 40 * 3_600_000), tenant.tenantId]);
  await db.owner.query('insert into reading_freshness (tenant_id, measured_until) values ($1, $2)', [tenant.tenantId, addDays(supplyDayOf(now), -1)]);
  return tenant;
}

/** A home whose credit and emergency credit are used up, measured this morning and warned twice. */
export async function makeExhaustedHome(
  db: TestDatabase,
  tenant: TestTenant,
  options: { readonly utility?: Utility; readonly region?: 'flanders' | 'wallonia'; readonly now?: Instant; readonly general?: object } = {},
): Promise<TestContract> {
  const now = options.now ?? IN_WINDOW;
  const shipped = shippedPolicy(options.region ?? 'flanders');
  const policyDocument = { ...shipped, general: { ...shipped.general, ...options.general } };
  const from = addDays(supplyDayOf(now), -40);
  const home = await makeContract(db.application, tenant.tenantId, { utility: options.utility ?? 'electricity', nowMs: now, from: from as SupplyDay, policyDocument });
  await db.owner.query(
    `update account_state set credit_micro_euro = 0, debt_supply_micro_euro = 400000000, mean_daily_charge_micro_euro = 4000000, last_day = $2, last_read_day = $2,
       credit_state = 'exhausted', confirmed_supply = 'on' where account_id = $1`,
    [home.accountId, addDays(supplyDayOf(now), -1)],
  );
  await db.owner.query(`update supply_state set confirmed_supply = 'on', last_known_supply = 'on', confirmed_at = $2, meter_seen_at = $2 where connection_id = $1`, [
    home.connectionId, isoOf(now - 60_000),
  ]);
  for (const hours of [50, 26]) {
    await db.owner.query(
      `insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, state, send_after, decided_at, delivered_at)
       values ($1, $2, 'planned_limit', $3, '{}', true, true, 'delivered', $4, $4, $4)`,
      [home.accountId, tenant.tenantId, `${home.accountId}:warned:${hours}`, isoOf(now - hours * 3_600_000)],
    );
  }
  return home;
}

/** Switching with one meter behind the AMM. Each question finds the wall a little later, so that a command left behind is found. */
export function supplyDepsOf(db: TestDatabase, meter: LyingMeter, step?: SupplyDeps['step']): SupplyDeps {
  let wall = IN_WINDOW as number;
  return {
    dataSource: db.application, amm: meter, terms: new AccountTermsReader(db.application), policy: commandPolicy, ammName: 'lying', lessSupplyPerHour: 100_000,
    replyAddress: 'http://127.0.0.1:1/', wallNowMs: () => (wall += 5 * 60_000), newId: randomUUID, jitter: () => 0, ...(step === undefined ? {} : { step }),
  };
}
