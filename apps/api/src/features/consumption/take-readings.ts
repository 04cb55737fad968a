import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { type Registers, type SupplyDay, supplyDayOf, type Instant } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { readReadingsFile, REGISTER_CSV_HEADER } from '../../adapters/mdm/index.js';
import { scanRegisterCsv } from '../../adapters/mdm/register-csv-scan.js';
import { boundsOfDay } from '../../adapters/mdm/supply-day.js';
import { type EanIndex, readEanIndex } from '../../adapters/postgres/day-run/ean-index.js';
import { clearSettledDays, stageReadings } from '../../adapters/postgres/day-run/stage.js';
import { inTenant, type TenantTransaction, withClient } from '../../adapters/postgres/tenant-transaction.js';
import { addReadings, addVolumes, DayReadings, type KnownMeter, type RejectedReading } from './day-readings.js';

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
      [tenantId, hash, zstdCompressSync(bytes), isoOf(now)],
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

async function stageFile(dataSource: DataSource, tenantId: number, bytes: Buffer, inboxId: number, fileId: string, now: Instant): Promise<ReadingsTaken> {
  return withClient(dataSource, async (client) => {
    await client.query('begin');
    try {
      await client.query(`select set_config('tegoed.tenant', $1, true)`, [tenantId.toString()]);
      const index = await readEanIndex(client, supplyDayOf(now));
      const found = new DayReadings(index);
      const judged = await gather(dataSource, tenantId, bytes, index, found, now);
      await clearSettledDays(client, tenantId);
      for (const [day, pivot] of found.days) await stageReadings(client, tenantId, day, inboxId, pivot);
      await client.query('commit');
      return answer(fileId, judged, found);
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

/** How the file as a whole was judged. */
interface Judged {
  readonly verdict: 'accept' | 'accept-with-warning' | 'reject';
  readonly why: string | null;
  readonly lines: number;
}

/** Plain register lines are scanned byte by byte; whatever is not plain, and every other format, is read with care. */
async function gather(dataSource: DataSource, tenantId: number, bytes: Buffer, index: EanIndex, found: DayReadings, now: Instant): Promise<Judged> {
  if (!bytes.subarray(0, REGISTER_CSV_HEADER.length).equals(Buffer.from(REGISTER_CSV_HEADER))) return readWithCare(dataSource, tenantId, bytes, found, now);
  const body = bytes.subarray(bytes.indexOf(0x0a) + 1);
  const day = body.toString('latin1', 25, 35) as SupplyDay;
  if (boundsOfDay(day) === null || day >= supplyDayOf(now)) return readWithCare(dataSource, tenantId, bytes, found, now);
  const scan = scanRegisterCsv(body, day, index, found.day(day));
  found.accepted += scan.taken + scan.sameAgain;
  for (const ean of scan.unknownEans) found.rejected.push({ ean, line: 0, why: 'no contract of this supplier on this connection or meter' });
  for (const line of scan.conflicts) found.rejected.push({ ean: line.slice(0, 18), line: 0, why: 'another value for this register came before' });
  if (scan.otherLines.length === 0) return { verdict: found.rejected.length === 0 ? 'accept' : 'accept-with-warning', why: null, lines: scan.lines };
  const rest = await readWithCare(dataSource, tenantId, Buffer.from(`${REGISTER_CSV_HEADER}\n${scan.otherLines.join('\n')}\n`, 'latin1'), found, now);
  return { ...rest, verdict: rest.verdict === 'reject' ? 'accept-with-warning' : rest.verdict, lines: scan.lines };
}

async function readWithCare(dataSource: DataSource, tenantId: number, bytes: Buffer, found: DayReadings, now: Instant): Promise<Judged> {
  const file = readReadingsFile(bytes, { now });
  if (file.verdict === 'reject') return { verdict: 'reject', why: file.why, lines: 0 };
  const meters = await inTenant(dataSource, tenantId, (tx) => knownMeters(tx, [...file.readings, ...file.dayVolumes], supplyDayOf(now)));
  const find = (one: { ean: string | null; meterSerial: string | null }): KnownMeter | null => meters.get(one.ean ?? '') ?? meters.get(one.meterSerial ?? '') ?? null;
  addReadings(found, file.readings, find);
  addVolumes(found, file.dayVolumes, find);
  for (const reject of file.rejects) found.rejected.push(reject);
  return { verdict: found.rejected.length === 0 ? 'accept' : 'accept-with-warning', why: file.why, lines: file.accepted + file.rejected + file.repeated };
}

/** The accounts behind the connections and meters of a file, by EAN and by serial number. */
async function knownMeters(tx: TenantTransaction, named: readonly { ean: string | null; meterSerial: string | null }[], today: SupplyDay): Promise<Map<string, KnownMeter>> {
  const eans = [...new Set(named.map((n) => n.ean).filter((ean) => ean !== null))];
  const serials = [...new Set(named.map((n) => n.meterSerial).filter((serial) => serial !== null))];
  const rows = await tx.query<{ ean: string; serial: string; account_id: number; last_day: SupplyDay; last_read_day: SupplyDay | null } & { [K in keyof Registers]: number | null }>(
    `select n.ean, m.serial, c.account_id, s.last_day, s.last_read_day, s.offtake1, s.offtake2, s.injection1, s.injection2
     from contract c join connection n using (connection_id) join account_state s using (account_id)
     join meter_placement p on p.connection_id = c.connection_id and p.placed @> $3::date join meter m using (meter_id)
     where c.period @> $3::date and (n.ean = any($1) or m.serial = any($2))`,
    [eans, serials, today],
  );
  const meters = new Map<string, KnownMeter>();
  for (const row of rows) {
    const { offtake1, offtake2, injection1, injection2 } = row;
    const meter: KnownMeter = {
      accountId: row.account_id, lastDay: row.last_day, lastReadDay: row.last_read_day,
      registers: offtake1 === null ? null : { offtake1, offtake2, injection1, injection2 },
    };
    meters.set(row.ean, meter);
    meters.set(row.serial, meter);
  }
  return meters;
}

function answer(fileId: string, judged: Judged, found: DayReadings): ReadingsTaken {
  return {
    fileId,
    verdict: judged.verdict,
    why: judged.why ?? (found.rejected.length === 0 ? null : `${found.rejected.length} readings were not taken; see the reasons`),
    days: [...found.days.keys()].sort(),
    readings: judged.lines,
    accepted: found.accepted,
    rejected: found.rejected.slice(0, REJECTS_SHOWN),
  };
}
