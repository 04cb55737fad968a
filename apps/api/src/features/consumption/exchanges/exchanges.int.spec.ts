import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instant, type SupplyDay } from '@tegoed/prepayment-engine';
import { openTestApi, type TestApi } from '../../../test-database/test-api.js';
import { makeContract, makeTenant, openTestDatabase, type TestDatabase } from '../../../test-database/index.js';

/** Tuesday 24 November 2026, 10:00 in Brussels. */
const NOW = instant(Date.UTC(2026, 10, 24, 9));
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

it('tells the holder of an exchange once, when both halves are known', async () => {
  const { tenantId, apiKey } = await makeTenant(db.owner, { nowMs: NOW });
  const home = await makeContract(db.application, tenantId, { from: '2026-09-01' as SupplyDay });
  const half = async (part: string, meterSerial: string, offtake1: number) => {
    const { status } = await request(api.app.getHttpServer()).post('/v1/meter-exchanges').set({ authorization: `Bearer ${apiKey}`, 'idempotency-key': randomUUID() })
      .send({ ean: home.ean, day: '2026-11-23', part, meterSerial, offtake1 });
    expect(status).toBe(201);
    return db.owner.query<{ kind: string; facts: object }[]>('select kind, facts from notice where account_id = $1', [home.accountId]);
  };
  expect(await half('old_end', home.meterSerial, 5_000_000)).toEqual([]);
  const told = [{ kind: 'meter_exchanged', facts: { exchangedOn: '2026-11-23', serial: '1SAG0000999901' } }];
  expect(await half('new_start', '1SAG0000999901', 0)).toEqual(told);
  expect(await half('old_end', home.meterSerial, 5_100_000)).toEqual(told);
});
