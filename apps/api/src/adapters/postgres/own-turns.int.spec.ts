import { instant } from '@tegoed/prepayment-engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTenant, openTestDatabase, type TestDatabase } from '../../test-database/index.js';
import { markDues } from './post-entry.js';
import { inTenant } from './tenant-transaction.js';

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
