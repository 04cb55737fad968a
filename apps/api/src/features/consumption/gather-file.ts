import { type Instant, type SupplyDay, supplyDayOf } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { unpacked } from '../../adapters/inbound-bytes/unpacked.js';
import { createReadingsReader, type DayVolume, READINGS_FILE_BYTES_LIMIT, REGISTER_CSV_HEADER, type RegisterReading } from '../../adapters/mdm/index.js';
import { scanRegisterCsv } from '../../adapters/mdm/register-csv-scan.js';
import { boundsOfDay } from '../../adapters/mdm/supply-day.js';
import { readEanIndex } from '../../adapters/postgres/day-run/ean-index.js';
import { inTenant, inTenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { addReadings, addVolumes, DayReadings } from './day-readings.js';
import { readKnownMeters } from './known-meters.js';

/** How the file as a whole was judged. */
export interface Judged {
  readonly verdict: 'accept' | 'accept-with-warning' | 'reject';
  readonly why: string | null;
  readonly lines: number;
}

/** A file taken apart: what it holds for our accounts, and the judgement. */
export interface GatheredFile {
  readonly found: DayReadings;
  readonly judged: Judged;
}

const PIECE_BYTES = 1 << 16;
const READINGS_AT_ONCE = 5_000;

/**
 * Takes a file apart. Plain register lines of one day that no run has begun on are scanned byte by byte; whatever is not
 * plain, and every other format, is read with care, a piece at a time.
 */
export async function gatherFile(dataSource: DataSource, client: pg.PoolClient, tenantId: number, packed: Buffer, now: Instant): Promise<GatheredFile> {
  const plain = unpacked(packed, READINGS_FILE_BYTES_LIMIT);
  const index = await inTenantTransaction(client, tenantId, () => readEanIndex(client, supplyDayOf(now)));
  if (plain.kind === 'refused') return { found: new DayReadings(index), judged: { verdict: 'reject', why: plain.why, lines: 0 } };
  const bytes = Buffer.from(plain.bytes.buffer, plain.bytes.byteOffset, plain.bytes.byteLength);
  const day = plainDayOf(bytes, now);
  if (day !== null && (await isOpenDay(client, tenantId, day))) {
    const found = new DayReadings(index);
    const scan = scanRegisterCsv(bytes.subarray(bytes.indexOf(0x0a) + 1), day, index, found.day(day));
    // A file that is not what its first line promised is read with care from the beginning.
    if (!scan.isOverfull) return finishScan(dataSource, tenantId, found, scan, now);
  }
  const found = new DayReadings(index);
  return { found, judged: await readWithCare(dataSource, tenantId, bytes, found, now) };
}

/** The day of the first line of a register file, when the file begins as such and the day is over. */
function plainDayOf(bytes: Buffer, now: Instant): SupplyDay | null {
  if (!bytes.subarray(0, REGISTER_CSV_HEADER.length).equals(Buffer.from(REGISTER_CSV_HEADER))) return null;
  const firstLine = bytes.indexOf(0x0a) + 1;
  const day = bytes.toString('latin1', firstLine + 25, firstLine + 35) as SupplyDay;
  return boundsOfDay(day) === null || day >= supplyDayOf(now) ? null : day;
}

async function isOpenDay(client: pg.PoolClient, tenantId: number, day: SupplyDay): Promise<boolean> {
  return inTenantTransaction(client, tenantId, async () => {
    const { rowCount } = await client.query('select 1 from daily_run where tenant_id = $1 and day >= $2 limit 1', [tenantId, day]);
    return rowCount === 0;
  });
}

async function finishScan(dataSource: DataSource, tenantId: number, found: DayReadings, scan: ReturnType<typeof scanRegisterCsv>, now: Instant): Promise<GatheredFile> {
  found.accepted += scan.taken + scan.sameAgain;
  for (const line of scan.conflicts) found.rejected.push({ ean: line.slice(0, 18), line: 0, why: 'another value for this register came before' });
  if (scan.otherLines.length === 0) return { found, judged: { verdict: verdictOf(found), why: null, lines: scan.lines } };
  const rest = Buffer.from(`${REGISTER_CSV_HEADER}\n${scan.otherLines.join('\n')}\n`, 'latin1');
  const judged = await readWithCare(dataSource, tenantId, rest, found, now);
  // The lines that the scan took stand, whatever is wrong with the others.
  const verdict = judged.verdict === 'reject' && scan.taken + scan.sameAgain > 0 ? 'accept-with-warning' : judged.verdict;
  return { found, judged: { ...judged, verdict, lines: scan.lines } };
}

function verdictOf(found: DayReadings): Judged['verdict'] {
  return found.rejected.length === 0 ? 'accept' : 'accept-with-warning';
}

async function readWithCare(dataSource: DataSource, tenantId: number, bytes: Buffer, found: DayReadings, now: Instant): Promise<Judged> {
  let readings: RegisterReading[] = [];
  let volumes: DayVolume[] = [];
  const reader = createReadingsReader({
    now,
    sink: {
      reading: (reading) => void readings.push(reading),
      dayVolume: (volume) => void volumes.push(volume),
      reject: (rejected) => void found.rejected.push(rejected),
    },
  });
  const flush = async (): Promise<void> => {
    const [some, more] = [readings, volumes];
    readings = [];
    volumes = [];
    const meters = await inTenant(dataSource, tenantId, (tx) => readKnownMeters(tx, [...some, ...more]));
    addReadings(found, some, meters);
    addVolumes(found, more, meters);
  };
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    reader.write(bytes.subarray(at, at + PIECE_BYTES));
    if (readings.length >= READINGS_AT_ONCE) await flush();
  }
  const file = reader.end();
  if (file.verdict === 'reject') return { verdict: 'reject', why: file.why, lines: 0 };
  await flush();
  return { verdict: verdictOf(found), why: file.why, lines: file.accepted + file.rejected + file.repeated };
}
