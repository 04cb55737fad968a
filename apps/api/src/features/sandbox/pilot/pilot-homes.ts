import { microEuro, NO_MONEY, type MicroEuro, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import { madeUpEan, madeUpSerial } from '../made-up-numbers.js';
import type { HouseholdToOpen, SupplyToOpen } from '../open-household.js';
import { chance, oneOf, wholeBetween } from './chance.js';
import { pilotCustomer } from './pilot-people.js';
import { PILOT_SUPPLIERS, type PilotSupplier, type PilotTown } from './pilot-suppliers.js';

const EURO = 1_000_000;
const INSTALMENT = microEuro(5 * EURO);
/** Connections of one home have neighbouring numbers: electricity, gas, exclusive night. */
const NUMBERS_PER_HOME = 4;
const NUMBER_OF = { electricity: 1, gas: 2, exclusive_night: 3 } as const satisfies Record<Utility, number>;
/** Heating by night is rare and goes without gas. */
const NIGHT_HOMES: ReadonlySet<number> = new Set([12, 57, 103, 171]);

/** A home of the pilot before its OCMW has a number. */
export interface PilotHome extends Omit<HouseholdToOpen, 'mandate'> {
  readonly number: number;
  readonly postcode: string;
  readonly mandateGround: 'consent' | 'law' | null;
}

/** The homes of one supplier, always the same ones; only the first day differs. */
export function pilotHomes(supplier: PilotSupplier, contractFrom: SupplyDay): PilotHome[] {
  const references = [...supplier.references];
  return homeNumbers(supplier).map(({ number, town }) => {
    const home = { number, supplier, town };
    const supplies = utilitiesOf(number).map((utility) => supplyOf(home, utility, references.shift() ?? null));
    return {
      number,
      customer: pilotCustomer(number),
      address: { street: oneOf(town.streets, 'street', number), houseNumber: String(number), postcode: town.postcode, town: town.town },
      supplies,
      legalGround: supplier.isSocial ? 'social_supply' : 'own_choice',
      contractFrom,
      postcode: town.postcode,
      mandateGround: mandateOf(supplier, number),
    };
  });
}

interface Home {
  readonly number: number;
  readonly supplier: PilotSupplier;
  readonly town: PilotTown;
}

// Homes are counted through all suppliers, so that no two share a number.
function homeNumbers(supplier: PilotSupplier): { number: number; town: PilotTown }[] {
  const before = PILOT_SUPPLIERS.slice(0, PILOT_SUPPLIERS.indexOf(supplier)).flatMap((one) => one.homes);
  const first = 1 + before.reduce((sum, { count }) => sum + count, 0);
  const towns = supplier.homes.flatMap(({ town, count }) => Array.from({ length: count }, () => town));
  return towns.map((town, index) => ({ number: first + index, town }));
}

function utilitiesOf(number: number): Utility[] {
  if (NIGHT_HOMES.has(number)) return ['electricity', 'exclusive_night'];
  return chance('gas', number) < 0.66 ? ['electricity', 'gas'] : ['electricity'];
}

function supplyOf(home: Home, utility: Utility, reference: string | null): SupplyToOpen {
  const number = (home.number - 1) * NUMBERS_PER_HOME + NUMBER_OF[utility];
  const solar = utility === 'electricity' && chance('solar', home.number) < 0.1;
  const dayNightPrice = utility === 'electricity' && chance('day and night', home.number) < 0.3;
  const debtOldMicroEuro = oldDebtOf(home, utility);
  return {
    utility,
    ean: madeUpEan(number),
    serial: madeUpSerial(utility, number),
    registers: {
      offtake1: wholeBetween(1_500_000, utility === 'gas' ? 9_000_000 : 24_000_000, 'register', number),
      offtake2: dayNightPrice ? wholeBetween(1_000_000, 20_000_000, 'night register', number) : null,
      injection1: solar ? wholeBetween(100_000, 9_000_000, 'sun register', number) : null,
      injection2: solar && dayNightPrice ? wholeBetween(50_000, 4_000_000, 'weekend sun register', number) : null,
    },
    solar,
    dayNightPrice,
    reference,
    instalmentMicroEuro: debtOldMicroEuro === 0 ? NO_MONEY : INSTALMENT,
    creditMicroEuro: euros(wholeBetween(25, 95, 'credit', number)),
    debtOldMicroEuro,
    debtSupplyMicroEuro: home.supplier.isSocial && chance('supply debt', number) < 0.12 ? euros(wholeBetween(4, 45, 'supply debt amount', number)) : NO_MONEY,
  };
}

// A commercial supplier's old debt is not collected here, so only the social suppliers' customers have any.
function oldDebtOf({ number, supplier }: Home, utility: Utility): MicroEuro {
  if (!supplier.isSocial || chance('old debt', number, utility) > 0.3) return NO_MONEY;
  return euros(wholeBetween(60, 620, 'old debt amount', number, utility));
}

function mandateOf(supplier: PilotSupplier, number: number): PilotHome['mandateGround'] {
  const drawn = chance('mandate', number);
  if (!supplier.isSocial) return drawn < 0.3 ? 'consent' : null;
  if (drawn < 0.7) return 'consent';
  return drawn < 0.85 ? 'law' : null;
}

function euros(amount: number): MicroEuro {
  return microEuro(amount * EURO);
}
