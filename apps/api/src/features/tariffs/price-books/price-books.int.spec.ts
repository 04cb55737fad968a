import type { SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestDatabase } from '../../../test-database/index.js';
import { assignTariff } from '../assign-tariff.js';
import { PRICE_BOOK_HEADER, readPriceBook } from './price-book-csv.js';
import { decideBook, proposeBook } from './price-books.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db?.close();
});

const FROM = '2026-06-08' as SupplyDay;
const ANN = { actor: 'staff:1', name: 'Ann', nowMs: Date.UTC(2026, 5, 20) };
const BEN = { actor: 'staff:2', name: 'Ben', nowMs: Date.UTC(2026, 5, 21) };
const APPROVE = { decision: 'approve', reason: 'checked against the decree' } as const;
const book = (rows: readonly string[]) => Buffer.from(`\uFEFF${PRICE_BOOK_HEADER}\n${rows.join('\n')}\n`.slice(1));

async function tenantWithHome() {
  const { tenantId } = await makeTenant(db.owner, { nowMs: ANN.nowMs });
  const contract = await makeContract(db.application, tenantId, { from: FROM, nowMs: ANN.nowMs });
  await db.owner.query(`update account_state set last_day = '2026-06-19' where account_id = $1`, [contract.accountId]);
  const [tariff] = await db.owner.query<{ name: string }[]>('select name from tariff where tariff_id = $1', [contract.tariffId]);
  return { tenantId, contract, tariff: tariff!.name };
}

async function propose(tenantId: number, rows: readonly string[]) {
  const bytes = book(rows);
  const read = readPriceBook(bytes);
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return inTenant(db.application, tenantId, (tx) => proposeBook(tx, bytes, read.versions, ANN));
}
const decide = (tenantId: number, id: string, by: typeof ANN) => inTenant(db.application, tenantId, (tx) => decideBook(tx, id, APPROVE, by));

describe('a price book', () => {
  it('shows what it would do, waits for another person, and re-rates the settled days of the homes under it', async () => {
    const { tenantId, contract, tariff } = await tenantWithHome();
    const rows = [`${tariff};electricity;2026-01-01;;600;energy;kwh;0.14000`, `${tariff};electricity;2026-01-01;;600;network;kwh;0.05`, `${tariff};electricity;2026-01-01;;600;fixed;day;0.05`];
    const proposed = await propose(tenantId, rows);
    expect(proposed).toMatchObject({ state: 'proposed', versions: [{ action: 'replace', homes: 1, homesReratedNow: 1, ordinaryDayBeforeEuro: '2.09', ordinaryDayAfterEuro: '1.99' }] });
    expect((await propose(tenantId, rows)).id).toBe(proposed.id);
    expect(await decide(tenantId, proposed.id, ANN)).toEqual({ kind: 'same_person' });
    expect(await decide(tenantId, proposed.id, BEN)).toMatchObject({ kind: 'decided', import: { state: 'approved', decidedBy: 'Ben' } });
    expect(await decide(tenantId, proposed.id, BEN)).toEqual({ kind: 'decided_before' });
    const versions = await db.owner.query(
      `select replaced_at is not null as replaced, components->0->>'priceHundredThousandthEuro' as price from tariff_version where tariff_id = $1 order by tariff_version_id`, [contract.tariffId]);
    expect(versions).toEqual([{ replaced: true, price: '15000' }, { replaced: false, price: '14000' }]);
    const requests = await db.owner.query('select account_id, first_day, cause from rerate_request where tenant_id = $1', [tenantId]);
    expect(requests).toEqual([{ account_id: contract.accountId, first_day: FROM, cause: 'price_change' }]);
  });

  it('may be left for another one, months back: the account’s days since then are computed again', async () => {
    const { tenantId, contract } = await tenantWithHome();
    const [social] = await db.owner.query<{ public_id: string }[]>(`insert into tariff (tenant_id, name, utility) values ($1, 'Sociaal', 'electricity') returning public_id`, [tenantId]);
    const assign = (validFrom: string) => inTenant(db.application, tenantId, (tx) => assignTariff(tx, {
      accountId: contract.accountId, tariffPublicId: social!.public_id, validFrom: validFrom as SupplyDay, reason: 'protected customer', by: 'Ann', nowMs: ANN.nowMs }));
    expect(await assign(FROM)).toEqual({ kind: 'too_early' });
    expect(await assign('2026-06-10')).toEqual({ kind: 'assigned', isRerated: true });
    const rows = await db.owner.query('select lower(valid)::text as since, upper(valid)::text as until from tariff_assignment where account_id = $1 order by 1', [contract.accountId]);
    expect(rows).toEqual([{ since: FROM, until: '2026-06-10' }, { since: '2026-06-10', until: null }]);
    expect(await db.owner.query('select first_day, cause from rerate_request where account_id = $1', [contract.accountId])).toEqual([{ first_day: '2026-06-10', cause: 'status_change' }]);
  });

  it('that covers part of a version is not put in force', async () => {
    const { tenantId, tariff } = await tenantWithHome();
    const proposed = await propose(tenantId, [`${tariff};electricity;2026-04-01;2026-06-30;600;energy;kwh;0.14`]);
    expect(proposed.versions[0]?.action).toBe('overlaps');
    expect(await decide(tenantId, proposed.id, BEN)).toEqual({ kind: 'overlaps' });
  });

  it.each([
    ['another header', Buffer.from('a;b\n'), 1],
    ['a price with a comma', book(['Sociaal;electricity;2026-07-01;2026-09-30;600;energy;kwh;0,14']), 2],
    ['a day without night', book(['Sociaal;electricity;2026-07-01;2026-09-30;600;energy;kwh_day;0.14']), 2],
    ['an end before the beginning', book(['Sociaal;electricity;2026-07-01;2026-06-30;600;energy;kwh;0.14']), 2],
    ['rows that do not agree', book(['Sociaal;gas;2026-07-01;;600;energy;kwh;0.14', 'Sociaal;gas;2026-07-01;;2100;fixed;day;0.1']), 2],
  ])('with %s is refused whole, line by line', (_name, bytes, line) => {
    expect(readPriceBook(bytes)).toMatchObject({ kind: 'refused', problems: [{ line }] });
  });
});
