import { type Instant, type Registers, settleGap, type SupplyDay, type TariffVersion } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { StoredRun } from '../../adapters/postgres/day-run/run-store.js';
import { writeDifferences } from '../../adapters/postgres/day-run/write-differences.js';
import { type AccountSnapshotRow, postEntry, readSnapshot } from '../../adapters/postgres/post-entry.js';
import { readTariffs } from '../../adapters/postgres/terms.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { entryRowsOf } from '../entries/index.js';
import { differenceRows } from './difference-rows.js';
import type { RunTerms } from './settle-range.js';

interface OpenGap {
  readonly exception_id: number;
  readonly account_id: number;
  readonly facts: { readonly reading: { readonly registers: Registers } | null };
}

/** What the gap path needs of a run's own needs. */
export interface GapDeps {
  readonly dataSource: DataSource;
  readonly wallNowMs: () => number;
}

const SIDE_BY_SIDE = 4;

/**
 * Homes whose meter was silent for days and has spoken again leave the stream of the run: what they used is spread over
 * the silent days, each at its own price, and only the difference with what was charged is booked, as visible rows that
 * point to the first ones. Done account by account under the row lock, so it may be repeated at any time.
 */
export async function settleGaps(deps: GapDeps, run: StoredRun, terms: RunTerms): Promise<void> {
  const gaps = await inTenant(deps.dataSource, run.tenant_id, (tx) =>
    tx.query<OpenGap>(`select exception_id, account_id, facts from reading_exception where problem = 'gap' and day = $1 and state = 'open' order by account_id`, [run.day]),
  );
  const priceBooks = new Map<SupplyDay, Awaited<ReturnType<typeof readTariffs>>>();
  const queue = gaps.values();
  const lane = async (): Promise<void> => {
    for (const gap of queue) await inTenant(deps.dataSource, run.tenant_id, (tx) => settleOne(deps, tx, run, gap, terms, priceBooks));
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
}

async function settleOne(
  deps: GapDeps,
  tx: TenantTransaction,
  run: StoredRun,
  gap: OpenGap,
  terms: RunTerms,
  priceBooks: Map<SupplyDay, Awaited<ReturnType<typeof readTariffs>>>,
): Promise<void> {
  const snapshot = await readSnapshot(tx.manager, tx.tenantId, gap.account_id, true);
  const registers = gap.facts.reading?.registers ?? null;
  const policy = snapshot === null ? undefined : terms.policies.get(snapshot.policy_id);
  const meter = snapshot === null ? undefined : terms.meters.get(snapshot.meter_model_id);
  if (snapshot === null || registers === null || policy === undefined || meter === undefined) return;
  const tariffs = await tariffsOf(tx, snapshot, run.day, priceBooks);
  const outcome = settleGap({
    state: accountStateOf(snapshot), registers, day: run.day, meter, policy, calendar: terms.calendar, now: terms.now,
    tariff: tariffs(run.day), tariffOn: tariffs,
  });
  // What cannot be spread stays on the work list with its reason; a person looks.
  if (outcome.kind !== 'settled') return;
  const rows = differenceRows(snapshot, outcome.days, (day) => versionOf(priceBooks, snapshot, day), { runId: run.run_id, recordedAt: isoOf(terms.now) });
  await writeDifferences(tx, snapshot.account_id, rows, `${run.run_id}`);
  const entry = entryRowsOf(snapshot, { ...outcome, entries: [] }, causeOf(run, snapshot, terms.now, deps.wallNowMs()));
  const posted = await postEntry(tx.manager, tx.tenantId, { accountId: snapshot.account_id, expectedVersion: snapshot.version }, [], {
    ...entry,
    state: { ...entry.state, entry_no: snapshot.entry_no + rows.length },
  });
  if (posted.kind !== 'booked') throw new Error(`account ${snapshot.account_id} moved under its lock`);
  // The silent days are accounted for now, so their own entries on the work list are solved as well.
  await tx.query(`update reading_exception set state = 'solved' where account_id = $1 and day <= $2 and problem in ('gap', 'missing')`, [snapshot.account_id, run.day]);
}

function causeOf(run: StoredRun, snapshot: AccountSnapshotRow, now: Instant, wallNowMs: number): Parameters<typeof entryRowsOf>[2] {
  return { kind: 'review', id: `gap:${run.run_id}:${snapshot.account_id}`, occurredAt: now, now, wallNowMs };
}

/** The account's price of each day of the gap; read once per day for all accounts. */
async function tariffsOf(
  tx: TenantTransaction,
  snapshot: AccountSnapshotRow,
  until: SupplyDay,
  priceBooks: Map<SupplyDay, Awaited<ReturnType<typeof readTariffs>>>,
): Promise<(day: SupplyDay) => TariffVersion | null> {
  const since = (snapshot.last_read_day ?? until) as SupplyDay;
  for (const { day } of await tx.query<{ day: SupplyDay }>(`select d::date as day from generate_series($1::date, $2::date, '1 day') d`, [since, until]))
    if (!priceBooks.has(day)) priceBooks.set(day, await readTariffs(tx, day));
  return (day) => priceBooks.get(day)?.get(snapshot.tariff_id)?.version ?? null;
}

function versionOf(priceBooks: Map<SupplyDay, Awaited<ReturnType<typeof readTariffs>>>, snapshot: AccountSnapshotRow, day: SupplyDay): number {
  return priceBooks.get(day)?.get(snapshot.tariff_id)?.versionId ?? 0;
}
