import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '@tegoed/prepayment-engine';
import { codaLinesOfSample, type SampleMovement } from '../../adapters/bank-files/coda-statement.sample.spec.js';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeStaff, makeTenant, openTestDatabase, testPersonalData, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';
import { verifyLedger } from '../ledger/index.js';
import { takeBankFile } from '../payments/index.js';
import { closeRefunds } from './index.js';

const NOW = instant(Date.UTC(2026, 10, 24, 9));
const IBAN = 'BE83363012345615';
const REASON = 'Betaler vroeg het terug';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;
let clerk: string;
let second: string;
let statement = 0;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  await db.owner.query('update tenant set iban = $2 where tenant_id = $1', [tenant.tenantId, IBAN]);
  home = await makeContract(db.application, tenant.tenantId);
  clerk = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
  second = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

const depsOf = () => ({ dataSource: db.application, terms: new AccountTermsReader(db.application), wallNowMs, people: testPersonalData });

async function bank(...movements: SampleMovement[]): Promise<void> {
  const lines = codaLinesOfSample({ iban: IBAN, number: (statement += 1), oldCents: 100_000, movements, last: true });
  expect(await takeBankFile(depsOf(), tenant.tenantId, [Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')], NOW)).toMatchObject({ kind: 'taken' });
}

function one<Row>(sql: string, values: unknown[] = []): Promise<Row> {
  return inTenant(db.application, tenant.tenantId, (tx) => tx.one<Row>(sql, values));
}

const payableOf = async (): Promise<number> =>
  (await one<{ sum: number }>(`select coalesce(sum(credit_micro_euro - debit_micro_euro), 0)::bigint as sum from general_ledger_line where account = 'refund_payable'`)).sum;
const paymentOf = async (state: string): Promise<string> => (await one<{ payment_id: string }>(`select payment_id from payment where state = $1 and amount_micro_euro > 0 order by recorded_at desc, payment_id desc limit 1`, [state])).payment_id;
const creditOf = async (): Promise<number> => (await one<{ credit: number }>('select credit_micro_euro as credit from account_state where account_id = $1', [home.accountId])).credit;
const idOf = (body: unknown): string => (body as { id: string }).id;
const approve = (id: string) => api.post(`/v1/refunds/${id}/decision`, second, { decision: 'approved', reason: 'Nagekeken en juist' });

describe('money in suspense', () => {
  it('goes back to its payer after two people agreed, in one file, and the debit on the statement closes it', async () => {
    await bank({ cents: 2_500, freeText: 'VOOR DE BUREN', name: 'DE SMET ANN' });
    const paymentId = await paymentOf('suspense');
    expect((await api.post(`/v1/payments/${paymentId}/refund`, tenant.apiKey, { reason: REASON })).status).toBe(403);
    const asked = await api.post(`/v1/payments/${paymentId}/refund`, clerk, { reason: REASON });
    expect([asked.status, asked.body]).toEqual([201, expect.objectContaining({ kind: 'suspense', state: 'asked', amountEuro: '25.00', payeeName: 'DE SMET ANN', payeeIban: '**** 4311' })]);
    expect((await api.post(`/v1/payments/${paymentId}/refund`, second, { reason: REASON })).status).toBe(409);
    expect((await api.post(`/v1/refunds/${idOf(asked.body)}/decision`, clerk, { decision: 'approved', reason: REASON })).status).toBe(403);
    expect((await api.post('/v1/refund-files', clerk, {})).status).toBe(409);
    expect((await approve(idOf(asked.body))).body).toMatchObject({ state: 'approved' });
    expect((await approve(idOf(asked.body))).status).toBe(409);
    expect(await payableOf()).toBe(25_000_000);

    const file = await api.post('/v1/refund-files', clerk, {});
    expect(file.body).toMatchObject({ refunds: 1, totalEuro: '25.00' });
    const xml = await api.get(`/v1/refund-files/${idOf(file.body)}`, second);
    const endToEndId = idOf(asked.body).replaceAll('-', '').toUpperCase();
    expect(xml.headers['content-type']).toContain('application/xml');
    for (const part of [`<EndToEndId>${endToEndId}</EndToEndId>`, '<IBAN>BE30735148994311</IBAN>', '<InstdAmt Ccy="EUR">25.00</InstdAmt>', `<DbtrAcct><Id><IBAN>${IBAN}</IBAN>`]) expect(xml.text).toContain(part);
    expect((await api.post('/v1/refund-files', clerk, {})).status).toBe(409);

    await bank({ cents: -2_500, code: '00101000', freeText: 'TERUGBETALING', endToEndId });
    expect([await closeRefunds(depsOf(), tenant.tenantId, NOW), await closeRefunds(depsOf(), tenant.tenantId, NOW), await payableOf()]).toEqual([1, 0, 0]);
    expect((await api.get('/v1/refunds', clerk)).body.items[0]).toMatchObject({ state: 'executed' });
    expect((await api.get('/v1/suspense', tenant.apiKey)).body.items).toEqual([]);
    expect((await api.get('/v1/reconciliation?day=2026-11-24', tenant.apiKey)).body).toMatchObject({ closes: true, suspenseDifferenceEuro: '0.00' });
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });

  it('is not refunded once somebody has assigned it', async () => {
    await bank({ cents: 1_100, freeText: 'VAN WIE' });
    const paymentId = await paymentOf('suspense');
    const asked = await api.post(`/v1/payments/${paymentId}/refund`, clerk, { reason: REASON });
    expect((await api.post(`/v1/suspense/${paymentId}/assign`, tenant.apiKey, { accountId: home.publicId })).status).toBe(201);
    expect((await approve(idOf(asked.body))).status).toBe(409);
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });
});

describe('a payment that was a mistake', () => {
  it('leaves the account as if it had never been, within 24 hours', async () => {
    const before = await creditOf();
    await bank({ cents: 50_000, reference: home.reference });
    const paymentId = (await one<{ payment_id: string }>('select payment_id from payment where amount_micro_euro = 500000000')).payment_id;
    const asked = await api.post(`/v1/payments/${paymentId}/refund`, clerk, { reason: '500 in plaats van 50' });
    expect(asked.body).toMatchObject({ kind: 'payment', amountEuro: '500.00' });
    expect(await creditOf()).toBe(before + 500_000_000);
    expect((await approve(idOf(asked.body))).status).toBe(200);
    expect(await creditOf()).toBe(before);
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });

  it('stays after that, and without a known bank account', async () => {
    await bank({ cents: 1_300, reference: home.reference });
    const late = (await one<{ payment_id: string }>('select payment_id from payment where amount_micro_euro = 13000000')).payment_id;
    await db.owner.query(`update payment set recorded_at = recorded_at - interval '25 hours' where payment_id = $1`, [late]);
    expect((await api.post(`/v1/payments/${late}/refund`, clerk, { reason: REASON })).status).toBe(409);
  });
});

describe('what is left at the end of a contract', () => {
  const order = (iban = 'BE68 5390 0754 7034') => ({ accountId: home.publicId, iban, name: 'An Peeters', reason: 'Verhuisd op 1 november' });

  it('goes back whole, not before, and not to a mistyped account', async () => {
    expect((await api.post('/v1/refunds', clerk, order())).status).toBe(409);
    expect((await api.post('/v1/refunds', clerk, order('BE68 5390 0754 7035'))).status).toBe(422);
    await db.owner.query(`update contract set period = daterange('2026-09-01', '2026-11-01') where account_id = $1`, [home.accountId]);
    const credit = await creditOf();
    const before = await payableOf();
    const asked = await api.post('/v1/refunds', clerk, order());
    expect([asked.status, asked.body]).toEqual([201, expect.objectContaining({ kind: 'balance', payeeIban: '**** 7034' })]);
    expect((await approve(idOf(asked.body))).status).toBe(200);
    expect([await creditOf(), await payableOf()]).toEqual([0, before + credit]);
    expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
  });
});
