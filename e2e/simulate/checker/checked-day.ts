import type { OutsideFact } from '../world/outside-journal.ts';
import type { SimulatedTenant } from '../world/simulated-world.ts';
import type { ReadOnlyDatabase } from './database.ts';
import type { Violation } from './violation.ts';

/** An account as the database knows it, with the meter behind it. */
export interface PaperHome {
  readonly accountId: number;
  readonly publicId: string;
  readonly tenantId: number;
  readonly tenantPublicId: string;
  readonly utility: 'electricity' | 'gas' | 'exclusive_night';
  readonly ean: string;
  readonly serial: string;
  /** The electricity meter through which a gas meter is heard. */
  readonly throughSerial: string | null;
}

/** What a check may look at. It never writes, and shares no code with what it checks. */
export interface CheckedWorld {
  readonly database: ReadOnlyDatabase;
  /** The application's own role, within row-level security. */
  readonly application: ReadOnlyDatabase;
  readonly apiUrl: string;
  readonly tenants: readonly (SimulatedTenant & { readonly tenantId: number })[];
  readonly homes: readonly PaperHome[];
  readonly cutsPerHour: number;
}

/** The day that has just ended, and what happened outside since the last check. */
export interface CheckedDay {
  readonly day: string;
  readonly atMs: number;
  readonly number: number;
  readonly isLast: boolean;
  readonly facts: readonly OutsideFact[];
}

/** One room of the checker. It remembers what it needs from day to day. */
export interface Check {
  check(day: CheckedDay): Promise<Violation[]>;
}

const HOMES = `
select a.account_id, a.public_id, a.tenant_id, t.public_id as tenant_public_id, k.utility, k.ean, m.serial, through.serial as through_serial
from account a join tenant t using (tenant_id) join contract c using (account_id) join connection k using (connection_id)
  join meter_placement p on p.connection_id = k.connection_id join meter m on m.meter_id = p.meter_id
  left join meter through on through.meter_id = p.speaks_through_meter_id
where t.public_id = any($1) order by a.account_id`;

/** The homes of some suppliers. */
export async function readHomes(database: ReadOnlyDatabase, tenants: readonly SimulatedTenant[]): Promise<PaperHome[]> {
  const rows = await database.rows<Record<string, never>>(HOMES, [tenants.map(({ id }) => id)]);
  return rows.map((row) => ({
    accountId: row['account_id'], publicId: row['public_id'], tenantId: row['tenant_id'], tenantPublicId: row['tenant_public_id'],
    utility: row['utility'], ean: row['ean'], serial: row['serial'], throughSerial: row['through_serial'] ?? null,
  })) as unknown as PaperHome[];
}
