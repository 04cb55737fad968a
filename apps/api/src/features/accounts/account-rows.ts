import { daysBetween, shownBalance, sumMoney, type ConfirmedSupply, type Instant, type SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { PersonalData } from '../../adapters/crypto/index.js';
import { accountStateOf, instantOfStored, type AccountStateRow } from '../../adapters/postgres/account-state-row.js';
import { euroOf } from '../../http/euro.js';
import { printedReference } from '../contracts/index.js';
import type { AccountRow } from './account-answer.js';

/** A state with what a list shows beside it. */
export interface AccountRowColumns extends AccountStateRow {
  readonly public_id: string;
  readonly reference: string;
  readonly ean: string;
  readonly street: string;
  readonly house_number: string;
  readonly postcode: string;
  readonly town: string;
  readonly customer_id: string;
  readonly customer_name: Buffer;
  readonly tenant_public_id: string;
  readonly tenant_name: string;
  readonly supply_now: ConfirmedSupply;
  readonly supply_confirmed_at: number | null;
}

/**
 * Rows of accounts as lists show them; $1 is the supply day of today. After a contract's end the connection belongs
 * to somebody else, so only the state that was last known during the contract is told.
 */
export const SELECT_ACCOUNT_ROWS = `
select s.*, a.public_id, a.reference, k.ean, k.street, k.house_number, k.postcode, k.town,
  p.public_id as customer_id, p.name as customer_name, t.public_id as tenant_public_id, t.name as tenant_name,
  case when c.period @> $1::date then ss.confirmed_supply else s.confirmed_supply end as supply_now,
  case when c.period @> $1::date then ss.confirmed_at end as supply_confirmed_at
from account_state s
join account a using (account_id)
join contract c using (account_id)
join connection k using (connection_id)
join supply_state ss using (connection_id)
join person p using (person_id)
join tenant t on t.tenant_id = s.tenant_id`;

/** One account as lists show it. Balance and days left come from the engine's own functions, as in every channel. */
export function accountRowOf(row: AccountRowColumns, personalData: PersonalData, now: Instant, today: SupplyDay): AccountRow {
  const state = accountStateOf(row);
  const { creditMicroEuro: _, ...debts } = state.balances;
  return {
    id: row.public_id,
    reference: printedReference(row.reference),
    ean: row.ean,
    utility: state.utility,
    customer: { id: row.customer_id, name: personalData.open('person.name', row.customer_name) },
    address: { street: row.street, houseNumber: row.house_number, postcode: row.postcode, town: row.town },
    tenant: { id: row.tenant_public_id, name: row.tenant_name },
    creditState: state.creditState,
    desiredSupply: state.desiredSupply,
    confirmedSupply: row.supply_now,
    confirmedAt: isoOrNull(row.supply_confirmed_at),
    balanceEuro: euroOf(shownBalance(state.balances, state.debtSupplyAtZeroMicroEuro)),
    debtEuro: euroOf(sumMoney(Object.values(debts))),
    daysLeft: daysLeftOf(row.runs_out_on, today),
    runsOutOn: row.runs_out_on,
    nextChange: nextChangeOf(row),
    measuredUntil: state.lastReadDay,
    estimated: state.staleSince !== null,
    asOf: isoOf(now),
  };
}

/** Whole days from today until the day on which the balance reaches zero; never below 0. */
export function daysLeftOf(runsOutOn: string | null, today: SupplyDay): number | null {
  return runsOutOn === null ? null : Math.max(0, daysBetween(today, runsOutOn as SupplyDay));
}

/** The next expected change of supply if nobody pays. */
export function nextChangeOf(row: Pick<AccountStateRow, 'next_change_at' | 'next_change_supply'>): AccountRow['nextChange'] {
  const at = instantOfStored(row.next_change_at);
  return at === null || row.next_change_supply === null ? null : { supply: row.next_change_supply, at: isoOf(at) };
}

/** A moment of the store as ISO text. */
export function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : isoOf(ms);
}
