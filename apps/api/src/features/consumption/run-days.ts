import { addDays, type Instant, type Region, type SupplyDay, supplyDayOf } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { countUnsettled, openRun, releaseQuarantined, type StoredRun } from '../../adapters/postgres/day-run/run-store.js';
import { readMeterTerms } from '../../adapters/postgres/meter-terms.js';
import { readCalendar, readPolicies, readTariffs } from '../../adapters/postgres/terms.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { type RunDeps, runDay, type RunReport } from './daily-run.js';
import type { RunTerms } from './settle-range.js';

/** Whether a day can be run, or why not. */
export type RunRequest = { readonly kind: 'opened'; readonly run: StoredRun } | { readonly kind: 'not_over'; readonly day: SupplyDay } | { readonly kind: 'too_far_back' };

/** A tenant that missed more days than this needs a person, not a machine that catches up by itself. */
const DAYS_CAUGHT_UP = 62;

/**
 * Opens the run of a day, and before it the runs of the days that were missed, because a day is settled only after
 * the one before it. Nothing is computed here: a worker does, and a run that is there already is simply given back.
 */
export async function requestRun(dataSource: DataSource, tenantId: number, day: SupplyDay, now: Instant, wallNowMs: number): Promise<RunRequest> {
  if (day >= supplyDayOf(now)) return { kind: 'not_over', day };
  const counted = await countUnsettled(dataSource, tenantId, day);
  const oldest = counted.map((range) => range.oldest_day).reduce((a, b) => (a < b ? a : b), addDays(day, -1));
  if (oldest < addDays(day, -DAYS_CAUGHT_UP - 1)) return { kind: 'too_far_back' };
  for (let missed = addDays(oldest, 1); missed < day; missed = addDays(missed, 1))
    await openRun(dataSource, tenantId, missed, now, wallNowMs, await countUnsettled(dataSource, tenantId, missed));
  return { kind: 'opened', run: await openRun(dataSource, tenantId, day, now, wallNowMs, counted) };
}

/** Works through the open runs of a tenant in the order of their days; safe to call at any time, from any worker. */
export async function workRuns(deps: RunDeps, tenantId: number, now: Instant): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (const day of await openDays(deps.dataSource, tenantId)) {
    const report = await runDay(deps, tenantId, day, await readTerms(deps, tenantId, day, now));
    await renewLease(deps.dataSource, tenantId, report, now);
    reports.push(report);
    if (report.verdict.kind === 'quarantine') break;
  }
  return reports;
}

async function openDays(dataSource: DataSource, tenantId: number): Promise<SupplyDay[]> {
  const rows = await inTenant(dataSource, tenantId, (tx) =>
    // A quarantined day stops the days after it, until a person has looked and released it.
    tx.query<{ day: SupplyDay }>(
      `select day from daily_run where state in ('ranges', 'fleet_check')
         and day < coalesce((select min(day) from daily_run where state = 'quarantined'), 'infinity') order by day`,
    ),
  );
  return rows.map((row) => row.day);
}

async function readTerms(deps: RunDeps, tenantId: number, day: SupplyDay, now: Instant): Promise<RunTerms> {
  return inTenant(deps.dataSource, tenantId, async (tx) => {
    const tenant = await tx.one<{ region: Region; mode: string }>('select region, mode from tenant where tenant_id = $1', [tenantId]);
    return {
      day,
      now,
      wallNowMs: deps.wallNowMs(),
      calendar: await readCalendar(tx, { region: tenant.region, sandbox: tenant.mode === 'sandbox' }, day, now),
      policies: await readPolicies(tx, day),
      tariffs: await readTariffs(tx, day),
      meters: await readMeterTerms(tx, day),
    };
  });
}

const LEASE_MS = 36 * 3_600_000;

/** A finished and released run renews the lease for cuts; a sandbox has no operator on duty and confirms by itself. */
async function renewLease(dataSource: DataSource, tenantId: number, report: RunReport, now: Instant): Promise<void> {
  if (report.verdict.kind !== 'release') return;
  await inTenant(dataSource, tenantId, (tx) =>
    tx.query(`update tenant set cut_lease_until = $2 where tenant_id = $1 and mode = 'sandbox'`, [tenantId, isoOf(now + LEASE_MS)]),
  );
}

/** Whether a quarantined run was released, or why not. */
export type RunRelease = { readonly kind: 'released'; readonly run: StoredRun } | { readonly kind: 'not_quarantined' } | { readonly kind: 'unknown' };

/** Releases what a quarantined run holds back, because a person looked and takes it upon them. */
export async function releaseRun(dataSource: DataSource, tenantId: number, publicId: string, now: Instant): Promise<RunRelease> {
  return inTenant(dataSource, tenantId, async (tx) => {
    const [run] = await tx.query<StoredRun>('select * from daily_run where public_id = $1 for update', [publicId]);
    if (run === undefined) return { kind: 'unknown' };
    if (run.state !== 'quarantined') return { kind: 'not_quarantined' };
    return { kind: 'released', run: await releaseQuarantined(tx, run, now) };
  });
}
