import { randomUUID } from 'node:crypto';
import { instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockCommand, lockSupplyCase } from '../../adapters/postgres/supply-store.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { openTestDatabase, type TestContract, type TestDatabase, type TestTenant } from '../../test-database/index.js';
import { IN_WINDOW, makeExhaustedHome, makeLeasedTenant, supplyDepsOf } from '../../test-database/exhausted-home.js';
import { LyingMeter } from '../../test-database/lying-meter.js';
import { takeAmmMessage } from './amm-messages.js';
import { reviewEntry } from './review-entry.js';
import type { SupplyDeps } from './supply-deps.js';
import { workSupply } from './work-supply.js';

let db: TestDatabase;
let tenant: TestTenant;
let home: TestContract;
let meter: LyingMeter;
let deps: SupplyDeps;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db?.close();
});

/** A home whose limit was sent and accepted, and whose meter has not moved yet. */
beforeEach(async () => {
  tenant = await makeLeasedTenant(db);
  home = await makeExhaustedHome(db, tenant);
  meter = new LyingMeter('electricity', IN_WINDOW as number as ConstructorParameters<typeof LyingMeter>[1], () => 'moves_late');
  deps = supplyDepsOf(db, meter);
  await inTenant(db.application, tenant.tenantId, (tx) => reviewEntry(deps, tx, home.accountId, IN_WINDOW));
  await workSupply(deps, tenant.tenantId, IN_WINDOW);
});

function answer(correlationId: string, serial: string, type = '3.31.139.25'): string {
  return `<EventMessage><Header><Verb>created</Verb><Noun>EndDeviceEvents</Noun><CorrelationID>${correlationId}</CorrelationID></Header><Payload><EndDeviceEvents>
    <EndDeviceEvent><mRID>${randomUUID()}</mRID><createdDateTime>2026-06-09T08:06:00Z</createdDateTime><Assets><Names><name>${serial}</name></Names></Assets>
    <EndDeviceEventType ref="${type}"/></EndDeviceEvent></EndDeviceEvents></Payload></EventMessage>`;
}

const take = (xml: string) => takeAmmMessage(deps, xml, () => Promise.resolve(instant(IN_WINDOW + 60_000)));
const correlationId = (): string => meter.orders[0]?.correlationId ?? '';

async function standing(): Promise<{ state: string; confirmed: string; refused: number }> {
  const [row] = await db.owner.query<{ state: string; confirmed: string; refused: number }[]>(
    `select k.state, s.confirmed_supply as confirmed, (select count(*)::int from audit u where u.tenant_id = s.tenant_id and u.action = 'amm_answer.refused') as refused
     from command k join account_state s using (account_id) where account_id = $1`,
    [home.accountId],
  );
  if (row === undefined) throw new Error('no command');
  return row;
}

describe('an answer of the AMM', () => {
  it('that something was done is never taken for the breaker having moved', async () => {
    expect(await take(answer(correlationId(), home.meterSerial))).toMatchObject({ kind: 'taken' });
    expect(await standing()).toEqual({ state: 'accepted', confirmed: 'unknown', refused: 0 });
  });

  it('that names another meter than its order is refused and kept in the audit', async () => {
    await take(answer(correlationId(), '1SAG9999999999', '3.31.0.85'));
    expect(await standing()).toEqual({ state: 'accepted', confirmed: 'unknown', refused: 1 });
  });

  it('to an order that nobody sent, about a meter that nobody has, does nothing', async () => {
    expect(await take(answer(randomUUID(), '1SAG9999999999'))).toEqual({ kind: 'taken', accounts: [] });
    expect(await standing()).toEqual({ state: 'accepted', confirmed: 'unknown', refused: 0 });
  });

  it('of another supplier\'s meter asks that meter and touches nobody else', async () => {
    const other = await makeLeasedTenant(db);
    const theirs = await makeExhaustedHome(db, other);
    expect(await take(answer(randomUUID(), theirs.meterSerial))).toEqual({ kind: 'taken', accounts: [{ tenantId: other.tenantId, accountId: theirs.accountId }] });
    expect(await standing()).toMatchObject({ state: 'accepted', confirmed: 'unknown' });
  });

  it.each(['', '<a/>', '<!DOCTYPE x [<!ENTITY e "boom">]><EventMessage/>', answer('x', 'y').replace('createdDateTime>2026', 'createdDateTime>20x6')])('that cannot be read is told so: %#', async (xml) => {
    expect(await take(xml)).toMatchObject({ kind: 'not_understood' });
  });

  it('doubled and late changes nothing after the state is proven', async () => {
    for (const minutes of [25, 45, 90]) {
      meter.passTo((IN_WINDOW + minutes * 60_000) as Parameters<LyingMeter['passTo']>[0]);
      await workSupply(deps, tenant.tenantId, instant(IN_WINDOW + minutes * 60_000));
    }
    const proven = await standing();
    expect(proven).toMatchObject({ state: 'confirmed', confirmed: 'limited' });
    for (let again = 0; again < 2; again += 1) await take(answer(correlationId(), home.meterSerial, '3.31.0.85'));
    expect(await standing()).toEqual(proven);
  });

  it('that comes while its account is looked at waits: everyone takes the account first and its command after it', async () => {
    const failed = '3.31.0.85';
    let answered: Promise<unknown> = Promise.resolve();
    await inTenant(db.application, tenant.tenantId, async (tx) => {
      const supplyCase = await lockSupplyCase(tx, home.accountId, supplyDayOf(IN_WINDOW));
      await tx.query('update supply_wish set state = state where account_id = $1', [home.accountId]);
      answered = take(answer(correlationId(), home.meterSerial, failed));
      await waitUntilSomebodyWaits();
      expect(await lockCommand(tx, { commandId: supplyCase?.open?.commandId ?? '', accountId: home.accountId })).toMatchObject({ state: 'accepted' });
    });
    expect(await answered).toMatchObject({ kind: 'taken' });
    expect(await standing()).toMatchObject({ confirmed: 'unknown' });
  });
});

/** Until a transaction of the test waits for a row of another one. */
async function waitUntilSomebodyWaits(): Promise<void> {
  await expect.poll(async () => {
    const [row] = await db.owner.query<{ waiting: number }[]>('select count(*)::int as waiting from pg_locks where not granted');
    return row?.waiting;
  }, { timeout: 10_000 }).toBe(1);
}
