import { addDays, type Instant, instant, instantAt, supplyDayOf } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../adapters/clock/wall-clock.js';
import { type DueKind, markDue, readDues, settleDues } from '../adapters/postgres/due-store.js';
import { readPendingWork } from '../adapters/postgres/pending-work.js';
import type { BellKind } from '../adapters/queue/bells.js';
import { inTenant } from '../adapters/postgres/tenant-transaction.js';
import { type ProviderWorkDeps, workProvider } from '../features/checkout/index.js';
import { findSuspicions, type RunDeps, takeDropped, workRerates, workRuns } from '../features/consumption/index.js';
import { type BankFileDeps, finishBankFiles } from '../features/payments/index.js';
import { closeRefunds } from '../features/refunds/index.js';
import { postLetters, remindOwnThresholds, sendDueNotices, type SendDependencies } from '../features/notices/index.js';
import { escalateDarkHomes, reconcileSupply, reviewAccounts, type SupplyDeps, workSupply } from '../features/supply/index.js';

/** What the work for tenants needs. */
export interface WorkDeps {
  readonly dataSource: DataSource;
  /** Switching for one world's clock: the AMM adapter's own breaker counts by that clock. */
  readonly supplyFor: (worldId: number | null) => SupplyDeps;
  readonly sending: SendDependencies;
  readonly runs: RunDeps;
  /** Folder with a folder per tenant into which files of readings may be put; absent when there is none. */
  readonly dropFolder?: string | undefined;
  readonly cardPayments: ProviderWorkDeps;
  readonly bankFiles: BankFileDeps;
}

/** Local time of the morning look at everybody who may run out today, before messages may go out. */
const MORNING_MINUTE = 7 * 60 + 45;
const REVIEW_BATCH = 500;

/** Does what is due for one tenant now, kind by kind, and forgets a due only after its work is done. */
export async function workTenant(deps: WorkDeps, tenantId: number, worldId: number | null, now: Instant): Promise<number> {
  const dropped = deps.dropFolder === undefined ? 0 : await takeDropped(deps.dataSource, tenantId, deps.dropFolder, now);
  const pending = await readPendingWork(deps.dataSource, tenantId, now);
  const runs = pending.runs ? await workRuns(deps.runs, tenantId, now) : [];
  for (const { run } of runs) await findSuspicions(deps.dataSource, tenantId, run.day, now);
  const rerated = pending.rerates ? await workRerates(deps.dataSource, tenantId, now, deps.runs.wallNowMs()) : 0;
  if (pending.bankFiles) await finishBankFiles(deps.bankFiles, tenantId, now);
  if (pending.refunds) await closeRefunds(deps.bankFiles, tenantId, now);
  // What has just been done may have made something due at once.
  const isChanged = pending.runs || pending.rerates || pending.bankFiles;
  const kinds = isChanged ? await readDues(deps.dataSource, tenantId, now) : pending.dues;
  for (const kind of inOrder(kinds)) {
    await workKind(deps, tenantId, worldId, kind, now);
    if (kinds.includes(kind)) await settleDues(deps.dataSource, tenantId, kind, now);
  }
  return kinds.length + runs.length + rerated + dropped;
}

/** Reviews first, because they make wishes and notices; then switching, which makes notices; then messages. */
function inOrder(kinds: readonly DueKind[]): DueKind[] {
  const order: DueKind[] = ['morning', 'review', 'supply', 'notices'];
  const withFollowers = new Set<DueKind>(kinds);
  if (withFollowers.has('morning') || withFollowers.has('review')) withFollowers.add('supply');
  if (withFollowers.has('supply')) withFollowers.add('notices');
  return order.filter((kind) => withFollowers.has(kind));
}

/** One kind of work for one tenant; also what a bell asks for. */
export async function workKind(deps: WorkDeps, tenantId: number, worldId: number | null, kind: DueKind | BellKind, now: Instant): Promise<void> {
  switch (kind) {
    case 'morning':
      await reviewWhere(deps, tenantId, worldId, `account_id in (select account_id from attention)`, now);
      await reconcileSupply(deps.supplyFor(worldId), tenantId, now);
      await remindOwnThresholds(deps.dataSource, deps.supplyFor(worldId).terms, tenantId, now);
      await postLetters(deps.dataSource, tenantId, now, deps.sending.policy);
      await markDue(deps.dataSource, tenantId, 'morning', nextMorning(now));
      return;
    case 'run':
      await workTenant(deps, tenantId, worldId, now);
      return;
    case 'review':
      return reviewWhere(deps, tenantId, worldId, 'next_review_at <= $2', now);
    case 'supply':
      await workSupply(deps.supplyFor(worldId), tenantId, now);
      await escalateDarkHomes(deps, tenantId, now);
      return;
    case 'notices':
      await sendDueNotices(deps.sending, tenantId, now);
      return;
    case 'card_payments':
      await workCardPayments(deps, tenantId, worldId, now);
      return;
  }
}

/** Money that came in may bring supply back and is told to its payer, at once. */
async function workCardPayments(deps: WorkDeps, tenantId: number, worldId: number | null, now: Instant): Promise<void> {
  if ((await workProvider(deps.cardPayments, tenantId, now)) === 0) return;
  await workSupply(deps.supplyFor(worldId), tenantId, now);
  await sendDueNotices(deps.sending, tenantId, now);
}

/** Switching and messages that nothing has marked as due; returns how much switching there was. */
export async function sweepTenant(deps: WorkDeps, tenantId: number, worldId: number | null, now: Instant): Promise<number> {
  const pending = await readPendingWork(deps.dataSource, tenantId, now);
  const moved = pending.supply ? await workSupply(deps.supplyFor(worldId), tenantId, now) : 0;
  if (moved > 0 || pending.notices) await sendDueNotices(deps.sending, tenantId, now);
  return moved;
}

/** The next morning look after a moment. */
export function nextMorning(now: Instant): Instant {
  const today = instantAt(supplyDayOf(now), MORNING_MINUTE);
  return today > now ? today : instantAt(addDays(supplyDayOf(now), 1), MORNING_MINUTE);
}

/** Reviews accounts batch by batch in key order. */
async function reviewWhere(deps: WorkDeps, tenantId: number, worldId: number | null, condition: string, now: Instant): Promise<void> {
  const supply = deps.supplyFor(worldId);
  for (let after = 0; ; ) {
    const rows = await inTenant(deps.dataSource, tenantId, (tx) =>
      tx.query<{ account_id: number }>(
        `select account_id from account_state where account_id > $1 and $2::timestamptz is not null and ${condition} order by account_id limit ${REVIEW_BATCH}`,
        [after, isoOf(now)],
      ),
    );
    await reviewAccounts(supply, tenantId, rows.map((row) => row.account_id), now);
    const last = rows.at(-1);
    if (last === undefined || rows.length < REVIEW_BATCH) return;
    after = last.account_id;
  }
}

/** The tenant's time from the wall's and its world's offset. */
export function timeOf(wallNowMs: number, offsetMs: number): Instant {
  return instant(wallNowMs + offsetMs);
}
