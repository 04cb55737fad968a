import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { instant, microEuro, type SupplyDay } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookTopUp, type IncomingPayment } from '../../features/payments/index.js';
import { makeContract, makeTenant, openTestDatabase, type TestDatabase } from '../../test-database/index.js';
import { wallNowMs } from '../clock/wall-clock.js';
import { AccountTermsReader } from './account-terms.js';
import { markDues, readSnapshots } from './post-entry.js';
import { holdOffMoves, waitForRanges } from './range-turn.js';
import { inTenant, type TenantTransaction } from './tenant-transaction.js';

const NOW = instant(Date.parse('2026-06-09T08:05:00Z'));

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(async () => {
  await db?.close();
});

/** A gate that opens when every party has come to it. */
function meeting(parties: number): () => Promise<void> {
  let missing = parties;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return all;
  };
}

it('two transactions that mark the same moments in opposite orders both go through', async () => {
  const { tenantId } = await makeTenant(db.owner, { nowMs: NOW });
  const moments = ['2026-06-10T08:00:00Z', '2026-06-10T09:00:00Z'] as const;
  const met = meeting(2);
  const mark = (order: readonly string[]) => inTenant(db.application, tenantId, async (tx) => {
    for (const dueAt of order) {
      await markDues(tx.manager, tenantId, [{ due_at: dueAt, kind: 'review' }]);
      if (dueAt === order[0]) await met();
    }
  });
  await Promise.all([mark(moments), mark(moments.toReversed())]);
  const kept = await db.owner.query<{ moments: number }[]>('select count(distinct due_at)::int as moments from due where tenant_id = $1', [tenantId]);
  expect(kept[0]?.moments).toBe(2);
});

it('whoever locks two accounts waits for a range that updates them in another order', async () => {
  const { tenantId } = await makeTenant(db.owner, { nowMs: NOW });
  const accounts: number[] = [];
  for (let made = 0; made < 2; made += 1) accounts.push((await makeContract(db.application, tenantId, { nowMs: NOW, from: '2026-05-01' as SupplyDay })).accountId);
  const [first = 0, second = 0] = accounts.toSorted((one, other) => one - other);
  const touch = (tx: TenantTransaction, accountId: number) => tx.query('update account_state set mean_daily_charge_micro_euro = 1 where account_id = $1', [accountId]);
  const met = meeting(2);
  const range = inTenant(db.application, tenantId, async (tx) => {
    await holdOffMoves(tx, tenantId);
    await touch(tx, second);
    await met();
    await waitForLockAsked();
    await touch(tx, first);
  });
  const move = inTenant(db.application, tenantId, async (tx) => {
    await met();
    await waitForRanges(tx, tenantId);
    return readSnapshots(tx, tenantId, [first, second], true);
  });
  const [, read] = await Promise.all([range, move]);
  expect(read).toHaveLength(2);
});

it('a single payment takes its account before its key, as a chunk of a file does', async () => {
  const { tenantId } = await makeTenant(db.owner, { nowMs: NOW });
  const { accountId } = await makeContract(db.application, tenantId, { nowMs: NOW, from: '2026-05-01' as SupplyDay });
  const payment: IncomingPayment = {
    channel: 'terminal', externalId: randomUUID(), paymentId: randomUUID(), contentHash: '00', amountMicroEuro: microEuro(20_000_000), paidAt: NOW,
    referenceText: null, payerName: null, payerIban: null, inboxId: null,
  };
  const { booking } = await inTenant(db.application, tenantId, async (tx) => {
    await readSnapshots(tx, tenantId, [accountId], true);
    const single = bookTopUp({ dataSource: db.application, terms: new AccountTermsReader(db.application), wallNowMs }, accountId, { tenantId, payment, now: NOW });
    await waitForLockAsked();
    await tx.query(`insert into claim (tenant_id, channel, external_id, content_hash, result, claimed_at) values ($1, $2, $3, '\\x00', '{}', now())`, [tenantId, payment.channel, payment.externalId]);
    return { booking: single };
  });
  // The chunk was first: the single payment finds its key taken and books nothing.
  expect(await booking).toMatchObject({ kind: 'duplicate' });
});

/** Waits until somebody in the database waits for a lock. */
async function waitForLockAsked(): Promise<void> {
  for (;;) {
    const rows = await db.owner.query<{ waiting: boolean }[]>(
      'select exists (select from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()) as waiting',
    );
    if (rows[0]?.waiting === true) return;
    await pause(20);
  }
}
