import { createHmac, randomUUID } from 'node:crypto';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { openTestApi, type TestApi } from '../../test-database/test-api.js';

const SECRET = 'terminal_of-this-spec';
const NOW = Date.UTC(2026, 10, 24, 9);

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let home: TestContract;

beforeAll(async () => {
  db = await openTestDatabase({ TERMINAL_SECRETS: SECRET });
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  home = await makeContract(db.application, tenant.tenantId);
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

function send(path: string, type: string, body: string, secret = SECRET): Promise<Response> {
  const seconds = Math.floor(wallNowMs() / 1_000);
  const signature = `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
  return request(api.app.getHttpServer()).post(`/webhooks/terminals/${tenant.publicId}${path}`).set({ 'content-type': type, 'terminal-signature': signature }).send(body);
}
const online = (order: object, secret?: string): Promise<Response> => send('', 'application/json', JSON.stringify(order), secret);
const batch = (text: string): Promise<Response> => send('/batches', 'text/csv', text);
const order = (transactionId: string, amountEuro = '20.00', reference = home.ean.slice(-13)) => ({ transactionId, terminalId: 'T-1', reference, amountEuro, paidAt: '2026-11-23T21:10:00Z' });

async function rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  return inTenant(db.application, tenant.tenantId, (tx) => tx.query<Row>(sql, values));
}

describe('a payment at a terminal', () => {
  it('is booked once and gives a receipt with amount, reference and time only', async () => {
    const transactionId = randomUUID();
    const first = await online(order(transactionId));
    expect([first.status, first.body]).toEqual([200, { transactionId, result: 'booked', receipt: { amountEuro: '20.00', reference: home.ean.slice(-13), paidAt: '2026-11-23T21:10:00.000Z' } }]);
    expect((await online(order(transactionId))).body).toMatchObject({ result: 'duplicate', receipt: (first.body as { receipt: object }).receipt });
    expect((await online(order(transactionId, '21.00'))).status).toBe(409);
    expect(await rows('select state from payment where external_id = $1', [transactionId])).toEqual([{ state: 'booked' }]);
  });

  it('with a strange reference waits in suspense, and the receipt is the same', async () => {
    expect((await online(order(randomUUID(), '5.00', '1234567890123'))).body).toMatchObject({ result: 'suspense', receipt: { amountEuro: '5.00' } });
  });

  it('with a wrong signature is refused and stored nowhere', async () => {
    const refused = await online(order('forged'), 'terminal_of-a-stranger');
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([400, 'signature_invalid']);
    expect(await rows(`select 1 from payment where external_id = 'forged'`)).toEqual([]);
  });

  it.each([['amountEuro', '20,00'], ['amountEuro', '0'], ['paidAt', 'yesterday'], ['transactionId', ''], ['extra', 'field']])('with %s %s is refused with the field', async (field, value) => {
    expect((await online({ ...order(randomUUID()), [field]: value })).status).toBe(422);
  });
});

describe('a daily file', () => {
  const line = (transaction: string, amount: string, time: string): string => `P;${transaction};T-7;${home.ean.slice(-13)};${amount};${time}`;

  it('that comes days late books each payment at its own date, and what was told online once (F15)', async () => {
    const known = randomUUID();
    await online(order(known));
    const text = ['H;XENTA;2026-11-20', line(known, '20.00', '2026-11-23T21:10:00Z'), line('late-1', '10.00', '2026-11-19T08:00:00Z'), 'T;2;30.00'].join('\n');
    expect((await batch(text)).body).toEqual({ day: '2026-11-20', payments: 2, booked: 1, suspense: 0, duplicates: 1, differing: 0 });
    expect((await batch(text)).body).toMatchObject({ booked: 0, duplicates: 2 });
    const [late] = await rows<{ paid: string; same: boolean }>(
      `select to_char(p.paid_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as paid, bool_and(j.occurred_at = p.paid_at) as same
       from payment p join journal j on j.cause_id = p.payment_id::text where p.external_id = 'late-1' group by p.paid_at`);
    expect(late).toEqual({ paid: '2026-11-19 08:00', same: true });
    expect(await rows(`select channel, state from inbox where channel = 'terminal'`)).toEqual([{ channel: 'terminal', state: 'booked' }]);
  });

  it('that does not close books nothing', async () => {
    const refused = await batch(['H;XENTA;2026-11-20', line('bad-1', '10.00', '2026-11-19T08:00:00Z'), 'T;1;11.00'].join('\n'));
    expect([refused.status, (refused.body as { detail: string }).detail]).toEqual([422, 'Line 3 has another total than its payments. Nothing of the file was booked.']);
    expect(await rows(`select 1 from payment where external_id = 'bad-1'`)).toEqual([]);
  });
});
