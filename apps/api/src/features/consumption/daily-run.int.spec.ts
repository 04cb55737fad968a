import { randomUUID } from 'node:crypto';
import { addDays, instant, instantAt, microEuro, shippedPolicy, type SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase } from '../../test-database/index.js';
import { verifyLedger } from '../ledger/index.js';
import { bookTopUp } from '../payments/index.js';
import { RUN_STEPS, type RunStep } from './run-deps.js';
import { releaseRun, requestRun, type RunDeps, takeReadings, workRuns } from './index.js';
import { readFreshness } from './measured-until.js';

const FIRST = '2026-06-08' as SupplyDay;
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db?.close();
});

/** Six in the morning after the day. */
const morningAfter = (day: SupplyDay) => instantAt(addDays(day, 1), 6 * 60);

const runDeps = (changes: Partial<RunDeps> = {}): RunDeps => ({
  dataSource: db.application, lanes: 2, fleetShareLimitBasisPoints: 1_000, wallNowMs: () => Date.parse('2026-11-24T10:00:00Z'), ...changes,
});

interface Street {
  readonly tenantId: number;
  readonly homes: readonly TestContract[];
}

/** A street of homes with 40 EUR each, that begin on the first day. */
async function street(size: number, creditMicroEuro = 40_000_000): Promise<Street> {
  const { tenantId } = await makeTenant(db.owner, { nowMs: morningAfter(FIRST) });
  const homes: TestContract[] = [];
  const first = await makeContract(db.application, tenantId, { from: FIRST, policyDocument: shippedPolicy('flanders'), nowMs: morningAfter(FIRST) });
  homes.push(first);
  while (homes.length < size) {
    const { tariffId, policyId } = first;
    homes.push(await makeContract(db.application, tenantId, { from: FIRST, tariffId, policyId, nowMs: morningAfter(FIRST) }));
  }
  const terms = new AccountTermsReader(db.application);
  for (const home of homes) await pay(terms, tenantId, home, creditMicroEuro);
  return { tenantId, homes };
}

async function pay(terms: AccountTermsReader, tenantId: number, home: TestContract, amountMicroEuro: number): Promise<void> {
  const payment = {
    paymentId: randomUUID(), channel: 'terminal', externalId: randomUUID(), contentHash: '00', amountMicroEuro: microEuro(amountMicroEuro), paidAt: morningAfter(FIRST),
    referenceText: null, payerName: null, payerIban: null, inboxId: null,
  } as const;
  const outcome = await bookTopUp({ dataSource: db.application, terms, wallNowMs: () => 0 }, home.accountId, { tenantId, payment, now: morningAfter(FIRST) });
  expect(outcome.kind).toBe('booked');
}

/** The register file of a day: every home has used `wh` a day since the first; `silent` homes are left out. */
async function deliver(it: Street, day: SupplyDay, wh: number, silent: readonly TestContract[] = []): Promise<void> {
  const days = (Date.parse(day) - Date.parse(FIRST)) / 86_400_000 + 1;
  const rows = it.homes.filter((home) => !silent.includes(home)).map((home) => `${home.ean};1.8.0;${day};${1_000_000 + days * wh};measured`);
  const taken = await takeReadings(db.application, it.tenantId, Buffer.from(`ean;register;day;wh;quality\n${rows.join('\n')}\n`), morningAfter(day));
  expect(taken).toMatchObject({ verdict: 'accept', accepted: rows.length });
}

async function run(it: Street, day: SupplyDay, deps: RunDeps = runDeps()): ReturnType<typeof workRuns> {
  await requestRun(db.application, it.tenantId, day, morningAfter(day), 0);
  return workRuns(deps, it.tenantId, morningAfter(day));
}

async function inOrder(it: Street): Promise<void> {
  expect(await verifyLedger(db.application, it.tenantId)).toMatchObject({ differenceMicroEuro: 0, problems: [] });
}

async function totals(it: Street): Promise<unknown> {
  const rows = await db.owner.query<unknown[]>(
    `select (select jsonb_agg(to_jsonb(s) - 'version' order by account_id) from account_state s where tenant_id = $1) as states,
       (select count(*)::int from day_charge where tenant_id = $1) as charges, (select sum(version)::int from account_state where tenant_id = $1) as versions,
       (select count(*)::int from notice where tenant_id = $1) as notices, (select count(*)::int from supply_wish where tenant_id = $1) as wishes`,
    [it.tenantId],
  );
  return rows[0];
}

describe('the daily run', () => {
  it('settles each account once, and a second run changes nothing', async () => {
    const it = await street(12);
    await deliver(it, FIRST, 5_000);
    const [report] = await run(it, FIRST);
    expect(report).toMatchObject({ verdict: { kind: 'release' }, counts: { accounts: 12, rated: 12, held: 0 } });
    const after = await totals(it);
    await run(it, FIRST);
    expect(await totals(it)).toEqual(after);
    await inOrder(it);
  });

  it.each(RUN_STEPS)('goes on after a crash at %s and ends the same', async (crashAt) => {
    const [whole, broken] = [await street(6), await street(6)];
    for (const one of [whole, broken]) await deliver(one, FIRST, 7_000);
    await run(whole, FIRST);
    const crash = (name: string): void => {
      if (name === crashAt) throw new Error('crash');
    };
    await expect(run(broken, FIRST, runDeps({ step: crash }))).rejects.toThrow('crash');
    await run(broken, FIRST);
    const money = (one: Street) =>
      db.owner.query(`select credit_micro_euro, entry_no, version, last_day from account_state where tenant_id = $1 order by account_id`, [one.tenantId]);
    expect(await money(broken)).toEqual(await money(whole));
    await inOrder(broken);
  });

  it('is shared by several workers: each account is settled once, and all of them report the same end', async () => {
    const it = await street(20);
    await deliver(it, FIRST, 5_000);
    await requestRun(db.application, it.tenantId, FIRST, morningAfter(FIRST), 0);
    const working: RunStep[] = [];
    const step = async (name: RunStep): Promise<void> => {
      working.push(name);
      // Long enough that the others meet a range in somebody's hands.
      if (name === 'range_computed') await new Promise((resolve) => setTimeout(resolve, 300));
    };
    const reports = await Promise.all([1, 2, 3].map(() => workRuns(runDeps({ step, lanes: 1 }), it.tenantId, morningAfter(FIRST))));
    for (const [report] of reports) expect(report).toMatchObject({ run: { state: 'released' }, counts: { accounts: 20, rated: 20 } });
    expect(working.filter((name) => name === 'range_written')).toHaveLength(1);
    expect(working.filter((name) => name === 'run_finished')).toHaveLength(1);
    await inOrder(it);
  });

  it('tells until which day the homes were measured, and by reason what was not simply rated', async () => {
    const it = await street(4);
    const next = addDays(FIRST, 1);
    const freshness = (day: SupplyDay) => inTenant(db.application, it.tenantId, (tx) => readFreshness(tx, morningAfter(day)));
    await deliver(it, FIRST, 5_000, it.homes.slice(0, 1));
    const [report] = await run(it, FIRST);
    expect(report?.counts).toMatchObject({ read: 3, missing: 1, reasons: { missing: 1 } });
    expect(await freshness(FIRST)).toEqual({ measuredUntil: FIRST, stale: false });
    // The file of the next day never comes: the run goes on without it, and the flag stands.
    await run(it, next);
    expect(await freshness(next)).toEqual({ measuredUntil: FIRST, stale: true });
  });

  it('takes 1,000 payments while it runs: every cent, version and entry number is exact', async () => {
    const it = await street(20);
    await deliver(it, FIRST, 5_000);
    const terms = new AccountTermsReader(db.application);
    const payments = Array.from({ length: 1_000 }, (_, i) => it.homes[i % it.homes.length] as TestContract);
    const paying = payments.values();
    const payer = async (): Promise<void> => {
      for (const home of paying) await pay(terms, it.tenantId, home, 1_000_000);
    };
    // The range has been read and computed when the payments begin, so that its versions are out of date.
    let payers: Promise<unknown> = Promise.resolve();
    const step = async (name: string): Promise<void> => {
      if (name !== 'range_computed') return;
      payers = Promise.all([payer(), payer(), payer()]);
      await new Promise((resolve) => setTimeout(resolve, 150));
    };
    const [report] = await run(it, FIRST, runDeps({ step }));
    await payers;
    expect(report?.counts).toMatchObject({ accounts: 20, rated: 20 });
    const [sums] = await db.owner.query<{ paid: number; numbered: boolean; charged: number }[]>(
      `select (select sum(amount_micro_euro) from payment where tenant_id = $1)::bigint as paid,
         (select count(*)::int from day_charge where tenant_id = $1) as charged,
         (select bool_and(entry_no = (select count(*) from journal j where j.account_id = s.account_id) + (select count(*) from day_charge d where d.account_id = s.account_id)) from account_state s where tenant_id = $1) as numbered`,
      [it.tenantId],
    );
    expect(sums).toEqual({ paid: 1_000_000_000 + 20 * 40_000_000, numbered: true, charged: 20 });
    await inOrder(it);
  }, 120_000);

  it('releases nothing when it would lower supply in more homes than the fleet share allows', async () => {
    const it = await street(30, 1_000_000);
    // 300 kWh in a day: credit and emergency credit of everybody are gone, as after a wrong price or file.
    await deliver(it, FIRST, 300_000);
    const [report] = await run(it, FIRST);
    expect(report).toMatchObject({ verdict: { kind: 'quarantine' }, counts: { wishesLess: 30 } });
    const [left] = await db.owner.query<{ released: number; quarantined: number; notices: number }[]>(
      `select count(*) filter (where released)::int as released, count(*) filter (where state = 'quarantined')::int as quarantined,
         (select count(*)::int from notice n where n.tenant_id = $1 and n.released and n.run_id is not null) as notices
       from supply_wish where tenant_id = $1 and wanted_supply <> 'on'`,
      [it.tenantId],
    );
    expect(left).toEqual({ released: 0, quarantined: 30, notices: 0 });
    await inOrder(it);

    const next = addDays(FIRST, 1);
    await deliver(it, next, 300_000);
    expect(await run(it, next)).toEqual([]);
    const [stopped] = await db.owner.query<{ public_id: string }[]>(`select public_id from daily_run where tenant_id = $1 and state = 'quarantined'`, [it.tenantId]);
    expect(await releaseRun(db.application, it.tenantId, stopped?.public_id ?? '', morningAfter(next))).toMatchObject({ kind: 'released' });
    expect(await releaseRun(db.application, it.tenantId, stopped?.public_id ?? '', morningAfter(next))).toEqual({ kind: 'not_quarantined' });
    expect((await run(it, next)).map((report) => report.run.day)).toEqual([next]);
    await inOrder(it);
  });

  it('holds the day of a home that would cost more than a charge can hold, and goes on with all others', async () => {
    const others = await street(2);
    const { policyId } = others.homes[0] as TestContract;
    const dear = await makeContract(db.application, others.tenantId, { from: FIRST, policyId, nowMs: morningAfter(FIRST) });
    const it = { ...others, homes: [...others.homes, dear] };
    const next = addDays(FIRST, 1);
    // 1,000 euro per kWh: a price book with the comma in the wrong place.
    await db.owner.query(
      `update tariff_version set vat_basis_points = 600, components = '[{"component":"energy","unit":"kwh","priceHundredThousandthEuro":100000000},{"component":"fixed","unit":"day","priceHundredThousandthEuro":5000}]' where tariff_id = $1`,
      [dear.tariffId],
    );
    for (const day of [FIRST, next]) {
      await deliver(it, day, 5_000);
      const [report] = await run(it, day);
      expect(report).toMatchObject({ verdict: { kind: 'release' }, counts: { accounts: 3, rated: 2, held: 1, wishesLess: 0 } });
    }
    const held = await db.owner.query(`select day, problem, facts->'reading'->'registers'->>'offtake1' as register from reading_exception where account_id = $1 and state = 'open' order by day`, [dear.accountId]);
    expect(held).toEqual([{ day: FIRST, problem: 'charge_too_large', register: '1005000' }, { day: next, problem: 'gap', register: '1010000' }]);
    const [charged] = await db.owner.query(`select sum(total_micro_euro)::bigint as total, max(quality) as quality from day_charge where account_id = $1`, [dear.accountId]);
    expect(charged).toEqual({ total: 2 * 53_000, quality: 2 });
    await inOrder(it);
  });

  it('charges a silent meter its accruals, and spreads what it used over the silent days when it speaks again', async () => {
    const it = await street(3);
    const silent = it.homes.slice(0, 1);
    const days = [FIRST, addDays(FIRST, 1), addDays(FIRST, 2), addDays(FIRST, 3)];
    for (const [index, day] of days.entries()) {
      await deliver(it, day, 5_000, index === 1 || index === 2 ? silent : []);
      await run(it, day);
    }
    const perHome = await db.owner.query<{ account_id: number; total: number; wh: number; rows: number }[]>(
      `select account_id, sum(total_micro_euro)::bigint as total, sum(coalesce(energy_wh, use1 + coalesce(use2, 0)))::bigint as wh, count(*)::int as rows from day_charge where tenant_id = $1 group by 1 order by 1`,
      [it.tenantId],
    );
    expect(perHome.map((home) => home.wh)).toEqual([20_000, 20_000, 20_000]);
    expect(perHome.map((home) => home.rows)).toEqual([7, 4, 4]);
    // Rounding is per row, so that a home whose use was spread may differ by some millionths of a euro.
    for (const home of perHome) expect(Math.abs(home.total - (perHome[1]?.total ?? 0))).toBeLessThan(10);
    const [open] = await db.owner.query<{ open: number }[]>(`select count(*)::int as open from reading_exception where tenant_id = $1 and state = 'open' and problem = 'gap'`, [it.tenantId]);
    expect(open?.open).toBe(0);
    await inOrder(it);
  });
});

it('an instant is what the specs think it is', () => {
  expect(morningAfter(FIRST)).toBe(instant(Date.parse('2026-06-09T04:00:00Z')));
});
