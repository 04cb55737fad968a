import { addDays, type Registers, type SupplyDay } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** Where a meter of a file belongs, and what its account knows already. */
export interface KnownMeter {
  readonly accountId: number;
  readonly contractFrom: SupplyDay;
  readonly lastDay: SupplyDay;
  readonly lastReadDay: SupplyDay | null;
  readonly registers: Registers | null;
}

/** How a file names a meter. */
export interface NamedMeter {
  readonly ean: string | null;
  readonly meterSerial: string | null;
}

/** Whose reading it is. `other_meter`: our connection, but not the meter that hangs there on that day. */
export type MeterMatch = { readonly kind: 'account' | 'other_meter'; readonly meter: KnownMeter } | { readonly kind: 'unknown' };

interface MeterRow {
  readonly ean: string;
  readonly serial: string;
  readonly account_id: number;
  readonly contract_from: SupplyDay;
  readonly contract_until: SupplyDay | null;
  readonly placed_from: SupplyDay;
  readonly placed_until: SupplyDay | null;
  readonly last_day: SupplyDay;
  readonly last_read_day: SupplyDay | null;
  readonly offtake1: number | null;
  readonly offtake2: number | null;
  readonly injection1: number | null;
  readonly injection2: number | null;
}

/** The accounts behind the connections and meters that a file names, by the day that a reading is of. */
export class KnownMeters {
  private readonly byName = new Map<string, MeterRow[]>();

  constructor(rows: readonly MeterRow[]) {
    for (const row of rows) for (const name of [row.ean, row.serial]) this.byName.set(name, [...(this.byName.get(name) ?? []), row]);
  }

  /** The account whose contract and meter a reading at the end of `day` is of; the day before the first one counts. */
  find({ ean, meterSerial }: NamedMeter, day: SupplyDay): MeterMatch {
    const nextDay = addDays(day, 1);
    const rows = this.byName.get(ean ?? '') ?? this.byName.get(meterSerial ?? '') ?? [];
    const covering = rows.filter((row) => row.contract_from <= nextDay && (row.contract_until === null || day < row.contract_until));
    // On the day between two contracts both are there: the reading ends the one, whose day it is.
    const ofDay = covering.filter((row) => row.contract_from <= day);
    const candidates = ofDay.length > 0 ? ofDay : covering;
    const [first] = candidates;
    if (first === undefined) return { kind: 'unknown' };
    if (meterSerial === null) return { kind: 'account', meter: meterOf(first) };
    const placed = candidates.find((row) => row.serial === meterSerial && row.placed_from <= nextDay && (row.placed_until === null || day < row.placed_until));
    return placed === undefined ? { kind: 'other_meter', meter: meterOf(first) } : { kind: 'account', meter: meterOf(placed) };
  }
}

function meterOf(row: MeterRow): KnownMeter {
  const { offtake1, offtake2, injection1, injection2 } = row;
  return {
    accountId: row.account_id, contractFrom: row.contract_from, lastDay: row.last_day, lastReadDay: row.last_read_day,
    registers: offtake1 === null ? null : { offtake1, offtake2, injection1, injection2 },
  };
}

/** Looks up what a part of a file names. Connections of other tenants are not seen, and so unknown. */
export async function readKnownMeters(tx: TenantTransaction, named: readonly NamedMeter[]): Promise<KnownMeters> {
  const eans = [...new Set(named.map(({ ean }) => ean).filter((ean) => ean !== null))];
  const serials = [...new Set(named.map(({ meterSerial }) => meterSerial).filter((serial) => serial !== null))];
  const rows = await tx.query<MeterRow>(
    `select n.ean, m.serial, c.account_id, lower(c.period) as contract_from, upper(c.period) as contract_until,
       lower(p.placed) as placed_from, upper(p.placed) as placed_until,
       s.last_day, s.last_read_day, s.offtake1, s.offtake2, s.injection1, s.injection2
     from contract c join connection n using (connection_id) join account_state s using (account_id)
     join meter_placement p using (connection_id) join meter m using (meter_id)
     where c.connection_id in (select connection_id from connection where ean = any($1)
       union select q.connection_id from meter_placement q join meter w using (meter_id) where w.serial = any($2))`,
    [eans, serials],
  );
  return new KnownMeters(rows);
}
