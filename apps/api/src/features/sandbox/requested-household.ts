import { NO_MONEY, supplyDayFrom, type MicroEuro, type Registers, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import { microEuroOfField } from '../../http/euro.js';
import { invalidField } from '../../http/problem.js';
import { isStructuredReference } from '../contracts/index.js';
import { phoneOfField } from '../people/index.js';
import type { NewHousehold, NewSupply } from './household.dto.js';
import { madeUpEan, madeUpSerial } from './made-up-numbers.js';
import type { HouseholdToOpen, SupplyToOpen } from './open-household.js';

const FIELD_OF_UTILITY = { electricity: 'electricity', gas: 'gas', exclusive_night: 'exclusiveNight' } as const satisfies Record<Utility, keyof NewHousehold>;

/**
 * The household that a request asks for. `nextNumber` gives the numbers of what the request leaves out.
 * Throws a 422 about the first field that does not fit.
 */
export async function requestedHousehold(body: NewHousehold, ocmwId: number | null, nextNumber: () => Promise<number>): Promise<HouseholdToOpen> {
  const { name, phone, email, language } = body.customer;
  const supplies: SupplyToOpen[] = [];
  for (const [utility, field] of Object.entries(FIELD_OF_UTILITY) as [Utility, 'electricity' | 'gas' | 'exclusiveNight'][]) {
    const supply = body[field];
    if (supply !== undefined) supplies.push(requestedSupply(body, utility, field, supply, await nextNumber()));
  }
  if (supplies.length === 0) throw invalidField('electricity', 'Name at least one of electricity, gas and exclusiveNight; {} will do.');
  return {
    customer: { name, phone: phoneOfField('customer.phone', phone), email: email ?? null, language },
    address: body.address,
    supplies,
    legalGround: 'social_supply',
    contractFrom: dayOf(body.contractFrom),
    mandate: ocmwId === null ? null : { ocmwId, ground: 'consent' },
  };
}

function requestedSupply(body: NewHousehold, utility: Utility, field: string, supply: NewSupply, number: number): SupplyToOpen {
  const { reference = null } = supply;
  if (reference !== null && !isStructuredReference(reference)) throw invalidField(`${field}.reference`, 'The last two digits must be the remainder of the first ten by 97.');
  const debts = { ...body.debts, ...supply.debts };
  return {
    utility,
    ean: supply.ean ?? madeUpEan(number),
    serial: supply.serial ?? madeUpSerial(utility, number),
    registers: registersOf(utility, supply),
    solar: supply.solar ?? false,
    dayNightPrice: supply.dayNight ?? false,
    reference,
    instalmentMicroEuro: amountOf(`${field}.instalmentEuro`, supply.instalmentEuro ?? body.instalmentEuro),
    creditMicroEuro: amountOf(`${field}.openingCreditEuro`, supply.openingCreditEuro ?? body.openingCreditEuro),
    debtOldMicroEuro: amountOf(`${field}.debts.oldEuro`, debts.oldEuro),
    debtSupplyMicroEuro: amountOf(`${field}.debts.supplyEuro`, debts.supplyEuro),
  };
}

// A register that the meter must have for its price or its panels begins at zero when nobody says where it stands.
function registersOf(utility: Utility, { registers, dayNight, solar }: NewSupply): Registers {
  const offtake1 = registers?.offtake1 ?? 0;
  if (utility !== 'electricity') return { offtake1, offtake2: null, injection1: null, injection2: null };
  const offtake2 = registers?.offtake2 ?? (dayNight ? 0 : null);
  const injection1 = registers?.injection1 ?? (solar ? 0 : null);
  const injection2 = registers?.injection2 ?? (solar && offtake2 !== null ? 0 : null);
  return { offtake1, offtake2, injection1, injection2 };
}

function amountOf(field: string, text: string | undefined): MicroEuro {
  if (text === undefined) return NO_MONEY;
  const amount = microEuroOfField(field, text);
  if (amount < 0) throw invalidField(field, 'must not be below zero');
  return amount;
}

function dayOf(text: string): SupplyDay {
  const day = supplyDayFrom(text);
  if (day === null) throw invalidField('contractFrom', 'There is no such day. Give a date such as 2026-11-22.');
  return day;
}
