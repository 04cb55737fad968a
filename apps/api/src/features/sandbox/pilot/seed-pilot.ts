import { addDays, instant, instantAt, supplyDayOf, type Instant, type SupplyDay } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { hashPassword, type PersonalData } from '../../../adapters/crypto/index.js';
import type { AccountTermsReader } from '../../../adapters/postgres/account-terms.js';
import { inTenant, type TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { openHousehold } from '../open-household.js';
import { equipTenant, makeTenant, readTenants, type SandboxTenant } from '../tenants.js';
import type { TenantTerms } from '../tenant-terms.js';
import { makeWorld, readWorlds, worldNow, type World } from '../worlds.js';
import { pilotHomes, type PilotHome } from './pilot-homes.js';
import { pilotLogins } from './pilot-staff.js';
import { PILOT_SUPPLIERS, TOWNS, type PilotSupplier } from './pilot-suppliers.js';

/** What the seed needs. */
export interface PilotDeps {
  readonly dataSource: DataSource;
  readonly personalData: PersonalData;
  readonly termsReader: AccountTermsReader;
  readonly sandboxKey: string;
  readonly demoPassword: string;
  readonly wallNowMs: number;
  /** How many days before today the clock of a new pilot begins; 0 begins now. A pilot that is there keeps its own. */
  readonly historyDays: number;
}

/** The pilot as it stands after seeding; counts of zero mean that it was there already. */
export interface SeededPilot {
  readonly worldId: string;
  readonly homesMade: number;
  readonly accountsMade: number;
  readonly loginsMade: number;
}

export const PILOT_WORLD = 'pilot';
/** Half past midnight: the first day has begun, and nothing of it is due yet. */
const START_MINUTE = 30;
const SEED_LOCK = 7004;

/**
 * Makes the pilot: one automatic world, three suppliers, two OCMWs, about 200 homes and their logins. What is there
 * already stays as it is, so that an interrupted seed goes on and a repeated one changes nothing. The history is not
 * made here: the clock begins days ago, and the system lives through them when it is moved.
 */
export async function seedPilot(deps: PilotDeps): Promise<SeededPilot> {
  const world = await pilotWorld(deps);
  const now = worldNow(world, deps.wallNowMs);
  const ocmws = await registerOcmws(deps.dataSource);
  const made = { homes: 0, accounts: 0 };
  const tenants: SandboxTenant[] = [];
  for (const supplier of PILOT_SUPPLIERS) {
    const { tenant, terms } = await pilotTenant(deps, world, supplier, now);
    tenants.push(tenant);
    const homes = pilotHomes(supplier, supplyDayOf(now));
    const accounts = await openHomes(deps, tenant, terms, homes, ocmws, now);
    made.homes += accounts === 0 ? 0 : homes.length;
    made.accounts += accounts;
  }
  const loginsMade = await registerLogins(deps, tenants, ocmws);
  return { worldId: world.publicId, homesMade: made.homes, accountsMade: made.accounts, loginsMade };
}

// Two seeds at once are one: the second finds the world of the first.
async function pilotWorld({ dataSource, wallNowMs, historyDays }: PilotDeps): Promise<World> {
  return dataSource.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock($1)', [SEED_LOCK]);
    const there = (await readWorlds(manager)).find(({ name }) => name === PILOT_WORLD);
    return there ?? makeWorld(manager, PILOT_WORLD, startOfHistory(wallNowMs, historyDays), true, wallNowMs);
  });
}

function startOfHistory(wallNowMs: number, historyDays: number): Instant {
  if (historyDays === 0) return instant(wallNowMs);
  const firstDay: SupplyDay = addDays(supplyDayOf(instant(wallNowMs)), -historyDays);
  return instantAt(firstDay, START_MINUTE);
}

async function pilotTenant(deps: PilotDeps, world: World, supplier: PilotSupplier, now: Instant): Promise<{ tenant: SandboxTenant; terms: TenantTerms }> {
  const { dataSource, sandboxKey } = deps;
  const there = (await readTenants(dataSource, world)).find(({ iban }) => iban === supplier.iban);
  if (there !== undefined) return { tenant: there, terms: await equipTenant(dataSource, sandboxKey, there, now) };
  const making = await makeTenant(dataSource, sandboxKey, world, supplier, now);
  if (making.kind === 'iban_taken') throw new Error(`another supplier of this installation collects on ${supplier.iban}, the account of ${supplier.name}`);
  return making;
}

async function registerOcmws(dataSource: DataSource): Promise<Map<string, number>> {
  const ocmws = new Map<string, number>();
  for (const { postcode, ocmwName } of TOWNS) {
    const [there] = await dataSource.query<{ ocmw_id: number }[]>('select ocmw_id from ocmw where name = $1 and postcode = $2', [ocmwName, postcode]);
    const [ocmw] = there === undefined ? await dataSource.query<{ ocmw_id: number }[]>('select ocmw_id from register_ocmw($1, $2)', [ocmwName, postcode]) : [there];
    if (ocmw !== undefined) ocmws.set(postcode, ocmw.ocmw_id);
  }
  return ocmws;
}

/** All homes of a supplier in one transaction, so that they are all there or none; returns how many accounts were made. */
async function openHomes(deps: PilotDeps, tenant: SandboxTenant, terms: TenantTerms, homes: readonly PilotHome[], ocmws: Map<string, number>, now: Instant): Promise<number> {
  return inTenant(deps.dataSource, tenant.tenantId, async (tx) => {
    const there = await tx.query('select 1 from account limit 1');
    if (there.length > 0) return 0;
    let accounts = 0;
    for (const home of homes) {
      const ocmwId = ocmws.get(home.postcode);
      const mandate = home.mandateGround === null || ocmwId === undefined ? null : { ocmwId, ground: home.mandateGround };
      const opening = await openHousehold(tx, { ...deps, terms, now }, { ...home, mandate });
      if (opening.kind !== 'opened') throw new Error(`home ${home.number} of ${tenant.name} cannot be opened: ${opening.utility} ${opening.kind}`);
      accounts += opening.accounts.length;
    }
    return accounts;
  });
}

async function registerLogins(deps: PilotDeps, tenants: readonly SandboxTenant[], ocmws: Map<string, number>): Promise<number> {
  let passwordHash: string | null = null;
  let made = 0;
  for (const login of pilotLogins()) {
    const known = await deps.dataSource.query<unknown[]>('select 1 from find_staff_by_email($1)', [login.email]);
    const tenant = tenants[login.supplierIndex];
    if (known.length > 0 || tenant === undefined) continue;
    passwordHash ??= await hashPassword(deps.demoPassword);
    const hash = passwordHash;
    await inTenant(deps.dataSource, tenant.tenantId, (tx) => registerLogin(tx, login, login.ocmwPostcode === null ? null : (ocmws.get(login.ocmwPostcode) ?? null), hash));
    made += 1;
  }
  return made;
}

// All demo logins share one password, so one slow hash will do for them all.
async function registerLogin(tx: TenantTransaction, login: ReturnType<typeof pilotLogins>[number], ocmwId: number | null, passwordHash: string): Promise<void> {
  await tx.query('select register_staff($1, $2, $3, $4, $5, $6)', [ocmwId, login.role, login.name, login.email, passwordHash, login.language]);
}
