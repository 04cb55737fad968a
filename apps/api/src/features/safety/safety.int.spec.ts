import { addDays, instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeStaff, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { IN_WINDOW, makeExhaustedHome, makeLeasedTenant, supplyDepsOf } from '../../test-database/exhausted-home.js';
import { LyingMeter } from '../../test-database/lying-meter.js';
import { escalateDarkHomes, reviewEntry, workSupply } from '../supply/index.js';
import { renewLease } from './renew-lease.js';

let db: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

type Now = ConstructorParameters<typeof LyingMeter>[1];

/** Everything a tenant's homes need to be limited, and the meter that they all share. */
async function fleet(count: number, general: object = {}): Promise<{ tenant: TestTenant; homes: TestContract[]; meter: LyingMeter; work: (afterMs?: number) => Promise<void> }> {
  const tenant = await makeLeasedTenant(db);
  const homes: TestContract[] = [];
  for (let made = 0; made < count; made += 1) homes.push(await makeExhaustedHome(db, tenant, { general }));
  const meter = new LyingMeter('electricity', IN_WINDOW as number as Now, () => 'obeys');
  const deps = supplyDepsOf(db, meter);
  for (const home of homes) await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));
  return { tenant, homes, meter, work: async (afterMs = 0) => void (await workSupply(deps, tenant.tenantId, instant(IN_WINDOW + afterMs))) };
}

const staff = async (tenant: TestTenant, role: 'supplier_admin' | 'supplier_agent' = 'supplier_admin') => (await makeStaff(db.application, tenant.tenantId, { role })).token;
const limits = (meter: LyingMeter): number => meter.orders.filter(({ action }) => action === 'limit').length;

async function stateOf(home: TestContract): Promise<{ desired_supply: string; gates: { gate: string; passed: boolean }[] | null }> {
  const [row] = await db.owner.query<{ desired_supply: string; gates: { gate: string; passed: boolean }[] | null }[]>(
    'select s.desired_supply, (select gates from command k where k.account_id = s.account_id order by requested_at desc limit 1) as gates from account_state s where account_id = $1',
    [home.accountId],
  );
  if (row === undefined) throw new Error('no state');
  return row;
}

async function closedGates(home: TestContract): Promise<string[]> {
  return ((await stateOf(home)).gates ?? []).filter(({ passed }) => !passed).map(({ gate }) => gate);
}

describe('the breaker', () => {
  it('lets through what the dated policy allows, then stops all cuts until two people release them', async () => {
    const { tenant, meter, work } = await fleet(4, { lessSupplyPerHour: 2 });
    await work();
    expect(limits(meter)).toBe(2);
    const [asker, second] = [await staff(tenant), await staff(tenant)];
    const { body: safety } = await api.get('/v1/safety', asker);
    expect(safety).toMatchObject({ cutsPaused: true, pausedBecause: 'breaker: hour, 2 of 2', breaker: { scope: 'hour', used: 2, maximum: 2 } });
    expect((await api.post('/v1/safety/resume-cuts', asker, { reason: 'looks fine to me' })).body.code).toBe('breaker_open');

    const asked = await api.post('/v1/approvals', asker, { kind: 'breaker_release', subject: safety.breaker.id, reason: 'all four homes were checked' });
    expect(asked.status).toBe(201);
    const decide = (token: string) => api.post(`/v1/approvals/${asked.body.id}/decision`, token, { decision: 'approved', reason: 'checked them too' });
    expect((await decide(asker)).status).toBe(403);
    expect((await decide(tenant.apiKey)).status).toBe(403);
    expect((await api.get('/v1/safety', asker)).body.cutsPaused).toBe(true);
    expect((await decide(second)).body).toMatchObject({ state: 'approved', decidedBy: 'Els Maes' });
    expect((await decide(second)).body.code).toBe('already_decided');
    expect((await api.get('/v1/safety', asker)).body).toMatchObject({ cutsPaused: false, breaker: null });
    // All homes of this spec share one meter; for the next home it stands as before.
    meter.passTo((IN_WINDOW + 60 * 60_000) as Now);
    meter.limiterOn = false;
    await work(65 * 60_000);
    expect(limits(meter)).toBeGreaterThan(2);
  });

  it('counts a postcode by itself, and never counts an order that gives supply', async () => {
    const { homes, meter, work } = await fleet(3, { lessSupplyPerPostcodeDay: 1 });
    await work();
    expect(limits(meter)).toBe(1);
    const [trip] = await db.owner.query<{ scope: string }[]>('select scope from breaker_trip t join account a using (tenant_id) where a.account_id = $1', [homes[0]?.accountId]);
    expect(trip?.scope).toBe('postcode_day');
  });
});

describe('the button that stops all cuts', () => {
  it('stops what has not left, within a second, and nothing that gives supply', async () => {
    const { tenant, homes, meter, work } = await fleet(2);
    const agent = await staff(tenant, 'supplier_agent');
    const before = performance.now();
    expect((await api.post('/v1/safety/pause-cuts', agent, { reason: 'a wrong price list' })).body.cutsPaused).toBe(true);
    expect(performance.now() - before).toBeLessThan(1_000);
    await work();
    expect(limits(meter)).toBe(0);
    expect(await closedGates(homes[0] as TestContract)).toEqual(['cuts_not_paused']);
  });
});

describe('the gates ask what is there at that moment', () => {
  it.each<[string, string, (tenant: TestTenant, home: TestContract) => Promise<unknown>]>([
    ['money in suspense that names the account', 'no_payment_under_way', (tenant, home) => db.owner.query(
      `insert into payment (account_id, tenant_id, channel, external_id, amount_micro_euro, state, why, reference_text, paid_at, recorded_at)
       values (0, $1, 'bank', 'x', 20000000, 'suspense', 'reference_doubtful', $2, $3, $3)`,
      [tenant.tenantId, `betaling ${home.reference.slice(0, 3)}/${home.reference.slice(3, 7)}/${home.reference.slice(7)} dank u`, isoOf(IN_WINDOW)])],
    ['a line of a bank file that is not in the books yet', 'no_payment_under_way', (tenant, home) => db.owner.query(
      `insert into bank_line (tenant_id, inbox_id, line_no, account_id, plan, payment_id, external_id, content_hash, amount_micro_euro, paid_at)
       values ($1, 1, 7, $2, 'top_up', gen_random_uuid(), 'y', '00', 20000000, $3)`,
      [tenant.tenantId, home.accountId, isoOf(IN_WINDOW)])],
    ['an outage of the area', 'meter_reachable', (tenant) => db.owner.query(
      `insert into area_outage (tenant_id, postcode, began_at, source, reason) values ($1, '9240', $2, 'operator', 'a cable was hit')`, [tenant.tenantId, isoOf(IN_WINDOW)])],
    ['a lease that has run out', 'lease_held', (tenant) => db.owner.query(`update tenant set cut_lease_until = $2 where tenant_id = $1`, [tenant.tenantId, isoOf(IN_WINDOW)])],
    ['readings of the supplier that did not come until six', 'measured_data_fresh', (tenant) => db.owner.query(
      'update reading_freshness set measured_until = $2 where tenant_id = $1', [tenant.tenantId, addDays(supplyDayOf(IN_WINDOW), -2)])],
    ['warnings that are too old', 'warnings_delivered', (_, home) => db.owner.query(`update notice set delivered_at = $2 where account_id = $1`, [home.accountId, isoOf(IN_WINDOW - 8 * 86_400_000)])],
  ])('%s', async (_name, gate, arrange) => {
    const { tenant, homes, meter, work } = await fleet(1);
    const home = homes[0] as TestContract;
    await arrange(tenant, home);
    await work();
    expect(limits(meter)).toBe(0);
    expect(await closedGates(home)).toEqual([gate]);
  });

  it('once more at sending: readings that turn out to be late after the order was queued stop it', async () => {
    const tenant = await makeLeasedTenant(db);
    const home = await makeExhaustedHome(db, tenant);
    const meter = new LyingMeter('electricity', IN_WINDOW as number as Now, () => 'obeys');
    const deps = supplyDepsOf(db, meter, async (step) => {
      if (step === 'before_sending') await db.owner.query('update reading_freshness set measured_until = $2 where tenant_id = $1', [tenant.tenantId, addDays(supplyDayOf(IN_WINDOW), -2)]);
    });
    await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));
    await workSupply(deps, tenant.tenantId, IN_WINDOW);
    expect(limits(meter)).toBe(0);
    expect(await closedGates(home)).toEqual(['measured_data_fresh']);
  });

  it('follow the dated policy of the home: more warnings where a house wants more, no commission in Wallonia', async () => {
    const strict = await fleet(1, { warningsAtLeast: 3 });
    await strict.work();
    expect(await closedGates(strict.homes[0] as TestContract)).toEqual(['warnings_delivered']);

    const tenant = await makeLeasedTenant(db);
    const home = await makeExhaustedHome(db, tenant, { region: 'wallonia' });
    const meter = new LyingMeter('electricity', IN_WINDOW as number as Now, () => 'obeys');
    const deps = supplyDepsOf(db, meter);
    await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));
    await workSupply(deps, tenant.tenantId, IN_WINDOW);
    expect(meter.orders.map(({ action }) => action)).toEqual(['disconnect']);
  });
});

describe('restoring many homes', () => {
  it('gives supply back to those that lost it in a stretch of time, and holds them', async () => {
    const { tenant, homes, meter, work } = await fleet(2);
    await work();
    expect(limits(meter)).toBe(2);
    const order = { from: isoOf(IN_WINDOW - 60_000), until: isoOf(IN_WINDOW + 60_000), days: 5, reason: 'limits of a wrong price list' };
    expect((await api.post('/v1/safety/restore', await staff(tenant), order)).body).toEqual({ homes: 2 });
    for (const home of homes) expect(await stateOf(home)).toMatchObject({ desired_supply: 'on' });
    await work(60_000);
    expect(meter.orders.filter(({ action }) => action === 'unlimit')).toHaveLength(2);
    expect((await api.post('/v1/safety/restore', await staff(tenant), { ...order, from: isoOf(IN_WINDOW - 120_000), until: isoOf(IN_WINDOW - 90_000) })).body).toEqual({ homes: 0 });
  });
});

describe('a moratorium', () => {
  it('keeps every home of its kind on from the next review on', async () => {
    const { tenant, homes, meter } = await fleet(1);
    const today = supplyDayOf(IN_WINDOW);
    const decided = await api.post('/v1/moratoria', await staff(tenant), { utility: 'electricity', from: today, until: '2026-06-30', reason: 'floods in the valley' });
    expect(decided.status).toBe(201);
    // Terms are kept for some seconds; a process that starts now sees the moratorium at once.
    await workSupply(supplyDepsOf(db, meter), tenant.tenantId, IN_WINDOW);
    expect(limits(meter)).toBe(0);
    expect(await stateOf(homes[0] as TestContract)).toMatchObject({ desired_supply: 'on' });
  });
});

describe('the lease of a live supplier', () => {
  it('needs a released run, reconciled books, no release and somebody on duty, and ends with the duty', async () => {
    const { tenant } = await fleet(0);
    await db.owner.query(`update tenant set mode = 'live', world_id = null where tenant_id = $1`, [tenant.tenantId]);
    const renew = () => inTenant(db.application, tenant.tenantId, (tx) => renewLease(tx, IN_WINDOW));
    expect(await renew()).toEqual(['no_released_run', 'books_not_reconciled', 'release_in_progress', 'nobody_on_duty']);
    await db.owner.query(
      `insert into daily_run (tenant_id, day, state, started_at, started_wall_at, finished_at) values ($1, '2026-06-08', 'released', $2, $2, $2)`, [tenant.tenantId, isoOf(IN_WINDOW - 3_600_000)]);
    const dutyUntil = IN_WINDOW + 20 * 60_000;
    for (const [kind, value] of [['books', 'reconciled'], ['release', 'none'], ['operator_on_duty', 'yes']]) {
      await db.owner.query(`insert into safety_signal values ($1, $2, $3, $4, 'test', $4)`, [tenant.tenantId, kind, value, isoOf(dutyUntil)]);
    }
    expect(await renew()).toEqual([]);
    const [row] = await db.owner.query<{ cut_lease_until: number }[]>('select cut_lease_until from tenant where tenant_id = $1', [tenant.tenantId]);
    expect(row?.cut_lease_until).toBe(dutyUntil);
  });
});

describe('paid but dark', () => {
  it('is timed until the meter proves supply, and goes to the field by itself after half an hour', async () => {
    const { tenant, homes, meter, work } = await fleet(1);
    const home = homes[0] as TestContract;
    const admin = await staff(tenant);
    await work();
    await work(60_000);
    await db.owner.query(`update account_state set protected_until = '2026-06-12', version = version + 1 where account_id = $1`, [home.accountId]);
    const silent = supplyDepsOf(db, meter);
    const paidAt = instant(IN_WINDOW + 120_000);
    await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(silent, tx, home.accountId, paidAt));
    await db.owner.query(`update supply_wish set decided_at = $2 where account_id = $1 and wanted_supply = 'on'`, [home.accountId, isoOf(IN_WINDOW - 40 * 60_000)]);
    meter.isSilent = true;
    await work(180_000);
    await escalateDarkHomes(silent, tenant.tenantId, instant(IN_WINDOW + 180_000));
    const { body: tasks } = await api.get('/v1/field-tasks', admin);
    expect(tasks.items).toEqual([expect.objectContaining({ accountId: home.publicId, kind: 'paid_but_dark' })]);
    expect((await api.get('/v1/safety', admin)).body.paidToOn).toMatchObject({ restores: 0, escalated: 1, waiting: 1 });
    meter.isSilent = false;
    for (const minutes of [10, 30, 60, 120]) await work(minutes * 60_000);
    const { body } = await api.get('/v1/safety', admin);
    expect(body).toMatchObject({ openFieldTasks: 0, paidToOn: { restores: 1, waiting: 0, escalated: 1 } });
    expect(body.paidToOn.p99Seconds).toBeGreaterThan(40 * 60);
  });
});
