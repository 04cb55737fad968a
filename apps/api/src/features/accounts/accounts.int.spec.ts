import { microEuro, type SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import {
  makeContract, makeOcmw, makeStaff, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant,
} from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { printedReference } from '../contracts/index.js';

const NOW = Date.parse('2026-11-23T11:00:00Z');
const NOBODY = '00000000-0000-7000-8000-000000000000';

let db: TestDatabase;
let api: TestApi;
let ours: TestTenant;
let theirs: TestTenant;
let home: TestContract;
let gas: TestContract;
let foreign: TestContract;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  ours = await makeTenant(db.owner, { nowMs: NOW, name: 'Net van Zele' });
  theirs = await makeTenant(db.owner, { nowMs: NOW });
  home = await makeContract(db.application, ours.tenantId, { name: 'Zoë De Smet', phone: '+32470123456', nowMs: NOW });
  gas = await makeContract(db.application, ours.tenantId, { utility: 'gas', customer: home.customer, nowMs: NOW });
  foreign = await makeContract(db.application, theirs.tenantId, { nowMs: NOW });
  await makeContract(db.application, ours.tenantId, { nowMs: NOW });
  await giveHistory();
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

/** A top-up of 20 EUR, two charged days (the second runs into debt), a decision, a notice and a note, hour by hour. */
async function giveHistory(): Promise<void> {
  await db.application.query(`select ensure_month('2026-11-01')`);
  await inTenant(db.application, ours.tenantId, async (tx) => {
    const journal = `insert into journal (account_id, tenant_id, entry_no, debit, credit, amount_micro_euro, kind, cause_kind, cause_id, occurred_at,
      recorded_at, wall_at, credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro, debt_old_after_micro_euro,
      debt_returned_after_micro_euro, debt_correction_after_micro_euro) values ($1, $2, $3, 'bank', $4, $5, $6, 'payment', $7, $8, $8, $8, $9, 0, 0, $10, 0, 0)`;
    const payment = '019a0000-0000-7000-8000-000000000001';
    const at = '2026-11-20T10:00:00Z';
    await tx.query(journal, [home.accountId, tx.tenantId, 1, 'debt_old', 7_000_000, 'debt_repayment', payment, at, 0, 93_000_000]);
    await tx.query(journal, [home.accountId, tx.tenantId, 2, 'credit', 13_000_000, 'top_up', payment, at, 13_000_000, 93_000_000]);
    await tx.query(`insert into payment (payment_id, account_id, tenant_id, channel, external_id, amount_micro_euro, state, paid_at, recorded_at)
      values ($1, $2, $3, 'terminal', 'TERM-0001', 20000000, 'booked', $4, $4)`, [payment, home.accountId, tx.tenantId, at]);
    const charge = `insert into day_charge (day, account_id, seq, tenant_id, entry_no, tariff_version_id, quality, use1, energy_wh, energy_micro_euro,
      network_micro_euro, capacity_micro_euro, fixed_micro_euro, levies_micro_euro, vat_micro_euro, total_micro_euro, from_credit_micro_euro,
      to_debt_supply_micro_euro, to_debt_protected_micro_euro, credit_after_micro_euro, debt_supply_after_micro_euro, debt_protected_after_micro_euro,
      offtake1, recorded_at) values ($1, $2, 0, $3, $4, 1, $5, 40000, 40000, 8000000, 0, 0, 0, 0, 0, 8000000, $6, $7, 0, $8, $9, 0, $10, $11)`;
    await tx.query(charge, ['2026-11-20', home.accountId, tx.tenantId, 3, 0, 8_000_000, 0, 5_000_000, 0, 1_040_000, '2026-11-21T05:00:00Z']);
    await tx.query(charge, ['2026-11-21', home.accountId, tx.tenantId, 4, 1, 5_000_000, 3_000_000, 0, 3_000_000, 1_080_000, '2026-11-22T05:00:00Z']);
    await tx.query(`update account_state set debt_supply_micro_euro = 3000000, debt_old_micro_euro = 93000000, entry_no = 4, credit_state = 'emergency',
      last_day = '2026-11-22', last_read_day = '2026-11-21', stale_since = '2026-11-22', runs_out_on = '2026-11-21', offtake1 = 1080000,
      mean_daily_charge_micro_euro = 8000000 where account_id = $1`, [home.accountId]);
    await tx.query(`insert into supply_wish (account_id, version, tenant_id, wanted_supply, released, state, reasons, decided_at, wall_at)
      values ($1, 1, $2, 'on', true, 'satisfied', $3, $4, $4)`,
      [home.accountId, tx.tenantId, JSON.stringify([{ code: 'in_credit', facts: {} }]), at]);
    await tx.query(`insert into notice (account_id, tenant_id, kind, dedupe_key, facts, is_warning, released, state, channel, language, recipient, text, send_after, decided_at)
      values ($1, $2, 'payment_received', 'n1', '{}', false, true, 'delivered', 'sms', 'nl', '+32470123456', 'Betaling ontvangen', $3, $3),
             ($1, $2, 'planned_limit', 'n2', '{}', true, false, 'due', null, null, null, null, $3, $3)`, [home.accountId, tx.tenantId, at]);
    await tx.query(`insert into reading_exception (tenant_id, account_id, day, problem, facts, recorded_at)
      values ($2, $1, '2026-11-22', 'gap', '{"reading": null}', '2026-11-23T05:00:00Z')`, [home.accountId, tx.tenantId]);
  });
}

describe('searching accounts', () => {
  it.each<[string, () => string]>([
    ['the EAN', () => home.ean],
    ['the last 13 digits of the EAN', () => home.ean.slice(5)],
    ['the meter serial, in small letters', () => home.meterSerial.toLowerCase()],
    ['the phone as people write it', () => '0470 12 34 56'],
    ['the phone in E.164', () => '+32470123456'],
    ['the beginning of a name without its accents', () => 'zoe'],
    ['two names in any order', () => 'smet zo'],
    ['the reference in bare digits', () => home.reference],
    ['the reference as printed', () => printedReference(home.reference)],
    ['the reference with stars', () => printedReference(home.reference).replaceAll('+', '*')],
    ['the payment’s own id', () => 'TERM-0001'],
    ['the account’s id', () => home.publicId],
  ])('finds by %s', async (_name, typed) => {
    const answer = await api.get(`/v1/accounts?query=${encodeURIComponent(typed())}`, ours.apiKey);
    expect(answer.status).toBe(200);
    expect(answer.body.items.map((item: { id: string }) => item.id)).toContain(home.publicId);
    expect(answer.body.items.length).toBeLessThanOrEqual(2);
  });

  it('finds nothing of another tenant', async () => {
    for (const typed of [foreign.ean, foreign.meterSerial, foreign.reference, foreign.publicId]) {
      expect((await api.get(`/v1/accounts?query=${typed}`, ours.apiKey)).body.items).toEqual([]);
    }
  });

  it('filters by credit state and goes page by page without a gap or a double', async () => {
    expect((await api.get('/v1/accounts?creditState=emergency', ours.apiKey)).body.items).toHaveLength(1);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await api.get(`/v1/accounts?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`, ours.apiKey);
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.nextCursor;
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it('refuses the cursor of another tenant as if it did not exist', async () => {
    await makeContract(db.application, theirs.tenantId, { nowMs: NOW });
    const page = await api.get('/v1/accounts?limit=1', theirs.apiKey);
    const stolen = await api.get(`/v1/accounts?cursor=${page.body.nextCursor}`, ours.apiKey);
    expect([stolen.status, stolen.body.code]).toEqual([404, 'not_found']);
  });
});

describe('one account', () => {
  it('shows balance, debts, emergency credit and what it takes to stay on', async () => {
    const { body, status } = await api.get(`/v1/accounts/${home.publicId}`, ours.apiKey);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      reference: printedReference(home.reference), customer: { name: 'Zoë De Smet' }, balanceEuro: '-3.00', debtEuro: '96.00',
      debts: { supplyEuro: '3.00', oldEuro: '93.00' }, emergency: { usedEuro: '3.00' }, estimated: true, measuredUntil: '2026-11-21',
      contact: { phone: '+32470123456', language: 'nl' }, meter: { serial: home.meterSerial }, contractFrom: '2026-09-01', contractUntil: null,
      tenant: { name: 'Net van Zele' }, householdAccounts: [{ id: gas.publicId, utility: 'gas' }],
    });
    expect(body.amountToStayOnEuro).toMatch(/^[0-9]+\.[0-9]{2}$/);
  });

  it('does not exist for another tenant, for no tenant, and with an id that is none', async () => {
    expect((await api.get(`/v1/accounts/${foreign.publicId}`, ours.apiKey)).status).toBe(404);
    expect((await api.get(`/v1/accounts/${NOBODY}`, ours.apiKey)).status).toBe(404);
    expect((await api.get('/v1/accounts/1%20or%201=1', ours.apiKey)).status).toBe(404);
  });

  it('leaves a row in the audit for each look', async () => {
    const count = async (): Promise<number> => (await db.owner.query<[{ n: number }]>(
      `select count(*)::int as n from audit where action = 'account.read' and subject = $1`, [`account:${gas.publicId}`]))[0].n;
    const before = await count();
    await api.get(`/v1/accounts/${gas.publicId}`, ours.apiKey);
    expect(await count()).toBe(before + 1);
  });
});

describe('the timeline', () => {
  it('merges all kinds, newest first, with the balance that was shown after each entry', async () => {
    const { body } = await api.get(`/v1/accounts/${home.publicId}/timeline`, ours.apiKey);
    expect(body.items.map((item: { kind: string }) => item.kind)).toEqual(['reading', 'charge', 'charge', 'notice', 'decision', 'payment']);
    const [, second, first, , decision, payment] = body.items;
    expect(payment.data).toEqual({
      channel: 'terminal', amountEuro: '20.00', externalId: 'TERM-0001', reversed: false, balanceAfterEuro: '13.00',
      parts: [{ to: 'debt_old', amountEuro: '7.00' }, { to: 'credit', amountEuro: '13.00' }],
    });
    expect(first.data).toMatchObject({ day: '2026-11-20', quality: 'measured', balanceAfterEuro: '5.00',
      registers: [{ register: 'offtake1', fromValue: 1_000_000, toValue: 1_040_000, used: 40_000, unit: 'Wh' }] });
    expect(second.data).toMatchObject({ quality: 'estimated', fromCreditEuro: '5.00', toDebtSupplyEuro: '3.00', balanceAfterEuro: '-3.00' });
    expect(decision.data.reasons).toEqual([{ code: 'in_credit', facts: {}, sentence: 'Er staat geld op de rekening.' }]);
  });

  it('masks the number a message went to and hides what a run has not released', async () => {
    const { body } = await api.get(`/v1/accounts/${home.publicId}/timeline?kind=notice`, ours.apiKey);
    expect(body.items).toHaveLength(1);
    expect(body.items[0].data).toMatchObject({ kind: 'payment_received', to: '+32***56' });
  });

  it('gives several kinds when several are asked for, and refuses one that does not exist', async () => {
    const { body } = await api.get(`/v1/accounts/${home.publicId}/timeline?kind=payment&kind=decision`, ours.apiKey);
    expect(body.items.map((item: { kind: string }) => item.kind)).toEqual(['decision', 'payment']);
    expect((await api.get(`/v1/accounts/${home.publicId}/timeline?kind=payment&kind=gossip`, ours.apiKey)).status).toBe(422);
  });

  it('gives the same items page by page, and the same balance with the first entries cut off', async () => {
    const whole = await api.get(`/v1/accounts/${home.publicId}/timeline`, ours.apiKey);
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await api.get(`/v1/accounts/${home.publicId}/timeline?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`, ours.apiKey);
      paged.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(paged).toEqual(whole.body.items);
  });
});

describe('why', () => {
  it.each([['nl', /noodkrediet/i], ['fr', /crédit de secours/i], ['de', /Notkredit/i], ['en', /emergency credit/i]])('is told in %s', async (language, words) => {
    const { body, status } = await api.get(`/v1/accounts/${home.publicId}/explain?language=${language}`, ours.apiKey);
    expect(status).toBe(200);
    expect(body.desiredSupply).toBe('on');
    expect(body.reasons.map((reason: { sentence: string }) => reason.sentence).join(' ')).toMatch(words);
  });

  it('refuses a language that we do not speak', async () => {
    expect((await api.get(`/v1/accounts/${home.publicId}/explain?language=es`, ours.apiKey)).status).toBe(422);
  });
});

describe('the overview', () => {
  it('counts homes by what their meters confirmed and tells how far the books are off', async () => {
    const { body, status } = await api.get('/v1/overview', ours.apiKey);
    expect(status).toBe(200);
    expect(body).toMatchObject({ accounts: 3, supplyCounts: { unknown: 3, on: 0 }, dailyRun: null, cutsPaused: false, suspense: { count: 0, amountEuro: '0.00' } });
    // The history above was written without its general ledger lines, so the books must be seen to be off.
    expect(body.ledgerDifferenceEuro).toBe('-96.00');
  });
});

describe('a case worker', () => {
  it('sees people with a mandate and nobody else, with less of them', async () => {
    const ocmwId = await makeOcmw(db.application, ours.tenantId, [home.customer]);
    const { token } = await makeStaff(db.application, ours.tenantId, { role: 'case_worker', ocmwId });
    const list = await api.get('/v1/accounts', token);
    expect(list.body.items.map((item: { id: string }) => item.id).toSorted()).toEqual([home.publicId, gas.publicId].toSorted());
    expect((await api.get(`/v1/accounts/${foreign.publicId}`, token)).status).toBe(404);
    const timeline = await api.get(`/v1/accounts/${home.publicId}/timeline`, token);
    expect(timeline.body.items.map((item: { kind: string }) => item.kind)).toEqual(['notice', 'decision', 'payment']);
    expect((await api.get('/v1/overview', token)).status).toBe(403);
  });

  it('sees nobody once the mandate has ended', async () => {
    const ocmwId = await makeOcmw(db.application, ours.tenantId, []);
    await db.owner.query(`insert into mandate (tenant_id, ocmw_id, person_id, ground, valid_from, valid_until) values ($1, $2, $3, 'consent', '2026-01-01', '2026-11-22')`,
      [ours.tenantId, ocmwId, home.customer.personId]);
    const { token } = await makeStaff(db.application, ours.tenantId, { role: 'case_worker', ocmwId });
    expect((await api.get('/v1/accounts', token)).body.items).toEqual([]);
  });
});

describe('a note', () => {
  it('is written once however often it is sent, and stands on the timeline with its author', async () => {
    const { token } = await makeStaff(db.application, ours.tenantId, { role: 'supplier_agent' });
    const write = (text: string) => api.post('/v1/notes', token, { accountId: gas.publicId, text }, 'note-key-1');
    const [first, again] = [await write('Belde, betaalt vrijdag.'), await write('Belde, betaalt vrijdag.')];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    const other = await write('Iets anders.');
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_key_reused']);
    const { body } = await api.get(`/v1/accounts/${gas.publicId}/timeline?kind=note`, token);
    expect(body.items.map((item: { data: object }) => item.data)).toEqual([{ text: 'Belde, betaalt vrijdag.', by: 'Els Maes' }]);
  });
});

it('a contract of tomorrow shows no supply of the connection before it starts', async () => {
  const later = await makeContract(db.application, ours.tenantId, { from: '2026-12-01' as SupplyDay, policyId: home.policyId, instalmentMicroEuro: microEuro(5_000_000), nowMs: NOW });
  const { body } = await api.get(`/v1/accounts/${later.publicId}`, ours.apiKey);
  expect(body).toMatchObject({ confirmedAt: null, instalment: { amountEuro: '5.00' }, contractFrom: '2026-12-01' });
});
