import { supplyDayOf, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import type { HomesOfWorld, SandboxHome } from './sandbox.dto.js';
import { readTenants, sandboxApiKey } from './tenants.js';
import { worldNow, type World } from './worlds.js';

interface HomeRow {
  readonly public_id: string;
  readonly ean: string;
  readonly reference: string;
  readonly utility: Utility;
  readonly serial: string;
  readonly through_serial: string | null;
  readonly solar: boolean;
  readonly contract_from: SupplyDay;
  readonly offtake1: number | null;
  readonly offtake2: number | null;
  readonly injection1: number | null;
  readonly injection2: number | null;
  readonly name: Buffer;
  readonly phone: Buffer | null;
  readonly mail: Buffer | null;
  readonly language: string;
  readonly street: string;
  readonly house_number: string;
  readonly postcode: string;
  readonly town: string;
}

/** Homes that are supplied today or will be: what ended has no meter of ours any more. */
const HOMES = `
select a.public_id, k.ean, a.reference, k.utility, m.serial, through.serial as through_serial, k.solar, lower(c.period) as contract_from,
  s.offtake1, s.offtake2, s.injection1, s.injection2, p.name, p.phone, p.mail, p.language, k.street, k.house_number, k.postcode, k.town
from contract c join account a using (account_id) join account_state s using (account_id) join connection k using (connection_id)
  join person p using (person_id)
  join meter_placement l on l.connection_id = c.connection_id and l.placed @> greatest(lower(c.period), $1::date)
  join meter m on m.meter_id = l.meter_id left join meter through on through.meter_id = l.speaks_through_meter_id
where upper(c.period) is null or upper(c.period) > $1::date
order by a.account_id`;

/** What the outside world of a sandbox knows of it: who collects where, and which homes have which meter. */
export async function readHomes(dataSource: DataSource, personalData: PersonalData, sandboxKey: string, world: World, wallNowMs: number): Promise<HomesOfWorld> {
  const now = worldNow(world, wallNowMs);
  const homes: SandboxHome[] = [];
  const tenants = await readTenants(dataSource, world);
  for (const { tenantId, publicId } of tenants) {
    const rows = await inTenant(dataSource, tenantId, (tx) => tx.query<HomeRow>(HOMES, [supplyDayOf(now)]));
    for (const row of rows) homes.push(homeOf(row, publicId, personalData));
  }
  return {
    worldId: world.publicId,
    now: isoOf(now),
    automatic: world.automatic,
    tenants: tenants.map(({ publicId: id, name, iban, bic }) => ({ id, name, iban, bic, apiKey: sandboxApiKey(sandboxKey, id) })),
    homes,
  };
}

function homeOf(row: HomeRow, tenantId: string, personalData: PersonalData): SandboxHome {
  const { street, house_number: houseNumber, postcode, town } = row;
  return {
    accountId: row.public_id,
    tenantId,
    ean: row.ean,
    reference: row.reference,
    utility: row.utility,
    meterSerial: row.serial,
    gasThroughSerial: row.through_serial,
    solar: row.solar,
    contractFrom: row.contract_from,
    registers: { offtake1: row.offtake1 ?? 0, offtake2: row.offtake2, injection1: row.injection1, injection2: row.injection2 },
    customer: {
      name: personalData.open('person.name', row.name),
      phone: personalData.openOrNull('person.phone', row.phone),
      email: personalData.openOrNull('person.mail', row.mail),
      language: row.language,
    },
    address: { street, houseNumber, postcode, town },
  };
}
