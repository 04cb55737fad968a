import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type CorrectionCause, instantAt, microEuro, shippedPolicy, type SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase } from '../../test-database/index.js';
import { verifyLedger } from '../ledger/index.js';
import { bookOpeningBalances } from '../entries/index.js';
import { decideException } from './exceptions/decide-exception.js';
import { findSuspicions, requestRun, takeDropped, takeReadings, workRerates, workRuns } from './index.js';

const FIRST = '2026-03-25' as SupplyDay;
const DAYS = 8;
const none = microEuro(0);
let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db?.close();
});

const morningAfter = (day: SupplyDay) => instantAt(addDays(day, 1), 6 * 60);
const days = Array.from({ length: DAYS }, (_, index) => addDays(FIRST, index));

interface Home {
  readonly tenantId: number;
  readonly contract: TestContract;
}

/** One home of a tenant of its own, with credit for the whole story. */
async function home(utility: 'electricity' | 'gas' = 'electricity'): Promise<Home> {
  const { tenantId } = await makeTenant(db.owner, { nowMs: morningAfter(FIRST) });
  const contract = await makeContract(db.application, tenantId, { from: FIRST, utility, gasStation: utility === 'gas' ? `GOS ${tenantId}` : null, policyDocument: shippedPolicy('flanders'), nowMs: morningAfter(FIRST) });
  const times = { occurredAt: morningAfter(FIRST), now: morningAfter(FIRST), wallNowMs: 0 };
  await inTenant(db.application, tenantId, (tx) => bookOpeningBalances(tx, new AccountTermsReader(db.application), contract.accountId, { creditMicroEuro: microEuro(200_000_000), debtOldMicroEuro: none, debtSupplyMicroEuro: none }, times));
  return { tenantId, contract };
}

/** Wh after each day: 5 kWh on the first, 6 on the second and so on. */
const counted = (day: SupplyDay): number => 1_000_000 + days.slice(0, days.indexOf(day) + 1).reduce((sum, _, index) => sum + 5_000 + index * 1_000, 0);
const line = ({ contract }: Home, day: SupplyDay, value = counted(day), quality = 'measured') => `${contract.ean};1.8.0;${day};${value};${quality}`;

async function send(it: Home, lines: readonly string[], at: SupplyDay) {
  return takeReadings(db.application, it.tenantId, Buffer.from(`ean;register;day;wh;quality\n${lines.join('\n')}\n`), morningAfter(at));
}

async function run(it: Home, day: SupplyDay): Promise<void> {
  await requestRun(db.application, it.tenantId, day, morningAfter(day), 0);
  await workRuns({ dataSource: db.application, lanes: 1, fleetShareLimitBasisPoints: 10_000, wallNowMs: () => 0 }, it.tenantId, morningAfter(day));
}

const rerate = (it: Home, at = addDays(FIRST, DAYS)) => workRerates(db.application, it.tenantId, morningAfter(at), 0);

async function outcome({ tenantId, contract }: Home) {
  const [state] = await db.owner.query<object[]>(
    `select credit_micro_euro, debt_supply_micro_euro, debt_protected_micro_euro, debt_correction_micro_euro, last_day, last_read_day, stale_since, offtake1 from account_state where account_id = $1`,
    [contract.accountId],
  );
  const charges = await db.owner.query<object[]>(
    `select day, sum(total_micro_euro)::bigint as total, sum(energy_micro_euro)::bigint as energy from day_charge where account_id = $1 group by day order by day`, [contract.accountId]);
  expect(await verifyLedger(db.application, tenantId)).toMatchObject({ differenceMicroEuro: 0, problems: [] });
  return { state, charges };
}

async function openProblems({ contract }: Home): Promise<{ exception_id: number; problem: string; day: string }[]> {
  return db.owner.query(`select exception_id, problem, day from reading_exception where account_id = $1 and state = 'open' order by day, exception_id`, [contract.accountId]);
}

/** The days as they should be: each file in time. */
async function inOrder(): Promise<Awaited<ReturnType<typeof outcome>>> {
  const it = await home();
  for (const day of days) {
    await send(it, [line(it, day)], day);
    await run(it, day);
  }
  return outcome(it);
}

describe('readings that come late', () => {
  it('in any order and twice end in the charges and balances of those in time, over the change of the clock', async () => {
    const expected = await inOrder();
    const arrivals: readonly (readonly number[])[] = [[0], [], [2], [], [1, 2], [], [6, 1], [3]];
    const it = await home();
    for (const [index, day] of days.entries()) {
      const lines = arrivals[index]!.map((at) => line(it, days[at]!));
      if (lines.length > 0) await send(it, lines, day);
      await run(it, day);
      await rerate(it, day);
    }
    await send(it, [line(it, days[7]!), line(it, days[4]!), line(it, days[2]!)], days[7]!);
    await send(it, [line(it, days[5]!), line(it, days[4]!)], days[7]!);
    await rerate(it);
    expect(await outcome(it)).toEqual(expected);
    expect(await openProblems(it)).toEqual([]);

    const [before] = await db.owner.query<{ rows: number }[]>('select count(*)::int as rows from day_charge where account_id = $1', [it.contract.accountId]);
    await send(it, [...days.map((day) => line(it, day)), ''], days[7]!);
    await rerate(it);
    const [after] = await db.owner.query<{ rows: number }[]>('select count(*)::int as rows from day_charge where account_id = $1', [it.contract.accountId]);
    expect(after).toEqual(before);
    const rows = await db.owner.query<{ reason: string; corrects: boolean; version: boolean }[]>(
      `select distinct reason, corrects_seq is not null as corrects, tariff_version_id > 0 as version from day_charge where account_id = $1 and seq > 0`, [it.contract.accountId]);
    expect(rows.every((row) => row.corrects && row.version && ['gap', 'late_reading'].includes(row.reason))).toBe(true);
  }, 120_000);

  it('replace an estimate, and a correction that is marked replaces a measured value', async () => {
    const expected = await inOrder();
    const it = await home();
    for (const [index, day] of days.entries()) {
      const wrong = index === 3 ? line(it, day, counted(day) - 4_000, 'estimated') : index === 5 ? line(it, day, counted(day) - 3_000) : line(it, day);
      await send(it, [wrong], day);
      await run(it, day);
    }
    await send(it, [line(it, days[3]!)], days[7]!);
    await send(it, [line(it, days[5]!, counted(days[5]!), 'corrected')], days[7]!);
    await rerate(it);
    const { state, charges } = await outcome(it);
    expect(charges).toEqual(expected.charges);
    expect(state).toMatchObject({ credit_micro_euro: (expected.state as { credit_micro_euro: number }).credit_micro_euro, debt_correction_micro_euro: 0 });
  }, 120_000);
});

describe('the work list', () => {
  const withConflict = async (): Promise<Home> => {
    const it = await home();
    for (const day of days.slice(0, 3)) {
      await send(it, [line(it, day)], day);
      await run(it, day);
    }
    const taken = await send(it, [line(it, days[1]!, counted(days[1]!) + 2_000)], days[2]!);
    expect(taken).toMatchObject({ verdict: 'accept-with-warning' });
    expect(taken.rejected[0]?.why).toContain('work list');
    expect(taken.accepted + taken.rejected.length).toBe(taken.readings);
    await send(it, [line(it, days[1]!, counted(days[1]!) + 2_000), ''], days[2]!);
    return it;
  };
  const decide = async (it: Home, decision: 'accept' | 'reject') => {
    const [entry] = await openProblems(it);
    return inTenant(db.application, it.tenantId, (tx) => decideException(tx, entry!.exception_id, { decision, reason: 'looked at the meter' }, { name: 'Els', now: morningAfter(days[2]!) }));
  };

  it('holds a second measured value once, until a person accepts it: then use moves between the days', async () => {
    const it = await withConflict();
    expect(await openProblems(it)).toMatchObject([{ problem: 'conflicting_value', day: days[1] }]);
    const before = await outcome(it);
    expect(await decide(it, 'accept')).toMatchObject({ kind: 'decided', isRerated: true });
    await rerate(it);
    const after = await outcome(it);
    const energy = (row: object) => (row as { energy: number }).energy;
    expect(after.charges.map(energy)).toEqual([energy(before.charges[0]!), energy(before.charges[1]!) + 300_000, energy(before.charges[2]!) - 300_000]);
    expect(after.state).toMatchObject({ credit_micro_euro: (before.state as { credit_micro_euro: number }).credit_micro_euro });
    expect(await decide(it, 'accept').catch(() => 'nothing open')).toBe('nothing open');
  }, 120_000);

  it('a rejected value changes nothing', async () => {
    const it = await withConflict();
    const before = await outcome(it);
    expect(await decide(it, 'reject')).toMatchObject({ kind: 'decided', isRerated: false });
    await rerate(it);
    expect(await outcome(it)).toEqual(before);
    expect(await openProblems(it)).toEqual([]);
  }, 120_000);

  it('names readings of unknown and of other meters, and charges nobody', async () => {
    const it = await home();
    const other = await home();
    const taken = await send(it, [line(other, FIRST), line(it, FIRST)], FIRST);
    expect(taken).toMatchObject({ verdict: 'accept-with-warning', accepted: 1 });
    const entries = await db.owner.query(`select problem, ean, account_id from reading_exception where tenant_id = $1 and state = 'open'`, [it.tenantId]);
    expect(entries).toEqual([{ problem: 'unknown_meter', ean: other.contract.ean, account_id: null }]);
  });
});

describe('an exchange of the meter', () => {
  const exchange = (it: Home, part: 'old_end' | 'new_start', offtake1: number) =>
    db.owner.query(
      `insert into exchange_part (account_id, day, part, version, tenant_id, offtake1, recorded_by, recorded_at) values ($1, $2, $3, 1, $4, $5, 'test', now())`,
      [it.contract.accountId, days[1], part, it.tenantId, offtake1]);
  const later = async (it: Home, part: 'old_end' | 'new_start', offtake1: number): Promise<void> => {
    await exchange(it, part, offtake1);
    await db.owner.query(`insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at) values ($1, $2, $3, 'meter_exchange', 'test', now())`,
      [it.tenantId, it.contract.accountId, days[1]]);
    await rerate(it);
  };
  // The old meter ended 2 kWh after the first day; the new one came with 500 kWh of another home and counted 4 kWh more.
  const old = counted(days[0]!) + 2_000;
  const story = async (act: (it: Home) => Promise<void>, after: (it: Home) => Promise<void>) => {
    const it = await home();
    await send(it, [line(it, days[0]!)], days[0]!);
    await run(it, days[0]!);
    await act(it);
    await send(it, [line(it, days[1]!, 504_000)], days[1]!);
    await run(it, days[1]!);
    await after(it);
    await send(it, [line(it, days[2]!, 511_000)], days[2]!);
    await run(it, days[2]!);
    await rerate(it);
    return outcome(it);
  };

  it('is charged for both meters, whichever half is known first and before or after the run', async () => {
    const before = await story(async (it) => { await exchange(it, 'old_end', old); await exchange(it, 'new_start', 500_000); }, () => Promise.resolve());
    // 5, 6 and 7 kWh at 0.15 EUR.
    expect(before.charges.map((row) => (row as { energy: number }).energy)).toEqual([750_000, 900_000, 1_050_000]);
    const reversed = await story(() => Promise.resolve(), async (it) => {
      await later(it, 'new_start', 500_000);
      expect(await openProblems(it)).toMatchObject([{ problem: 'lower_than_last', day: days[1] }]);
      await later(it, 'old_end', old);
      expect(await openProblems(it)).toEqual([]);
    });
    expect(reversed.charges).toEqual(before.charges);
    expect(reversed.state).toMatchObject({ offtake1: 511_000, stale_since: null });
  }, 120_000);
});

describe('gas', () => {
  const factor = (it: Home, value: number, status: string) => db.owner.query(`select * from publish_gas_factor($1, $2, $3, $4, 'test', now())`, [`GOS ${it.tenantId}`, `${FIRST.slice(0, 7)}-01`, value, status]);
  const energyOf = async (it: Home) => (await outcome(it)).charges.map((row) => (row as { energy: number }).energy);

  it('waits for the factor of its own station, and is corrected when the final one comes', async () => {
    const it = await home('gas');
    await db.owner.query(`select open_gas_factor('another station', $1, 999999, 'final')`, [`${FIRST.slice(0, 7)}-01`]);
    const gasLine = (day: SupplyDay) => line(it, day).replace('1.8.0', '24.2.1');
    await send(it, [gasLine(days[0]!)], days[0]!);
    await run(it, days[0]!);
    expect(await openProblems(it)).toMatchObject([{ problem: 'no_gas_factor' }]);
    expect(await energyOf(it)).toEqual([0]);
    expect(await factor(it, 110_000, 'provisional')).toMatchObject([{ version: 1, accounts: 1 }]);
    await rerate(it, days[0]!);
    // 5 m3 at 11 kWh and 0.15 EUR, then 6 m3; the final factor is 11.6 and all lines stay to be seen.
    expect(await energyOf(it)).toEqual([8_250_000]);
    await send(it, [gasLine(days[1]!)], days[1]!);
    await run(it, days[1]!);
    expect(await energyOf(it)).toEqual([8_250_000, 9_900_000]);
    await factor(it, 116_000, 'final');
    await rerate(it, days[1]!);
    expect(await energyOf(it)).toEqual([8_700_000, 10_440_000]);
    expect(await openProblems(it)).toEqual([]);
    const rows = await db.owner.query(`select reason, corrects_seq from day_charge where account_id = $1 and day = $2 order by seq`, [it.contract.accountId, days[0]]);
    expect(rows).toEqual([{ reason: null, corrects_seq: null }, { reason: 'gas_factor', corrects_seq: 0 }, { reason: 'gas_factor', corrects_seq: 1 }]);
  }, 120_000);
});

describe('a drop folder', () => {
  it('is emptied: whole files are taken and put away under their hash, others are refused or left', async () => {
    const it = await home();
    const [tenant] = await db.owner.query<{ public_id: string }[]>('select public_id from tenant where tenant_id = $1', [it.tenantId]);
    const folder = await mkdtemp(join(tmpdir(), 'readings-'));
    const own = join(folder, tenant!.public_id);
    try {
      await mkdir(own);
      await writeFile(join(own, 'day.csv'), `ean;register;day;wh;quality\n${line(it, FIRST)}\n`);
      await writeFile(join(own, 'other.csv'), 'hello');
      await writeFile(join(own, 'next.csv.part'), 'ean;regi');
      expect(await takeDropped(db.application, it.tenantId, folder, morningAfter(FIRST))).toBe(2);
      expect(await takeDropped(db.application, it.tenantId, folder, morningAfter(FIRST))).toBe(0);
      expect((await readdir(own)).sort()).toEqual(['done', 'next.csv.part', 'refused']);
      expect(await readdir(join(own, 'done'))).toEqual([expect.stringMatching(/^[0-9a-f]{16}-day\.csv$/)]);
      await run(it, FIRST);
      expect((await outcome(it)).charges).toMatchObject([{ energy: 750_000 }]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 120_000);
});

describe('a weekly look at the meters', () => {
  it('makes one task of two weeks without use, and changes nothing else', async () => {
    const it = await home();
    const monday = '2026-04-13' as SupplyDay;
    for (let day = FIRST; day <= monday; day = addDays(day, 1)) await send(it, [line(it, FIRST, 1_000_000).replace(FIRST, day)], day);
    await run(it, monday);
    const before = await outcome(it);
    expect(await findSuspicions(db.application, it.tenantId, monday, morningAfter(monday))).toBe(1);
    expect(await findSuspicions(db.application, it.tenantId, addDays(monday, 1), morningAfter(addDays(monday, 1)))).toBe(0);
    await findSuspicions(db.application, it.tenantId, monday, morningAfter(monday));
    expect(await openProblems(it)).toMatchObject([{ problem: 'zero_for_long', day: monday }]);
    expect(await outcome(it)).toEqual(before);
  }, 120_000);
});

describe('what the house finds out later', () => {
  const request = (it: Home, cause: CorrectionCause) => db.owner.query(
    `insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at) values ($1, $2, $3, $4, 'test', now())`,
    [it.tenantId, it.contract.accountId, FIRST, cause]);
  const reprice = (it: Home, price: number) => db.owner.query(
    `update tariff_version set components = jsonb_set(components, '{0,priceHundredThousandthEuro}', $2::text::jsonb) where tenant_id = $1`, [it.tenantId, `${price}`]);

  it('gives a lower price back at once, and sets a higher one aside for a person', async () => {
    const it = await home();
    for (const day of days.slice(0, 3)) {
      await send(it, [line(it, day)], day);
      await run(it, day);
    }
    const before = (await outcome(it)).state as { credit_micro_euro: number };
    await reprice(it, 14_000);
    await request(it, 'price_change');
    await rerate(it);
    // 18 kWh at one cent less, with 6 % VAT.
    const lower = (await outcome(it)).state as { credit_micro_euro: number };
    expect(lower.credit_micro_euro - before.credit_micro_euro).toBe(190_800);
    await reprice(it, 17_000);
    await request(it, 'status_change');
    await rerate(it);
    const higher = (await outcome(it)).state;
    expect(higher).toMatchObject({ credit_micro_euro: lower.credit_micro_euro, debt_correction_micro_euro: 3 * 190_800 });
    const [done] = await db.owner.query(`select state, set_aside_micro_euro from rerate_request where tenant_id = $1 and cause = 'status_change'`, [it.tenantId]);
    expect(done).toEqual({ state: 'done', set_aside_micro_euro: 3 * 190_800 });
  }, 120_000);
});
