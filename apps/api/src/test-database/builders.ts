import { microEuro, shippedPolicy, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../adapters/clock/wall-clock.js';
import { newApiKey, newSessionToken, PersonalData, tokenHash } from '../adapters/crypto/index.js';
import { inTenant, type TenantTransaction } from '../adapters/postgres/tenant-transaction.js';
import { openContract, type ContractToOpen } from '../features/contracts/index.js';
import { giveMandate, registerCustomer, registerOcmw, registerStaff, type RegisteredCustomer } from '../features/people/index.js';
import { API_SCOPES, type ApiScope, type StaffRole } from '../http/access.js';
import type { Language } from '../http/request-context.js';
import { TEST_DATA_KEY, TEST_INDEX_KEY } from './test-keys.js';

/** The keys with which every test database seals and finds people. */
export const testPersonalData = new PersonalData(TEST_DATA_KEY, TEST_INDEX_KEY);

/** A sandbox tenant with a world and a key that may do everything. */
export interface TestTenant {
  readonly tenantId: number;
  readonly publicId: string;
  readonly worldId: number;
  readonly apiKey: string;
}

/** A contract with everything that belongs to it. */
export interface TestContract {
  readonly accountId: number;
  readonly publicId: string;
  readonly reference: string;
  readonly ean: string;
  readonly meterSerial: string;
  readonly connectionId: number;
  readonly householdId: number;
  readonly tariffId: number;
  readonly policyId: number;
  readonly customer: RegisteredCustomer;
}

/** Terms are older than any contract of a test. */
const TERMS_FROM = '2026-01-01' as SupplyDay;
let counter = 0;

/** A number that no other builder of this spec file got. */
export function nextNumber(): number {
  counter += 1;
  return counter;
}

/** A world whose clock stands (and runs on) from `nowMs`, with one tenant in it. */
export async function makeTenant(owner: DataSource, options: { readonly nowMs?: number; readonly name?: string } = {}): Promise<TestTenant> {
  const offset = (options.nowMs ?? wallNowMs()) - wallNowMs();
  const [world] = await owner.query<[{ world_id: number }]>(
    `insert into world (name, offset_ms, automatic) values ('test', $1, false) returning world_id`, [offset]);
  return makeTenantInWorld(owner, world.world_id, options.name);
}

/** Another tenant in an existing world. */
export async function makeTenantInWorld(owner: DataSource, worldId: number, name?: string): Promise<TestTenant> {
  const number = nextNumber();
  const [tenant] = await owner.query<[{ tenant_id: number; public_id: string }]>(
    `insert into tenant (name, kind, region, mode, world_id, iban, bic)
     values ($1, 'social_supplier', 'flanders', 'sandbox', $2, $3, 'TESTBEBB') returning tenant_id, public_id`,
    [name ?? `Tenant ${number}`, worldId, `BE00 TEST ${number}`]);
  const apiKey = await makeApiKey(owner, tenant.tenant_id, API_SCOPES);
  return { tenantId: tenant.tenant_id, publicId: tenant.public_id, worldId, apiKey };
}

/** An API key of a tenant with exactly these scopes. */
export async function makeApiKey(owner: DataSource, tenantId: number, scopes: readonly ApiScope[]): Promise<string> {
  const apiKey = newApiKey('sandbox');
  await owner.query('insert into api_key (key_hash, tenant_id, name, scopes) values ($1, $2, $3, $4)',
    [tokenHash(apiKey), tenantId, 'test key', [...scopes]]);
  return apiKey;
}

/** A made-up EAN-18 of the Belgian grid with a valid check digit. */
export function madeUpEan(number: number): string {
  const digits = `54144880${String(number).padStart(9, '0')}`;
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Opens a contract, with a customer, a tariff and a policy made for it unless given. */
export async function makeContract(
  application: DataSource,
  tenantId: number,
  options: Partial<Omit<ContractToOpen, 'connection' | 'meter'>> & {
    readonly utility?: Utility;
    readonly gasStation?: string | null;
    readonly name?: string;
    readonly phone?: string;
    readonly customer?: RegisteredCustomer;
    readonly policyDocument?: object;
  } = {},
): Promise<TestContract> {
  return inTenant(application, tenantId, async (tx) => {
    const contract = await contractOf(tx, options);
    const customer = options.customer ?? (await registerCustomer(tx, testPersonalData, customerOf(options), contract.nowMs));
    const opened = await openContract(tx, { ...contract, personId: customer.personId });
    if (opened.kind !== 'opened') throw new Error(`contract not opened: ${opened.kind}`);
    const { ean } = contract.connection;
    return { ...opened, customer, ean, meterSerial: contract.meter.serial, tariffId: contract.tariffId, policyId: contract.policyId };
  });
}

function customerOf(options: { readonly name?: string; readonly phone?: string }): Parameters<typeof registerCustomer>[2] {
  return { name: options.name ?? 'An Peeters', phone: options.phone ?? null, email: null, language: 'nl' };
}

async function contractOf(
  tx: TenantTransaction,
  options: Parameters<typeof makeContract>[2] & object,
): Promise<ContractToOpen> {
  const number = nextNumber();
  const utility = options.utility ?? 'electricity';
  const model = { electricity: 1, gas: 3, exclusive_night: 4 }[utility];
  const from = options.from ?? ('2026-09-01' as SupplyDay);
  return {
    personId: 0,
    connection: { ean: madeUpEan(number), utility, street: 'Kouter', houseNumber: String(number), postcode: '9240', town: 'Zele', gasStation: options.gasStation ?? null, solar: false },
    meter: { serial: `1SAG${String(number).padStart(10, '0')}`, modelId: model, throughSerial: null },
    tariffId: options.tariffId ?? (await makeTariff(tx, utility, TERMS_FROM)),
    policyId: options.policyId ?? (await makePolicy(tx, TERMS_FROM, options.policyDocument ?? shippedPolicy('flanders'))),
    legalGround: options.legalGround ?? 'social_supply',
    from,
    registers: options.registers ?? { offtake1: 1_000_000, offtake2: null, injection1: null, injection2: null },
    reference: options.reference ?? null,
    instalmentMicroEuro: options.instalmentMicroEuro ?? microEuro(0),
    nowMs: options.nowMs ?? wallNowMs(),
  };
}

/** A single-price tariff valid from a day on. Prices in 10^-5 EUR. */
export async function makeTariff(tx: TenantTransaction, utility: Utility, from: SupplyDay): Promise<number> {
  const tariff = await tx.one<{ tariff_id: number }>('insert into tariff (tenant_id, name, utility) values ($1, $2, $3) returning tariff_id',
    [tx.tenantId, `Tariff ${nextNumber()}`, utility]);
  const components = [
    { component: 'energy', unit: 'kwh', priceHundredThousandthEuro: 15_000 },
    { component: 'network', unit: 'kwh', priceHundredThousandthEuro: 5_000 },
    { component: 'fixed', unit: 'day', priceHundredThousandthEuro: 5_000 },
  ];
  await tx.query(
    `insert into tariff_version (tenant_id, tariff_id, valid, vat_basis_points, components, recorded_at)
     values ($1, $2, daterange($3, null), 600, $4, now())`,
    [tx.tenantId, tariff.tariff_id, from, JSON.stringify(components)]);
  return tariff.tariff_id;
}

/** A house policy with the given document, valid from a day on. */
export async function makePolicy(tx: TenantTransaction, from: SupplyDay, document: object): Promise<number> {
  const policy = await tx.one<{ policy_id: number }>(
    `insert into policy (tenant_id, layer, name, region, valid, version, document, recorded_at)
     values ($1, 'house', $2, 'flanders', daterange($3, null), 1, $4, now()) returning policy_id`,
    [tx.tenantId, `Policy ${nextNumber()}`, from, JSON.stringify(document)]);
  return policy.policy_id;
}

/** A member of staff of a tenant (or, with `ocmwId`, of an OCMW), signed in: gives the session token. */
export async function makeStaff(
  application: DataSource,
  tenantId: number,
  options: { readonly role: StaffRole; readonly ocmwId?: number; readonly email?: string; readonly language?: Language },
): Promise<{ token: string; email: string }> {
  const email = options.email ?? `staff${nextNumber()}@tegoed.example`;
  const ocmwId = options.ocmwId ?? null;
  await inTenant(application, tenantId, (tx) =>
    registerStaff(tx, { ocmwId, role: options.role, name: 'Els Maes', email, password: TEST_PASSWORD, language: options.language ?? 'nl' }));
  const token = newSessionToken();
  const [found] = await application.query<[{ user_id: number }]>('select user_id from find_staff_by_email($1)', [email]);
  await application.query('select open_session($1, $2, $3)', [tokenHash(token), found.user_id, isoOf(wallNowMs() + 3_600_000)]);
  return { token, email };
}

/** The password of everybody whom `makeStaff` registers. */
export const TEST_PASSWORD = 'kaars-duin-lente-421';

/** An OCMW with a mandate for each of these people at a tenant. */
export async function makeOcmw(application: DataSource, tenantId: number, people: readonly RegisteredCustomer[]): Promise<number> {
  return inTenant(application, tenantId, async (tx) => {
    const { ocmwId } = await registerOcmw(tx, `OCMW ${nextNumber()}`, '9240');
    for (const { personId } of people) {
      await giveMandate(tx, { ocmwId, personId, ground: 'consent', validFrom: '2026-01-01' as SupplyDay, validUntil: null });
    }
    return ocmwId;
  });
}
