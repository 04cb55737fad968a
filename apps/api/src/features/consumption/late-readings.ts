import type { Instant, Registers, SupplyDay } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { ReadingQuality, Register } from '../../adapters/mdm/index.js';
import { type JudgedLate, judgeLate, type KnownRegisters, type LateReading } from './judge-late.js';

const COLUMN_OF: Readonly<Record<Register, keyof Registers>> = { offtake1: 'offtake1', gas: 'offtake1', offtake2: 'offtake2', injection1: 'injection1', injection2: 'injection2' };

/** Readings of days that are settled already, gathered per account and day whatever the order of a file. */
export class LateReadings {
  private readonly byDay = new Map<string, LateReading>();

  get size(): number {
    return this.byDay.size;
  }

  /** Notes one register; a second, other value for it in the same file is given back as a conflict. */
  add(accountId: number, day: SupplyDay, register: Register, value: number, quality: ReadingQuality): 'taken' | 'conflict' {
    const key = `${accountId} ${day}`;
    const column = COLUMN_OF[register];
    const before = this.byDay.get(key) ?? { accountId, day, isMeasured: true, isCorrection: false, registers: {} };
    const there = before.registers[column];
    if (there !== undefined && there !== value && quality !== 'edited') return 'conflict';
    this.byDay.set(key, {
      accountId, day,
      isMeasured: before.isMeasured && quality === 'measured',
      isCorrection: before.isCorrection || quality === 'edited',
      registers: { ...before.registers, [column]: value },
    });
    return 'taken';
  }

  /** The readings gathered so far, a part at a time. */
  *parts(size: number): Iterable<LateReading[]> {
    const all = [...this.byDay.values()];
    for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
  }
}

/** What became of late readings. */
export interface LateCounts {
  /** New facts: the days are computed again. */
  readonly facts: number;
  /** Values that contradict a measured one without being marked a correction: a person decides. */
  readonly conflicts: readonly LateReading[];
  /** Days without their first register. */
  readonly incomplete: readonly LateReading[];
}

const PART = 5_000;

/**
 * Weighs late readings against what is known of their days and stores what is new: as facts with a request to compute
 * the days again, or on the work list. Runs in the caller's tenant transaction; the same readings again change nothing.
 */
export async function storeLate(client: pg.ClientBase, tenantId: number, late: LateReadings, sourceId: number, now: Instant): Promise<LateCounts> {
  let facts = 0;
  const conflicts: LateReading[] = [];
  const incomplete: LateReading[] = [];
  for (const part of late.parts(PART)) {
    const known = await knownRegisters(client, part);
    const judged = part.map((reading) => judgeLate(reading, known.get(`${reading.accountId} ${reading.day}`) ?? null));
    const fresh = judged.flatMap((one) => (one.kind === 'fact' ? [one] : []));
    const contradicting = judged.flatMap((one) => (one.kind === 'conflict' ? [one] : []));
    await insertFacts(client, tenantId, fresh, sourceId, now);
    await insertConflicts(client, tenantId, contradicting, sourceId, now);
    facts += fresh.length;
    conflicts.push(...contradicting.map(({ reading }) => reading));
    incomplete.push(...judged.flatMap((one) => (one.kind === 'incomplete' ? [one.reading] : [])));
  }
  return { facts, conflicts, incomplete };
}

async function knownRegisters(client: pg.ClientBase, readings: readonly LateReading[]): Promise<Map<string, KnownRegisters>> {
  const { rows } = await client.query<KnownRegisters & { account_id: number; day: SupplyDay }>(
    `select w.account_id, w.day, k.quality, k.offtake1, k.offtake2, k.injection1, k.injection2
     from unnest($1::bigint[], $2::date[]) w (account_id, day)
     cross join lateral (select * from (
       (select 2 as rank, f.quality, f.offtake1, f.offtake2, f.injection1, f.injection2 from register_fact f
        where f.account_id = w.account_id and f.day = w.day order by f.version desc limit 1)
       union all
       select 1, d.quality, d.offtake1, d.offtake2, d.injection1, d.injection2 from day_charge d
       where d.day = w.day and d.account_id = w.account_id and d.seq = 0 and d.quality < 2) x order by rank desc limit 1) k`,
    [readings.map(({ accountId }) => accountId), readings.map(({ day }) => day)],
  );
  return new Map(rows.map((row) => [`${row.account_id} ${row.day}`, row]));
}

type Judged<Kind extends JudgedLate['kind']> = Extract<JudgedLate, { kind: Kind }>;

async function insertFacts(client: pg.ClientBase, tenantId: number, facts: readonly Judged<'fact'>[], sourceId: number, now: Instant): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ reading, registers, isMeasured }) => ({ account_id: reading.accountId, day: reading.day, quality: isMeasured ? 0 : 1, ...registers }));
  await client.query(
    `insert into register_fact (account_id, day, version, tenant_id, quality, offtake1, offtake2, injection1, injection2, source_id, recorded_at)
     select r.account_id, r.day, coalesce((select max(f.version) from register_fact f where f.account_id = r.account_id and f.day = r.day), 0) + 1,
       $1, r.quality, r.offtake1, r.offtake2, r.injection1, r.injection2, $2, $3
     from jsonb_populate_recordset(null::register_fact, $4) r`,
    [tenantId, sourceId, isoOf(now), JSON.stringify(rows)],
  );
  await client.query(
    `insert into rerate_request (tenant_id, account_id, first_day, cause, requested_by, requested_at)
     select $1, r.account_id, min(r.day), 'late_reading', 'readings', $2 from jsonb_populate_recordset(null::register_fact, $3) r group by r.account_id`,
    [tenantId, isoOf(now), JSON.stringify(rows)],
  );
}

async function insertConflicts(client: pg.ClientBase, tenantId: number, conflicts: readonly Judged<'conflict'>[], sourceId: number, now: Instant): Promise<void> {
  if (conflicts.length === 0) return;
  const rows = conflicts.map(({ reading, registers, known, isMeasured }) => ({
    account_id: reading.accountId, day: reading.day,
    facts: { reading: { quality: isMeasured ? 'measured' : 'estimated', registers, exchange: null }, registers: known },
  }));
  await client.query(
    `insert into reading_exception (tenant_id, account_id, day, problem, facts, inbox_id, recorded_at)
     select $1, r.account_id, r.day, 'conflicting_value', r.facts, $2, $3 from jsonb_populate_recordset(null::reading_exception, $4) r
     where not exists (select 1 from reading_exception x where x.account_id = r.account_id and x.day = r.day and x.problem = 'conflicting_value'
       and x.facts->'reading'->'registers' = r.facts->'reading'->'registers')`,
    [tenantId, sourceId, isoOf(now), JSON.stringify(rows)],
  );
}
