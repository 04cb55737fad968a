import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTenant } from '../../../adapters/postgres/tenant-transaction.js';
import { makeContract, makeStaff, makeTenant, openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../../test-database/index.js';
import { openTestApi, type TestApi } from '../../../test-database/test-api.js';
import { verifyLedger } from '../../ledger/index.js';
import { giveSupplyDebt, NOW, terminalPayment } from '../payments-arrange.spec.js';

let db: TestDatabase;
let api: TestApi;
let tenant: TestTenant;
let clerk: string;

beforeAll(async () => {
  db = await openTestDatabase();
  api = await openTestApi(db);
  tenant = await makeTenant(db.owner, { nowMs: NOW });
  clerk = (await makeStaff(db.application, tenant.tenantId, { role: 'supplier_agent' })).token;
});
afterAll(async () => {
  await api?.close();
  await db?.close();
});

const home = (options: Parameters<typeof makeContract>[2] = {}): Promise<TestContract> => makeContract(db.application, tenant.tenantId, options);
const pay = async ({ reference }: TestContract, euro: string): Promise<string> => ((await api.post('/v1/payments', tenant.apiKey, terminalPayment(reference, euro))).body as { paymentId: string }).paymentId;
const balancesOf = ({ accountId }: TestContract): Promise<{ credit: number; debt: number }> =>
  inTenant(db.application, tenant.tenantId, (tx) => tx.one('select credit_micro_euro as credit, debt_supply_micro_euro as debt from account_state where account_id = $1', [accountId]));

it('a payment on the wrong home moves with its history: there as if it had never been, here as any top-up', async () => {
  const [wrong, right] = [await home(), await home()];
  await giveSupplyDebt(db, tenant.tenantId, wrong.accountId, 100_000_000);
  const before = await balancesOf(wrong);
  const paymentId = await pay(wrong, '20.00');
  expect(await balancesOf(wrong)).not.toEqual(before);
  const order = { accountId: right.publicId, reason: 'Referentie van de buren' };
  expect((await api.post(`/v1/payments/${paymentId}/move`, tenant.apiKey, order)).status).toBe(403);
  const moved = await api.post(`/v1/payments/${paymentId}/move`, clerk, order);
  expect([moved.status, moved.body]).toEqual([201, expect.objectContaining({ amountEuro: '20.00', toBalanceEuro: '20.00' })]);
  expect([await balancesOf(wrong), await balancesOf(right)]).toEqual([before, { credit: 20_000_000, debt: 0 }]);
  expect((await api.post(`/v1/payments/${paymentId}/move`, clerk, order)).status).toBe(409);
  const history = (await api.get(`/v1/accounts/${wrong.publicId}/timeline`, clerk)).text;
  expect(history).toContain('Referentie van de buren');
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
});

it('credit moves between electricity and gas of one household, whole, and to no other household', async () => {
  const electricity = await home();
  const gas = await home({ utility: 'gas', customer: electricity.customer });
  await giveSupplyDebt(db, tenant.tenantId, gas.accountId, 10_000_000);
  await pay(electricity, '30.00');
  const order = (amountEuro: string, to = gas) => ({ fromAccountId: electricity.publicId, accountId: to.publicId, amountEuro, reason: 'Gas is bijna op' });
  expect((await api.post('/v1/credit-moves', clerk, order('30.01'))).status).toBe(409);
  expect((await api.post('/v1/credit-moves', clerk, order('5.00', await home()))).status).toBe(409);
  const moves = await Promise.all([api.post('/v1/credit-moves', clerk, order('12.00')), api.post('/v1/credit-moves', clerk, order('10.00'))]);
  expect(moves.map(({ status }) => status)).toEqual([201, 201]);
  expect([await balancesOf(electricity), await balancesOf(gas)]).toEqual([{ credit: 8_000_000, debt: 0 }, { credit: 22_000_000, debt: 10_000_000 }]);
  expect((await verifyLedger(db.application, tenant.tenantId)).problems).toEqual([]);
});
