import { addDays, NO_MONEY, microEuro, type AccountState, type ConfirmedSupply, type MicroEuro, type Registers, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { stateColumnsOf } from '../../adapters/postgres/account-state-row.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { referenceOfAccount } from './structured-reference.js';

/** A contract to open: one tenant, one connection, one holder, from a day on. */
export interface ContractToOpen {
  readonly personId: number;
  readonly connection: {
    readonly ean: string;
    readonly utility: Utility;
    readonly street: string;
    readonly houseNumber: string;
    readonly postcode: string;
    readonly town: string;
    readonly gasStation: string | null;
    readonly solar: boolean;
  };
  /** `throughSerial`: the electricity meter through which a gas meter speaks. */
  readonly meter: { readonly serial: string; readonly modelId: number; readonly throughSerial: string | null };
  readonly tariffId: number;
  readonly policyId: number;
  readonly legalGround: string;
  /** The first supply day. */
  readonly from: SupplyDay;
  /** What the meter showed when that day began; null when nobody knows. */
  readonly registers: Registers | null;
  /** Twelve digits of an existing reference; null derives one from the account's number. */
  readonly reference: string | null;
  /** Weekly instalment on the old debt; 0 = none. */
  readonly instalmentMicroEuro: MicroEuro;
  readonly nowMs: number;
}

/** What came of it. Anything but `opened` leaves half a contract behind: roll the transaction back. */
export type ContractOpening =
  | { readonly kind: 'opened'; readonly accountId: number; readonly publicId: string; readonly reference: string; readonly householdId: number; readonly connectionId: number }
  | { readonly kind: 'reference_taken' }
  | { readonly kind: 'connection_taken' }
  | { readonly kind: 'other_utility' }
  | { readonly kind: 'meter_elsewhere' };

/** Opens a contract with its connection, meter, account, terms and the account's first state, all in one transaction. */
export async function openContract(tx: TenantTransaction, contract: ContractToOpen): Promise<ContractOpening> {
  const connectionId = await registerConnection(tx, contract.connection);
  const householdId = await householdOf(tx, contract.personId);
  const account = await insertAccount(tx, contract, householdId);
  if (account === null) return { kind: 'reference_taken' };
  if (!(await insertContract(tx, contract, account.accountId, connectionId))) return { kind: 'connection_taken' };
  if ((await utilityOf(tx, connectionId)) !== contract.connection.utility) return { kind: 'other_utility' };
  if (!(await placeMeter(tx, contract, connectionId))) return { kind: 'meter_elsewhere' };
  await assignTerms(tx, contract, account.accountId);
  await insertState(tx, contract, account.accountId, connectionId);
  return { kind: 'opened', ...account, householdId, connectionId };
}

async function registerConnection(tx: TenantTransaction, connection: ContractToOpen['connection']): Promise<number> {
  const row = await tx.one<{ id: number }>('select register_connection($1, $2, $3, $4, $5, $6, $7, $8) as id', [
    connection.ean, connection.utility, connection.street, connection.houseNumber, connection.postcode, connection.town,
    connection.gasStation, connection.solar,
  ]);
  return row.id;
}

async function householdOf(tx: TenantTransaction, personId: number): Promise<number> {
  const known = await tx.query<{ household_id: number }>('select household_id from household where person_id = $1', [personId]);
  if (known[0]) return known[0].household_id;
  const made = await tx.one<{ household_id: number }>('insert into household (tenant_id, person_id) values ($1, $2) returning household_id', [tx.tenantId, personId]);
  return made.household_id;
}

async function insertAccount(
  tx: TenantTransaction,
  contract: ContractToOpen,
  householdId: number,
): Promise<{ accountId: number; publicId: string; reference: string } | null> {
  const { id: accountId } = await tx.one<{ id: number }>('select next_account_id($1) as id', [tx.tenantId]);
  const reference = contract.reference ?? referenceOfAccount(accountId);
  const rows = await tx.query<{ public_id: string }>(
    `insert into account (account_id, tenant_id, household_id, reference, opened_at) values ($1, $2, $3, $4, $5)
     on conflict (reference) do nothing returning public_id`,
    [accountId, tx.tenantId, householdId, reference, isoOf(contract.nowMs)],
  );
  return rows[0] ? { accountId, publicId: rows[0].public_id, reference } : null;
}

// The exclusion constraint knows the contracts of all tenants; we learn only that there is one.
async function insertContract(tx: TenantTransaction, contract: ContractToOpen, accountId: number, connectionId: number): Promise<boolean> {
  const rows = await tx.query(
    `insert into contract (account_id, tenant_id, connection_id, person_id, legal_ground, period)
     values ($1, $2, $3, $4, $5, daterange($6, null)) on conflict do nothing returning account_id`,
    [accountId, tx.tenantId, connectionId, contract.personId, contract.legalGround, contract.from],
  );
  return rows.length === 1;
}

async function utilityOf(tx: TenantTransaction, connectionId: number): Promise<string> {
  const row = await tx.one<{ utility: string }>('select utility from connection where connection_id = $1', [connectionId]);
  return row.utility;
}

async function placeMeter(tx: TenantTransaction, contract: ContractToOpen, connectionId: number): Promise<boolean> {
  const { serial, modelId, throughSerial } = contract.meter;
  await tx.query('select place_meter($1, $2, $3, $4, $5)', [serial, modelId, connectionId, contract.from, throughSerial]);
  const placed = await tx.query(
    `select 1 from meter_placement p join meter m using (meter_id)
     where p.connection_id = $1 and m.serial = $2 and p.placed @> $3::date`,
    [connectionId, serial, contract.from],
  );
  return placed.length === 1;
}

async function assignTerms(tx: TenantTransaction, contract: ContractToOpen, accountId: number): Promise<void> {
  for (const [table, column, id] of [['tariff_assignment', 'tariff_id', contract.tariffId], ['policy_assignment', 'policy_id', contract.policyId]] as const) {
    await tx.query(
      `insert into ${table} (tenant_id, account_id, ${column}, valid, reason, recorded_at)
       values ($1, $2, $3, daterange($4, null), 'contract opened', $5)`,
      [tx.tenantId, accountId, id, contract.from, isoOf(contract.nowMs)],
    );
  }
}

async function insertState(tx: TenantTransaction, contract: ContractToOpen, accountId: number, connectionId: number): Promise<void> {
  const supply = await tx.one<{ confirmed_supply: ConfirmedSupply }>('select confirmed_supply from supply_state where connection_id = $1', [connectionId]);
  const station = await tx.one<{ id: number | null }>('select gas_station_id_of($1) as id', [contract.connection.gasStation]);
  const columns = {
    ...stateColumnsOf(firstState(contract, supply.confirmed_supply)),
    account_id: accountId, tenant_id: tx.tenantId, tariff_id: contract.tariffId, policy_id: contract.policyId,
    meter_model_id: contract.meter.modelId, gas_station_id: station.id, version: 1, entry_no: 0, wish_version: 0,
  };
  await tx.query('insert into account_state select * from jsonb_populate_record(null::account_state, $1)', [JSON.stringify(columns)]);
  await keepOpeningRegisters(tx, contract, accountId);
}

/** Where the counting begins is a fact like every later reading: without it the first days could not be computed again. */
async function keepOpeningRegisters(tx: TenantTransaction, contract: ContractToOpen, accountId: number): Promise<void> {
  if (contract.registers === null) return;
  const { offtake1, offtake2, injection1, injection2 } = contract.registers;
  await tx.query(
    `insert into register_fact (account_id, day, version, tenant_id, quality, offtake1, offtake2, injection1, injection2, reason, recorded_at)
     values ($1, $2, 1, $3, 0, $4, $5, $6, $7, 'contract opened', $8)`,
    [accountId, addDays(contract.from, -1), tx.tenantId, offtake1, offtake2, injection1, injection2, isoOf(contract.nowMs)],
  );
}

/** An account begins with nothing and owing nothing; supply stays as it is until the first decision. */
function firstState(contract: ContractToOpen, confirmedSupply: ConfirmedSupply): AccountState {
  const dayBefore = addDays(contract.from, -1);
  return {
    utility: contract.connection.utility,
    balances: {
      creditMicroEuro: NO_MONEY, debtSupplyMicroEuro: NO_MONEY, debtProtectedMicroEuro: NO_MONEY, debtOldMicroEuro: NO_MONEY,
      debtReturnedMicroEuro: NO_MONEY, debtCorrectionMicroEuro: NO_MONEY,
    },
    debtSupplyAtZeroMicroEuro: NO_MONEY,
    lastDay: dayBefore,
    lastReadDay: contract.registers === null ? null : dayBefore,
    registers: contract.registers,
    meanDailyChargeMicroEuro: NO_MONEY,
    creditState: 'low',
    desiredSupply: 'on',
    confirmedSupply,
    emergencyTakenMicroEuro: NO_MONEY,
    protectedUntil: null,
    paymentUnderWayUntil: null,
    lacDecision: false,
    repaymentShareBasisPoints: null,
    instalmentMicroEuro: microEuro(contract.instalmentMicroEuro),
    instalmentWeek: null,
    repaidMonth: null,
    repaidInMonthMicroEuro: NO_MONEY,
    warnedDaysLeft: null,
    staleSince: null,
  };
}
