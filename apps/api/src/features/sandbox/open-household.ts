import { instantAt, type Instant, type MicroEuro, type Registers, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../adapters/crypto/index.js';
import type { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { openContract, type ContractOpening, type ContractToOpen } from '../contracts/index.js';
import { giveMandate, registerCustomer, type CustomerToRegister } from '../people/index.js';
import { bookOpeningBalances, type OpeningBalances } from './opening-balances.js';
import type { PriceBook } from './price-books.js';
import { SANDBOX_GAS_STATION, type TenantTerms } from './tenant-terms.js';

/** One supplied connection of a home. */
export interface SupplyToOpen extends OpeningBalances {
  readonly utility: Utility;
  readonly ean: string;
  readonly serial: string;
  /** What the meter shows when the contract begins: Wh, or dm3 for gas. */
  readonly registers: Registers;
  readonly solar: boolean;
  /** Whether the night register has a price of its own; only for electricity. */
  readonly dayNightPrice: boolean;
  /** Twelve digits with right check digits; null derives the account's own. */
  readonly reference: string | null;
  readonly instalmentMicroEuro: MicroEuro;
}

/** A home with the person who lives there; a gas meter speaks through the electricity meter, when there is one. */
export interface HouseholdToOpen {
  readonly customer: CustomerToRegister;
  readonly address: { readonly street: string; readonly houseNumber: string; readonly postcode: string; readonly town: string };
  readonly supplies: readonly SupplyToOpen[];
  readonly legalGround: string;
  readonly contractFrom: SupplyDay;
  /** The OCMW that has a mandate of this person from the first day; null when none has. */
  readonly mandate: { readonly ocmwId: number; readonly ground: 'consent' | 'law' } | null;
}

/** An account that was opened. */
export interface OpenedAccount {
  readonly accountId: string;
  readonly utility: Utility;
  readonly ean: string;
  readonly reference: string;
  readonly meterSerial: string;
}

/** What came of it. Anything but `opened` leaves half a household behind: roll the transaction back. */
export type HouseholdOpening =
  | { readonly kind: 'opened'; readonly customerId: string; readonly accounts: readonly OpenedAccount[] }
  | { readonly kind: Exclude<ContractOpening['kind'], 'opened'>; readonly utility: Utility };

/** What opening needs beside the transaction. */
export interface OpeningDeps {
  readonly personalData: PersonalData;
  readonly termsReader: AccountTermsReader;
  readonly terms: TenantTerms;
  readonly now: Instant;
  readonly wallNowMs: number;
}

/** The three-phase meters are for homes with panels; a connection's fuse follows from its meter. */
const METER_MODELS = { electricity: 1, solar: 2, gas: 3, exclusive_night: 4 } as const;

/**
 * Opens the contracts of one home with their opening balances, all in the caller's transaction. The terms must be
 * committed before: decisions read them through the pool.
 */
export async function openHousehold(tx: TenantTransaction, deps: OpeningDeps, household: HouseholdToOpen): Promise<HouseholdOpening> {
  const customer = await registerCustomer(tx, deps.personalData, household.customer, deps.now);
  const accounts: OpenedAccount[] = [];
  for (const supply of household.supplies) {
    const opened = await openContract(tx, contractOf(deps, household, supply, customer.personId));
    if (opened.kind !== 'opened') return { kind: opened.kind, utility: supply.utility };
    await takeOverSupply(tx, opened.connectionId, opened.accountId, instantAt(household.contractFrom, 0));
    await bookOpeningBalances(tx, deps.termsReader, opened.accountId, supply, { ...deps, occurredAt: instantAt(household.contractFrom, 0) });
    accounts.push({ accountId: opened.publicId, utility: supply.utility, ean: supply.ean, reference: opened.reference, meterSerial: supply.serial });
  }
  if (household.mandate !== null) {
    await giveMandate(tx, { ...household.mandate, personId: customer.personId, validFrom: household.contractFrom, validUntil: null });
  }
  return { kind: 'opened', customerId: customer.publicId, accounts };
}

function contractOf(deps: OpeningDeps, household: HouseholdToOpen, supply: SupplyToOpen, personId: number): ContractToOpen {
  const electricity = household.supplies.find(({ utility }) => utility === 'electricity');
  const { ean, utility, solar, registers, reference, instalmentMicroEuro } = supply;
  return {
    personId,
    connection: { ...household.address, ean, utility, solar, gasStation: utility === 'gas' ? SANDBOX_GAS_STATION : null },
    meter: {
      serial: supply.serial,
      modelId: METER_MODELS[solar ? 'solar' : utility],
      throughSerial: utility === 'gas' ? (electricity?.serial ?? null) : null,
    },
    tariffId: deps.terms.tariffs[bookOf(supply)].id,
    policyId: deps.terms.policy.id,
    legalGround: household.legalGround,
    from: household.contractFrom,
    registers,
    reference,
    instalmentMicroEuro,
    nowMs: deps.now,
  };
}

function bookOf({ utility, dayNightPrice }: SupplyToOpen): PriceBook['key'] {
  return utility === 'electricity' && dayNightPrice ? 'electricity_day_night' : utility;
}

/**
 * A new contract begins with a confirmed state: the grid hands a connection over switched on. A connection whose meter
 * has ever proven anything keeps what it proved.
 */
async function takeOverSupply(tx: TenantTransaction, connectionId: number, accountId: number, at: Instant): Promise<void> {
  const [state] = await tx.query<{ confirmed_at: number | null }>('select confirmed_at from supply_state where connection_id = $1', [connectionId]);
  if (state === undefined || state.confirmed_at !== null) return;
  await tx.query(`select confirm_supply($1, 'on', $2, $2)`, [connectionId, isoOf(at)]);
  await tx.query(`update account_state set confirmed_supply = 'on' where account_id = $1`, [accountId]);
}
