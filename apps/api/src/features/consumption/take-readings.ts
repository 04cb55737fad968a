import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import type { Instant } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { clearSettledDays, stageReadings } from '../../adapters/postgres/day-run/stage.js';
import { inTenant, inTenantTransaction, withClient } from '../../adapters/postgres/tenant-transaction.js';
import type { DayReadings, RejectedReading } from './day-readings.js';
import { gatherFile, type Judged } from './gather-file.js';
import { storeLate } from './late-readings.js';

/** What became of a file of readings. Every line is staged, repeated or on the reject list with its reason. */
export interface ReadingsTaken {
  readonly fileId: string;
  readonly verdict: 'accept' | 'accept-with-warning' | 'reject' | 'duplicate';
  readonly why: string | null;
  readonly days: readonly string[];
  readonly readings: number;
  readonly accepted: number;
  readonly rejected: readonly RejectedReading[];
}

const REJECTS_SHOWN = 1_000;
/** Counters of meters: the fastest level is half the work of the usual one and packs them no worse. */
const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/**
 * Takes a file of readings as it came: keeps the raw bytes with their hash, reads it, finds the accounts and puts the
 * registers on the stage of their day. The same file twice is one file.
 */
export async function takeReadings(dataSource: DataSource, tenantId: number, bytes: Buffer, now: Instant): Promise<ReadingsTaken> {
  const inbox = await keepRaw(dataSource, tenantId, bytes, now);
  if (inbox.duplicate !== null) return { ...inbox.duplicate, verdict: 'duplicate', why: 'this file was taken before' };
  const taken = await stageFile(dataSource, tenantId, bytes, inbox.inboxId, inbox.fileId, now);
  await inTenant(dataSource, tenantId, (tx) =>
    tx.query(`update inbox set state = $2, verdict = $3, why = $4, result = $5 where inbox_id = $1`, [
      inbox.inboxId, taken.verdict === 'reject' ? 'refused' : 'booked', taken.verdict, taken.why, JSON.stringify(taken),
    ]),
  );
  return taken;
}

/** Stores the bytes once; a file that is there already gives back what became of it. */
async function keepRaw(dataSource: DataSource, tenantId: number, bytes: Buffer, now: Instant): Promise<{ inboxId: number; fileId: string; duplicate: ReadingsTaken | null }> {
  const hash = createHash('sha256').update(bytes).digest();
  return inTenant(dataSource, tenantId, async (tx) => {
    const made = await tx.query<{ inbox_id: number; public_id: string }>(
      `insert into inbox (tenant_id, channel, content_hash, raw, state, received_at) values ($1, 'readings', $2, $3, 'received', $4)
       on conflict (tenant_id, channel, content_hash) do nothing returning inbox_id, public_id`,
      [tenantId, hash, zstdCompressSync(bytes, FASTEST), isoOf(now)],
    );
    if (made[0] !== undefined) return { inboxId: made[0].inbox_id, fileId: made[0].public_id, duplicate: null };
    const there = await tx.one<{ inbox_id: number; public_id: string; state: string; result: ReadingsTaken | null }>(
      `select inbox_id, public_id, state, result from inbox where channel = 'readings' and content_hash = $1`,
      [hash],
    );
    // A file that was stored but not finished (a crash) is simply read again.
    return { inboxId: there.inbox_id, fileId: there.public_id, duplicate: there.state === 'received' ? null : there.result };
  });
}

// No transaction is open while the file is read: that takes as long as the file is large, and the database ends sessions
// that keep a transaction waiting.
async function stageFile(dataSource: DataSource, tenantId: number, bytes: Buffer, inboxId: number, fileId: string, now: Instant): Promise<ReadingsTaken> {
  return withClient(dataSource, async (client) => {
    const { found, judged } = await gatherFile(dataSource, client, tenantId, bytes, now);
    if (judged.verdict !== 'reject') await inTenantTransaction(client, tenantId, () => keepFound(client, tenantId, found, inboxId, now));
    return answer(fileId, judged, found);
  });
}

/** Days to come go to the stage; what is late becomes facts; what nobody can be charged for goes to the work list. */
async function keepFound(client: pg.PoolClient, tenantId: number, found: DayReadings, inboxId: number, now: Instant): Promise<void> {
  await clearSettledDays(client, tenantId);
  for (const [day, pivot] of found.days) await stageReadings(client, tenantId, day, inboxId, pivot);
  const late = await storeLate(client, tenantId, found.late, inboxId, now);
  // Each was counted when it was read; a reading is either taken or on the reject list.
  found.accepted -= late.conflicts.length + late.incomplete.length;
  for (const { day } of late.conflicts) found.rejected.push({ ean: null, line: 0, why: `another measured value for ${day} is known; it waits on the work list` });
  for (const { day } of late.incomplete) found.rejected.push({ ean: null, line: 0, why: `the first register of ${day} is missing` });
  await client.query(
    `insert into reading_exception (tenant_id, account_id, ean, day, problem, facts, inbox_id, recorded_at)
     select $1, s."accountId", s.ean, s.day, case when s."accountId" is null then 'unknown_meter' else 'other_meter' end,
       jsonb_build_object('meterSerial', s."meterSerial"), $2, $3
     from jsonb_to_recordset($4) s ("accountId" bigint, ean text, day date, "meterSerial" text)
     where not exists (select 1 from reading_exception x where x.state = 'open' and x.problem in ('unknown_meter', 'other_meter')
       and x.ean is not distinct from s.ean and x.facts->>'meterSerial' is not distinct from s."meterSerial")`,
    [tenantId, inboxId, isoOf(now), JSON.stringify([...found.strangers.values()])],
  );
}

function answer(fileId: string, judged: Judged, found: DayReadings): ReadingsTaken {
  return {
    fileId,
    verdict: judged.verdict === 'accept' && found.rejected.length > 0 ? 'accept-with-warning' : judged.verdict,
    why: judged.why ?? (found.rejected.length === 0 ? null : `${found.rejected.length} readings were not taken; see the reasons`),
    days: [...found.days.keys()].sort(),
    readings: judged.lines,
    accepted: found.accepted,
    rejected: found.rejected.slice(0, REJECTS_SHOWN),
  };
}
