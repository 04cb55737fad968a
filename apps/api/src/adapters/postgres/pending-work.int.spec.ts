import { afterAll, beforeAll, expect, it } from 'vitest';
import { supplyDayOf } from '@tegoed/prepayment-engine';
import { reviewEntry } from '../../features/supply/index.js';
import { IN_WINDOW, makeExhaustedHome, makeLeasedTenant, supplyDepsOf } from '../../test-database/exhausted-home.js';
import { openTestDatabase, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { LyingMeter } from '../../test-database/lying-meter.js';
import { isoOf } from '../clock/wall-clock.js';
import { markDue } from './due-store.js';
import { type PendingWork, readPendingWork } from './pending-work.js';
import { inTenant } from './tenant-transaction.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db?.close();
});

const NOTHING: PendingWork = { dues: [], runs: false, rerates: false, bankFiles: false, refunds: false, supply: false, notices: false };

it.each<[string, Partial<PendingWork>, (tenant: TestTenant) => Promise<unknown>]>([
  ['nothing in a home that was told and waits for nothing', {}, () => Promise.resolve()],
  ['a moment that has come', { dues: ['review'] }, ({ tenantId }) => markDue(db.application, tenantId, 'review', IN_WINDOW)],
  ['nothing of a moment that is to come', {}, ({ tenantId }) => markDue(db.application, tenantId, 'review', IN_WINDOW + 1)],
  ['a day that is being run', { runs: true }, ({ tenantId }) => db.owner.query(
    `insert into daily_run (tenant_id, day, state, started_at, started_wall_at) values ($1, $2, 'ranges', $3, $3)`, [tenantId, supplyDayOf(IN_WINDOW), isoOf(IN_WINDOW)])],
  ['a message that may leave', { notices: true }, ({ tenantId }) => db.owner.query(
    `update notice set state = 'due', send_after = $2 where tenant_id = $1`, [tenantId, isoOf(IN_WINDOW)])],
  ['nothing of a message of a run that was not released', {}, ({ tenantId }) => db.owner.query(
    `update notice set state = 'due', released = false, send_after = $2 where tenant_id = $1`, [tenantId, isoOf(IN_WINDOW)])],
])('finds %s', async (_name, found, arrange) => {
  const tenant = await makeLeasedTenant(db);
  await makeExhaustedHome(db, tenant);
  await arrange(tenant);
  expect(await readPendingWork(db.application, tenant.tenantId, IN_WINDOW)).toEqual({ ...NOTHING, ...found });
});

it('finds a wish for other supply, for as long as no order is under way', async () => {
  const tenant = await makeLeasedTenant(db);
  const home = await makeExhaustedHome(db, tenant);
  const deps = supplyDepsOf(db, new LyingMeter('electricity', IN_WINDOW as never, () => 'obeys'));
  await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));
  expect((await readPendingWork(db.application, tenant.tenantId, IN_WINDOW)).supply).toBe(true);
  await db.owner.query(`update supply_wish set not_before = $2 where account_id = $1`, [home.accountId, isoOf(IN_WINDOW + 60_000)]);
  expect((await readPendingWork(db.application, tenant.tenantId, IN_WINDOW)).supply).toBe(false);
});
