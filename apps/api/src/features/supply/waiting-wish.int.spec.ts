import { instant } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { openTestDatabase, type TestDatabase } from '../../test-database/index.js';
import { IN_WINDOW, makeExhaustedHome, makeLeasedTenant, supplyDepsOf } from '../../test-database/exhausted-home.js';
import { LyingMeter } from '../../test-database/lying-meter.js';
import { reviewEntry } from './review-entry.js';
import { workSupply } from './work-supply.js';

const EVENING = instant(IN_WINDOW + 10 * 3_600_000);
const NEXT_MORNING = instant(IN_WINDOW + 24 * 3_600_000);

let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => db?.close());

it('asks nothing of a meter all night while its cut waits for the window, and looks again when it opens', async () => {
  const tenant = await makeLeasedTenant(db);
  const home = await makeExhaustedHome(db, tenant);
  const meter = new LyingMeter('electricity', EVENING as number as ConstructorParameters<typeof LyingMeter>[1], () => 'obeys');
  meter.isSilent = true;
  let questions = 0;
  const read = meter.readMeterState.bind(meter);
  meter.readMeterState = (request) => {
    questions += 1;
    return read(request);
  };
  const deps = supplyDepsOf(db, meter);
  await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));

  for (let ring = 0; ring < 5; ring += 1) expect(await workSupply(deps, tenant.tenantId, instant(EVENING + ring * 1_000))).toBe(0);
  expect(questions).toBe(1);

  meter.isSilent = false;
  await db.owner.query(`update reading_freshness set measured_until = measured_until + 1 where tenant_id = $1`, [tenant.tenantId]);
  await workSupply(deps, tenant.tenantId, NEXT_MORNING);
  expect(questions).toBeGreaterThan(1);
  expect(meter.orders).toHaveLength(1);
});

it('wakes no meter for an order that something else keeps back', async () => {
  const tenant = await makeLeasedTenant(db);
  const home = await makeExhaustedHome(db, tenant);
  await db.owner.query('update tenant set cut_lease_until = null where tenant_id = $1', [tenant.tenantId]);
  const meter = new LyingMeter('electricity', IN_WINDOW as number as ConstructorParameters<typeof LyingMeter>[1], () => 'obeys');
  let questions = 0;
  const read = meter.readMeterState.bind(meter);
  meter.readMeterState = (request) => {
    questions += 1;
    return read(request);
  };
  const deps = supplyDepsOf(db, meter);
  await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));
  for (let minute = 0; minute <= 120; minute += 31) await workSupply(deps, tenant.tenantId, instant(IN_WINDOW + minute * 60_000));
  expect(questions).toBe(0);
  expect(meter.orders).toHaveLength(0);

  // Now its meter alone is in the way: it has not been heard of for two hours.
  await db.owner.query('update tenant set cut_lease_until = $2 where tenant_id = $1', [tenant.tenantId, isoOf(IN_WINDOW + 86_400_000)]);
  await workSupply(deps, tenant.tenantId, instant(IN_WINDOW + 155 * 60_000));
  expect(questions).toBeGreaterThan(0);
  expect(meter.orders).toHaveLength(1);
});
