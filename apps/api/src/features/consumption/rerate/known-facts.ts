import type { Anchor, DayCharge, KnownReading, MeterExchange, MicroEuro, Registers, resettleDays, SettledDay, SupplyDay } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import type { DayTerms } from './day-terms.js';

/** Four registers as the tables hold them. */
export type RegisterColumns = { readonly [Name in keyof Registers]: number | null };

/** A day of an account as it has been charged so far, over all its rows. */
export interface ChargedDay {
  readonly day: SupplyDay;
  readonly charged: DayCharge;
  readonly lastSeq: number;
  readonly tariffVersionId: number;
  /** Quality, registers and use of the day's first charge: 0 measured, 1 estimated, 2 nothing known. */
  readonly first: RegisterColumns & { readonly quality: number; readonly use1: number; readonly use2: number | null; readonly injected1: number | null };
}

/** A reading of a settled day, with the file it came in. */
export interface KnownFact {
  readonly reading: KnownReading;
  readonly sourceId: number | null;
}

/** How far back the last measured reading is looked for. */
const LOOK_BACK_DAYS = 400;

/** The registers of columns; null when the first register, which every meter has, is not there. */
export function registersOf({ offtake1, offtake2, injection1, injection2 }: RegisterColumns): Registers | null {
  return offtake1 === null ? null : { offtake1, offtake2, injection1, injection2 };
}

/** The day of the last measured and undoubted reading before a day; null when there is none within a good year. */
export async function lastMeasuredDayBefore(tx: TenantTransaction, accountId: number, day: SupplyDay): Promise<SupplyDay | null> {
  const [row] = await tx.query<{ day: SupplyDay | null }>(
    `select max(day) as day from (
       select day from register_fact where account_id = $1 and day < $2 and day >= $2::date - ${LOOK_BACK_DAYS} and quality = 0
       union all
       select day from day_charge where account_id = $1 and day < $2 and day >= $2::date - ${LOOK_BACK_DAYS} and seq = 0 and quality = 0) known
     where not exists (select 1 from reading_exception x where x.account_id = $1 and x.day = known.day and x.state in ('open', 'rejected'))`,
    [accountId, day],
  );
  return row?.day ?? null;
}

const COMPONENTS = ['energy', 'network', 'capacity', 'fixed', 'levies', 'vat', 'total'] as const;

/** What each settled day from `from` on has been charged so far, in the order of the days. */
export async function readChargedDays(tx: TenantTransaction, accountId: number, from: SupplyDay): Promise<ChargedDay[]> {
  type Row = Record<(typeof COMPONENTS)[number], number> & ChargedDay['first'] & { day: SupplyDay; last_seq: number; tariff_version_id: number };
  const rows = await tx.query<Row>(
    `select day, max(seq) as last_seq, (array_agg(tariff_version_id order by seq desc))[1] as tariff_version_id,
       ${COMPONENTS.map((name) => `sum(${name}_micro_euro)::bigint as ${name}`).join(', ')},
       ${['quality', 'offtake1', 'offtake2', 'injection1', 'injection2', 'use1', 'use2', 'injected1'].map((name) => `max(${name}) filter (where seq = 0) as ${name}`).join(', ')}
     from day_charge where account_id = $1 and day >= $2 group by day order by day`,
    [accountId, from],
  );
  return rows.map((row) => ({ day: row.day, lastSeq: row.last_seq, tariffVersionId: row.tariff_version_id, first: row, charged: chargeOfRow(row) }));
}

function chargeOfRow(row: Record<(typeof COMPONENTS)[number], number>): DayCharge {
  const of = (name: (typeof COMPONENTS)[number]): MicroEuro => row[name] as MicroEuro;
  return {
    energyMicroEuro: of('energy'), networkMicroEuro: of('network'), capacityMicroEuro: of('capacity'), fixedMicroEuro: of('fixed'),
    leviesMicroEuro: of('levies'), vatMicroEuro: of('vat'), totalMicroEuro: of('total'),
  };
}

/**
 * The readings that became known beside the first charges: facts (the newest version of a day counts), and before them
 * what a run held and nobody rejected, to be judged anew with what is known since.
 */
export async function readKnownFacts(tx: TenantTransaction, accountId: number, from: SupplyDay): Promise<Map<SupplyDay, KnownFact>> {
  const rows = await tx.query<RegisterColumns & { day: SupplyDay; quality: number; accepted: boolean; source_id: number | null }>(
    `select day, quality, offtake1, offtake2, injection1, injection2, accepted, source_id from (
       select x.day, case when x.facts->'reading'->>'quality' = 'measured' then 0 else 1 end as quality, r.offtake1, r.offtake2, r.injection1, r.injection2,
         false as accepted, x.inbox_id as source_id, 0 as version
       from reading_exception x cross join lateral jsonb_to_record(x.facts->'reading'->'registers') r (offtake1 bigint, offtake2 bigint, injection1 bigint, injection2 bigint)
       where x.account_id = $1 and x.day >= $2 and x.state <> 'rejected' and x.problem <> 'conflicting_value' and jsonb_typeof(x.facts->'reading') = 'object'
       union all
       select f.day, f.quality, f.offtake1, f.offtake2, f.injection1, f.injection2, f.accepted_by is not null, f.source_id, f.version
       from register_fact f where f.account_id = $1 and f.day >= $2 and not exists (select 1 from reading_exception x
         where x.account_id = $1 and x.day = f.day and x.state = 'rejected' and x.facts->'reading'->'registers'->>'offtake1' = f.offtake1::text)
     ) known order by day, version`,
    [accountId, from],
  );
  const facts = new Map<SupplyDay, KnownFact>();
  for (const row of rows) {
    const registers = registersOf(row);
    if (registers !== null) facts.set(row.day, { sourceId: row.source_id, reading: { quality: row.quality === 0 ? 'measured' : 'estimated', registers, isAccepted: row.accepted } });
  }
  return facts;
}

/** Exchanges of the meter by day, each with the parts that have come. */
export async function readExchanges(tx: TenantTransaction, accountId: number, from: SupplyDay): Promise<Map<SupplyDay, MeterExchange>> {
  const rows = await tx.query<RegisterColumns & { day: SupplyDay; part: 'old_end' | 'new_start' }>(
    'select day, part, offtake1, offtake2, injection1, injection2 from exchange_part where account_id = $1 and day >= $2 order by day, version',
    [accountId, from],
  );
  const exchanges = new Map<SupplyDay, MeterExchange>();
  for (const row of rows) {
    const before = exchanges.get(row.day) ?? { oldEnd: null, newStart: null };
    exchanges.set(row.day, { ...before, [row.part === 'old_end' ? 'oldEnd' : 'newStart']: registersOf(row) });
  }
  return exchanges;
}

/** Where counting began before the first charged day, told by that day itself: its registers less what it used. */
export function anchorBefore(first: ChargedDay, dayBefore: SupplyDay): Anchor | null {
  const { quality, use1, use2, injected1 } = first.first;
  const registers = registersOf(first.first);
  if (registers === null || quality > 1) return null;
  const less = (value: number | null, used: number | null): number | null => (value === null ? null : value - (used ?? 0));
  const before = { offtake1: registers.offtake1 - use1, offtake2: less(registers.offtake2, use2), injection1: less(registers.injection1, injected1), injection2: registers.injection2 };
  return before.offtake1 < 0 ? null : { day: dayBefore, registers: before, isEstimate: false };
}

/** The days from the last measured reading before the first changed one, with everything known of each. */
export interface KnownDays {
  readonly start: Parameters<typeof resettleDays>[0]['start'];
  readonly days: readonly SettledDay[];
  readonly charged: ReadonlyMap<SupplyDay, ChargedDay>;
  readonly facts: ReadonlyMap<SupplyDay, KnownFact>;
  readonly terms: DayTerms;
}
