import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../../test-database/index.js';
import { openTestApi, type TestApi } from '../../../test-database/test-api.js';
import { verifyLedger } from '../../ledger/index.js';
import { collectOn, NOW, OUR_IBAN, postFile, strangeReference } from '../payments-arrange.spec.js';
import { camtFile, codaFile, standingOf } from './bank-statements-arrange.spec.js';

const SHARED = process.env['TEGOED_SHARED'] ?? new URL('../../../../../../../shared', import.meta.url).pathname;
const MADE = `${SHARED}/data/bank`;

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});
beforeEach(async () => {
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  await collectOn(db, tenant.tenantId, OUR_IBAN);
});

async function home(reference?: string): Promise<TestContract> {
  // A reference is never given out twice, and the made files use a few of them again and again.
  if (reference !== undefined) await db.owner.query(`update account set reference = lpad(account_id::text, 12, '0') where reference = $1`, [reference]);
  return makeContract(db.application, tenant.tenantId, reference === undefined ? {} : { reference });
}

function rowsOf<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
  return inTenant(db.application, tenant.tenantId, (tx) => tx.query<Row>(sql, values));
}

async function expectLedgerStands(): Promise<void> {
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
}

describe.skipIf(!existsSync(MADE))('POST /v1/bank-statements with the public files (skipped where they are absent)', () => {
  const made = (name: string): Promise<Buffer> => readFile(`${MADE}/${name}`);

  it('books known structured references and parks the unknown, all of CODA m01', async () => {
    const known = [await home('710809374694'), await home('451156295327')];
    const { status, body } = await postFile(api, tenant, await made('coda/made/m01-structured-101.cod'));
    expect([status, body]).toEqual([201, {
      fileId: expect.any(String), verdict: 'accept', why: null, booked: { count: 2, amountEuro: '115.00' }, suspense: { count: 4, amountEuro: '105.00' },
      reversed: { count: 0, amountEuro: '0.00' }, pending: 0, duplicates: 0, alerts: [],
    }]);
    expect(await rowsOf('select account_id, amount_micro_euro, channel from payment where account_id > 0 order by 1')).toEqual([
      { account_id: known[0]?.accountId, amount_micro_euro: 15_000_000, channel: 'bank' }, { account_id: known[1]?.accountId, amount_micro_euro: 100_000_000, channel: 'bank' },
    ]);
    await expectLedgerStands();
  });

  it('finds references in free text, CODA m02', async () => {
    for (const reference of ['652245208709', '807783409919', '879393555340']) await home(reference);
    const { body } = await postFile(api, tenant, await made('coda/made/m02-free-text-references.cod'));
    expect(body).toMatchObject({ booked: { count: 3, amountEuro: '65.00' }, suspense: { count: 1, amountEuro: '10.00' } });
  });

  it('undoes a wrong booking of the bank as a debt of its own that points to it, CODA m03', async () => {
    const payer = await home('719016370094');
    const { body } = await postFile(api, tenant, await made('coda/made/m03-cancellation-49.cod'));
    expect(body).toMatchObject({ booked: { count: 1, amountEuro: '25.00' }, reversed: { count: 1, amountEuro: '-25.00' }, suspense: { count: 0 } });
    const journal = await rowsOf<{ journal_id: number; reverses_journal_id: number | null }>(
      'select journal_id, reverses_journal_id, debit, credit, amount_micro_euro from journal where account_id = $1 order by entry_no', payer.accountId);
    expect(journal).toMatchObject([
      { debit: 'bank', credit: 'credit', amount_micro_euro: 25_000_000 },
      { debit: 'debt_returned', credit: 'bank', amount_micro_euro: 25_000_000, reverses_journal_id: journal[0]?.journal_id },
    ]);
    expect(await rowsOf('select state from payment where account_id = $1 order by amount_micro_euro desc', payer.accountId)).toEqual([{ state: 'reversed' }, { state: 'booked' }]);
    await expectLedgerStands();
  });

  it('books the details of a bank’s total and never the total beside them, CODA m04', async () => {
    await home('714730466524');
    const { body } = await postFile(api, tenant, await made('coda/made/m04-globalised-2-6.cod'));
    expect(body).toMatchObject({ booked: { count: 1, amountEuro: '25.00' }, suspense: { count: 2, amountEuro: '50.00' } });
  });

  it('parks a returned direct debit whose payment is not found, and a person moves it to the account (F14)', async () => {
    const payer = await home();
    const { body } = await postFile(api, tenant, await made('coda/made/m05-sdd-return-am04.cod'));
    expect(body).toMatchObject({ booked: { count: 0 }, suspense: { count: 1, amountEuro: '-40.00' } });
    const { body: list } = await api.get('/v1/suspense', tenant.apiKey);
    expect(list.items[0]).toMatchObject({ why: 'returned_payment_not_found', amountEuro: '-40.00', payerName: 'CLAES' });
    const assigned = await api.post(`/v1/suspense/${list.items[0].id}/assign`, tenant.apiKey, { accountId: payer.publicId });
    expect(assigned.status).toBe(201);
    expect(await rowsOf('select debt_returned_micro_euro, desired_supply from account_state where account_id = $1', payer.accountId)).toEqual([
      { debt_returned_micro_euro: 40_000_000, desired_supply: 'on' }]);
    await expectLedgerStands();
  });

  it.each(['coda/made/x02-balance-mismatch.cod', 'coda/made/x03-line-127.cod', 'coda/made/x04-no-record-9.cod', 'camt/made/c05-sum-mismatch.xml', 'camt/made/c06-xxe.xml'])(
    'refuses %s whole, says why, and says it again (F11)', async (name) => {
      const first = await postFile(api, tenant, await made(name));
      expect([first.status, first.body.code, first.headers['content-type']]).toEqual([422, 'bank_file_refused', expect.stringContaining('application/problem+json')]);
      expect(first.body.detail).toMatch(/^Nothing of the file was booked: .{10,}/);
      expect((await postFile(api, tenant, await made(name))).body).toEqual(first.body);
      expect(await rowsOf('select state, verdict from inbox')).toEqual([{ state: 'refused', verdict: 'reject' }]);
      expect(await standingOf(db, tenant)).toEqual({ payments: 0, bank: 0, suspense: 0, credit: 0 });
    });

  it('books the same entries once from both versions of a statement, and nothing that is only announced', async () => {
    await home('710809374694');
    await home('068681843339');
    expect((await postFile(api, tenant, await made('camt/made/c01-structured-v02.xml'))).body.booked).toEqual({ count: 2, amountEuro: '55.50' });
    expect((await postFile(api, tenant, await made('camt/made/c01-structured-v08.xml'))).body).toMatchObject({ booked: { count: 0 }, duplicates: 2 });
    expect((await postFile(api, tenant, await made('camt/made/c04-pending.xml'))).body).toMatchObject({ booked: { count: 0 }, pending: 1 });
  });

  it('undoes an entry that the bank reverses by its reference, camt c03', async () => {
    await home('031714905182');
    const { body } = await postFile(api, tenant, await made('camt/made/c03-reversal.xml'));
    expect(body).toMatchObject({ booked: { count: 1, amountEuro: '20.00' }, reversed: { count: 1, amountEuro: '-20.00' } });
  });
});

describe('POST /v1/bank-statements', () => {
  it('knows a file that was booked before, plain or re-exported with another header (F9, F10)', async () => {
    const payer = await home();
    const file = codaFile(1, [{ cents: 2_000, reference: payer.reference }, { cents: 500, reference: strangeReference(1) }]);
    const first = await postFile(api, tenant, file);
    const again = await postFile(api, tenant, file);
    expect(again.body).toEqual({ ...first.body, verdict: 'duplicate', why: 'this file was booked before', booked: { count: 0, amountEuro: '0.00' }, suspense: { count: 0, amountEuro: '0.00' }, duplicates: 2 });
    const reExported = Buffer.from(file.toString('latin1').replace('TEST BV', 'EXPORT '), 'latin1');
    expect((await postFile(api, tenant, reExported)).body).toMatchObject({ verdict: 'accept', booked: { count: 0 }, suspense: { count: 0 }, duplicates: 2 });
    expect((await postFile(api, tenant, gzipSync(file))).body).toMatchObject({ booked: { count: 0 }, duplicates: 2 });
    expect(await standingOf(db, tenant)).toEqual({ payments: 2, bank: 25_000_000, suspense: 5_000_000, credit: 20_000_000 });
  });

  it('books an advice and the statement of the day once', async () => {
    const payer = await home();
    const entries = [{ euros: '20.00', reference: payer.reference, bankReference: 'A1' }, { euros: '20.00', reference: payer.reference, bankReference: 'A2' }];
    expect((await postFile(api, tenant, camtFile('054', entries))).body).toMatchObject({ booked: { count: 2, amountEuro: '40.00' } });
    const statement = [...entries, { euros: '5.00', reference: payer.reference, bankReference: 'A3' }];
    expect((await postFile(api, tenant, camtFile('053', statement))).body).toMatchObject({ booked: { count: 1, amountEuro: '5.00' }, duplicates: 2 });
  });

  it('gives a statement that came before with another content to a person', async () => {
    await postFile(api, tenant, codaFile(1, [{ cents: 2_000, reference: strangeReference(1) }]));
    const { status, body } = await postFile(api, tenant, codaFile(1, [{ cents: 3_000, reference: strangeReference(1) }]));
    expect([status, body.code]).toEqual([422, 'bank_file_for_review']);
    expect(await standingOf(db, tenant)).toMatchObject({ payments: 1, bank: 20_000_000 });
  });

  it('refuses a statement of an account that is not this supplier’s', async () => {
    const other = await makeTenant(db.owner, { nowMs: NOW });
    const { status, body } = await postFile(api, other, codaFile(1, [{ cents: 2_000, reference: strangeReference(1) }]));
    expect([status, body.detail]).toEqual([422, expect.stringContaining('is not ours')]);
  });

  it('refuses what is no bank file, and an empty body', async () => {
    expect((await postFile(api, tenant, Buffer.from('geen bankbestand'))).body.code).toBe('bank_file_refused');
    expect((await postFile(api, tenant, Buffer.alloc(0))).status).toBe(422);
  });

  it('books a statement that does not follow the last one, and tells', async () => {
    await postFile(api, tenant, codaFile(1, [{ cents: 2_000, reference: strangeReference(1) }], 100_000));
    expect((await postFile(api, tenant, codaFile(2, [{ cents: 1_000, reference: strangeReference(1) }], 102_000))).body.alerts).toEqual([]);
    const { body } = await postFile(api, tenant, codaFile(4, [{ cents: 1_000, reference: strangeReference(1) }], 150_000));
    expect(body).toMatchObject({ suspense: { count: 1 }, alerts: [{ code: 'opening_balance_gap', detail: expect.stringContaining(OUR_IBAN) }] });
  });

  it('parks what is not a customer’s money, so that the bank in the books is the bank', async () => {
    await postFile(api, tenant, codaFile(1, [{ cents: -350, freeText: 'KOSTEN', code: '00380000' }, { cents: 2_000, freeText: 'zonder mededeling' }]));
    expect(await rowsOf('select why, amount_micro_euro from payment order by 2')).toEqual([
      { why: 'not_from_a_customer', amount_micro_euro: -3_500_000 }, { why: 'reference_missing', amount_micro_euro: 20_000_000 }]);
    expect(await standingOf(db, tenant)).toMatchObject({ bank: 16_500_000, suspense: 16_500_000 });
    await expectLedgerStands();
  });

  it('keeps personal data of payers sealed', async () => {
    await postFile(api, tenant, codaFile(1, [{ cents: 2_000, reference: strangeReference(1), name: 'CLAES MIA' }]));
    const [row] = await rowsOf<{ payer_name: Buffer; payer_iban: Buffer }>('select payer_name, payer_iban from payment');
    expect(row?.payer_name.includes('CLAES')).toBe(false);
    expect(row?.payer_iban.includes('BE30')).toBe(false);
  });
});

it('suggests the home that the same bank account paid before, and never books on it', async () => {
  const [paid, other] = [await home(), await home()];
  const file = (number: number, text: string): Buffer => codaFile(number, [{ cents: 2_000, freeText: text }], 100_000);
  await postFile(api, tenant, codaFile(1, [{ cents: 2_000, reference: paid.reference }]));
  expect((await postFile(api, tenant, file(2, 'ZONDER MEDEDELING'))).body).toMatchObject({ booked: { count: 0 }, suspense: { count: 1 } });
  const waiting = async (): Promise<unknown> => ((await api.get('/v1/suspense', tenant.apiKey)).body as { items: { candidates: unknown[] }[] }).items[0]?.candidates;
  expect(await waiting()).toMatchObject([{ accountId: paid.publicId, ground: 'earlier_payer' }]);
  // A payer of two homes is a suggestion for both.
  await postFile(api, tenant, codaFile(3, [{ cents: 2_000, reference: other.reference }]));
  expect(await waiting()).toHaveLength(2);
  await expectLedgerStands();
});
