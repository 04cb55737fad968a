import { draw, drawOne, drawWhole } from '../draw.ts';

/** A home as it is opened: the body of POST /v1/sandbox/households, less its tenant. */
export interface PlannedHome {
  readonly customer: { readonly name: string; readonly phone?: string; readonly email?: string; readonly language: string };
  readonly address: { readonly street: string; readonly houseNumber: string; readonly postcode: string; readonly town: string };
  readonly contractFrom: string;
  readonly electricity: PlannedSupply;
  readonly gas?: PlannedSupply;
  readonly exclusiveNight?: PlannedSupply;
}

interface PlannedSupply {
  readonly ean: string;
  readonly serial: string;
  readonly registers: Readonly<Record<string, number>>;
  readonly solar?: boolean;
  readonly dayNight?: boolean;
  readonly openingCreditEuro: string;
  readonly debts: { readonly supplyEuro: string; readonly oldEuro: string };
  readonly instalmentEuro: string;
}

const TOWNS = [['9240', 'Zele'], ['2300', 'Turnhout']] as const;
/** A home that is nearly out: it comes to its last emergency credit within days. */
const NEARLY_OUT_SHARE = 0.6;

/**
 * The homes of a seed. Six in ten supplies stand near the end of their credit, two in three have gas, a few heat by night; some
 * have no telephone, some only one that is switched off, a few nothing at all: these can be warned by letter only.
 */
export function plannedHomes(seed: number, count: number, contractFrom: string): PlannedHome[] {
  return Array.from({ length: count }, (_, index) => plannedHome(seed, index, contractFrom));
}

function plannedHome(seed: number, index: number, contractFrom: string): PlannedHome {
  const of = (what: string): number => draw(seed, 'home', index, what);
  const [postcode, town] = drawOne(TOWNS, seed, index, 'town');
  const supply = (utility: 'electricity' | 'gas' | 'night'): PlannedSupply => plannedSupply(seed, index, utility);
  const night = of('night') < 0.04;
  return {
    customer: customerOf(seed, index),
    address: { street: 'Kouterstraat', houseNumber: String(index + 1), postcode, town },
    contractFrom,
    electricity: supply('electricity'),
    ...(!night && of('gas') < 0.66 ? { gas: supply('gas') } : {}),
    ...(night ? { exclusiveNight: supply('night') } : {}),
  };
}

function customerOf(seed: number, index: number): PlannedHome['customer'] {
  const reach = draw(seed, 'home', index, 'reach');
  // Numbers that end in 0000 never receive anything.
  const phone = reach > 0.97 ? `+3246${String(index).padStart(3, '0')}0000` : `+32460${String((seed % 900) * 1_000 + index + 1).padStart(6, '0')}`;
  return {
    name: `Bewoner ${String(seed)}-${String(index + 1)}`,
    language: drawOne(['nl', 'fr', 'de', 'en'], seed, index, 'language'),
    ...(reach > 0.08 ? { phone } : {}),
    ...(reach < 0.05 || reach > 0.4 ? { email: `bewoner${String(index + 1)}.${String(seed)}@example.org` } : {}),
  };
}

function plannedSupply(seed: number, index: number, utility: 'electricity' | 'gas' | 'night'): PlannedSupply {
  const of = (what: string): number => draw(seed, 'home', index, utility, what);
  const whole = (low: number, high: number, what: string): number => drawWhole(low, high, seed, 'home', index, utility, what);
  const number = ((seed % 9_000) + 1_000) * 10_000 + index * 4 + { electricity: 1, gas: 2, night: 3 }[utility];
  const nearlyOut = of('nearly out') < NEARLY_OUT_SHARE;
  const dayNight = utility === 'electricity' && of('day and night') < 0.3;
  const solar = utility === 'electricity' && of('solar') < 0.1;
  const oldDebt = of('old debt') < 0.3 ? whole(40, 400, 'old debt amount') : 0;
  return {
    ean: ean(number),
    serial: `${{ electricity: '1SAG1', gas: '7FLO2', night: '1SAG4' }[utility]}${String(number).padStart(9, '0')}`,
    registers: { offtake1: whole(100_000, 9_000_000, 'register'), ...(dayNight ? { offtake2: whole(100_000, 9_000_000, 'night register') } : {}) },
    ...(utility === 'electricity' ? { solar, dayNight } : {}),
    openingCreditEuro: `${String(nearlyOut ? whole(0, 4, 'credit') : whole(10, 90, 'credit'))}.00`,
    debts: { supplyEuro: `${String(nearlyOut ? whole(utility === 'gas' ? 66 : 46, utility === 'gas' ? 90 : 66, 'supply debt') : 0)}.00`, oldEuro: `${String(oldDebt)}.00` },
    instalmentEuro: oldDebt > 0 ? '5.00' : '0.00',
  };
}

/** A made-up EAN-GSRN in a range that is used by nobody, with its check digit (GS1: weights 3, 1, 3 ... from the left). */
function ean(number: number): string {
  const base = `54144880${String(number).padStart(9, '0')}`;
  const sum = [...base].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return base + String((10 - (sum % 10)) % 10);
}
