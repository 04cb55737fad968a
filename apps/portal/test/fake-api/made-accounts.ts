import { Temporal } from 'temporal-polyfill';
import type { Account, AccountRow, ConfirmedSupply, CreditState, DesiredSupply, Language, Utility } from '../../app/api/types.js';
import { madeEan, madeReference } from './made-numbers.js';

/** The made-up world stands still on a Thursday morning in winter. */
export const worldNow = '2027-01-14T08:40:00Z';
export const asOf = '2027-01-14T05:10:00Z';
export const today = Temporal.PlainDate.from('2027-01-14');
export const daysAgo = (days: number): string => today.subtract({ days }).toString();

type Seed = {
  readonly name: string;
  readonly street: string;
  readonly utility: Utility;
  readonly credit: CreditState;
  readonly supply: ConfirmedSupply;
  readonly desired?: DesiredSupply;
  readonly balanceEuro: string;
  readonly debtEuro?: string;
  readonly daysLeft: number | null;
  readonly estimated?: boolean;
  readonly change?: { readonly supply: DesiredSupply; readonly at: string };
  readonly language?: Language;
};

const seeds: readonly Seed[] = [
  { name: 'An Verhulst', street: 'Kouterstraat', utility: 'electricity', credit: 'exhausted', supply: 'limited', desired: 'limited', balanceEuro: '-52.18', debtEuro: '212.18', daysLeft: null },
  { name: 'An Verhulst', street: 'Kouterstraat', utility: 'gas', credit: 'emergency', supply: 'on', balanceEuro: '-31.40', debtEuro: '31.40', daysLeft: null, estimated: true, change: { supply: 'off', at: '2027-01-18T09:00:00Z' } },
  { name: 'Mehmet Yıldız', street: 'Stationsplein', utility: 'gas', credit: 'exhausted', supply: 'off', desired: 'off', balanceEuro: '-104.75', debtEuro: '104.75', daysLeft: null, language: 'fr' },
  { name: 'Joséphine Delacroix-Vandenbroucke', street: 'Lange Kerkhofstraat', utility: 'gas', credit: 'in_credit', supply: 'ready', desired: 'on', balanceEuro: '38.20', daysLeft: 9, language: 'fr' },
  { name: 'Luc Wouters', street: 'Dendermondebaan', utility: 'electricity', credit: 'low', supply: 'on', balanceEuro: '6.35', daysLeft: 2, change: { supply: 'limited', at: '2027-01-18T09:00:00Z' } },
  { name: 'Greta Baumann', street: 'Kloosterstraat', utility: 'electricity', credit: 'emergency', supply: 'on', balanceEuro: '-12.05', debtEuro: '12.05', daysLeft: null, language: 'de', change: { supply: 'limited', at: '2027-01-15T09:00:00Z' } },
  { name: 'Tom De Smet', street: 'Molenstraat', utility: 'electricity', credit: 'in_credit', supply: 'unknown', desired: 'on', balanceEuro: '14.80', daysLeft: 5 },
  { name: 'Fatima El Amrani', street: 'Patersstraat', utility: 'electricity', credit: 'exhausted', supply: 'tripped', desired: 'limited', balanceEuro: '-50.00', debtEuro: '86.30', daysLeft: null, language: 'fr' },
  { name: 'Wim Peeters', street: 'Herentalsstraat', utility: 'exclusive_night', credit: 'in_credit', supply: 'on', balanceEuro: '118.06', daysLeft: 31 },
  { name: 'Olena Kovalenko', street: 'Begijnenstraat', utility: 'electricity', credit: 'low', supply: 'on', balanceEuro: '3.10', daysLeft: 0, estimated: true, language: 'en', change: { supply: 'limited', at: '2027-01-18T09:00:00Z' } },
  { name: 'Jan Goossens', street: 'Gasthuisstraat', utility: 'electricity', credit: 'in_credit', supply: 'on', balanceEuro: '64.92', daysLeft: 17 },
  { name: 'Nadia Claes', street: 'Otterstraat', utility: 'gas', credit: 'in_credit', supply: 'on', balanceEuro: '210.44', debtEuro: '160.00', daysLeft: 42 },
];

const towns = [
  { postcode: '9240', town: 'Zele' },
  { postcode: '2300', town: 'Turnhout' },
];

export const accountId = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const tenant = { id: 'tenant-1', name: 'Netbedrijf Scheldeland' };

function rowOf(seed: Seed, index: number): AccountRow {
  const number = index + 1;
  const place = towns[index % 2] ?? { postcode: '9240', town: 'Zele' };
  return {
    id: accountId(number),
    reference: madeReference(number),
    ean: madeEan(number),
    utility: seed.utility,
    customer: { id: `customer-${number}`, name: seed.name },
    address: { street: seed.street, houseNumber: String(3 + ((index * 17) % 90)), ...place },
    tenant,
    creditState: seed.credit,
    desiredSupply: seed.desired ?? 'on',
    confirmedSupply: seed.supply,
    confirmedAt: seed.supply === 'unknown' ? null : '2027-01-12T11:24:00Z',
    balanceEuro: seed.balanceEuro,
    debtEuro: seed.debtEuro ?? '0.00',
    daysLeft: seed.daysLeft,
    runsOutOn: seed.daysLeft === null ? null : today.add({ days: seed.daysLeft }).toString(),
    nextChange: seed.change ?? null,
    measuredUntil: seed.estimated ? daysAgo(4) : daysAgo(1),
    estimated: seed.estimated ?? false,
    asOf,
  };
}

export const madeRows: readonly AccountRow[] = seeds.map(rowOf);
const languageOf = new Map(seeds.map((seed, index) => [accountId(index + 1), seed.language ?? ('nl' as Language)]));

/** The whole account behind a row of the list. */
export function madeAccount(row: AccountRow): Account {
  const dark = row.confirmedSupply === 'off' || row.confirmedSupply === 'limited' || row.confirmedSupply === 'tripped';
  const others = madeRows.filter((other) => other.customer.name === row.customer.name && other.id !== row.id);
  return {
    ...row,
    debts: { supplyEuro: row.balanceEuro.startsWith('-') ? row.balanceEuro.slice(1) : '0.00', protectedEuro: '0.00', oldEuro: row.debtEuro === '212.18' ? '160.00' : '0.00', returnedEuro: '0.00', correctionEuro: '0.00' },
    emergency: { limitEuro: '50.00', availableEuro: row.creditState === 'emergency' ? '18.60' : row.creditState === 'exhausted' ? '0.00' : '50.00', usedEuro: '0.00' },
    amountToStayOnEuro: row.creditState === 'in_credit' ? '0.00' : '15.00',
    amountToGetBackOnEuro: dark ? '0.02' : null,
    instalment: row.debtEuro === '212.18' ? { amountEuro: '5.00' } : null,
    protectedUntil: row.utility === 'gas' ? '2027-03-31' : null,
    paymentUnderWayUntil: null,
    meter: { serial: `1SAG${row.ean.slice(-8)}`, model: row.utility === 'gas' ? 'Flexy G4' : 'Sagemcom S211', gasThroughSerial: row.utility === 'gas' ? '1SAG00000017' : null },
    tariff: { id: 'tariff-1', name: 'Sociaal tarief Q1 2027' },
    policy: { id: 'policy-1', name: 'Vlaanderen 2027', region: 'flanders' },
    contact: { language: languageOf.get(row.id) ?? 'nl', phone: row.customer.name === 'Tom De Smet' ? null : '+32 470 00 00 17', email: 'an.verhulst@voorbeeld.example' },
    contractFrom: '2025-03-01',
    contractUntil: null,
    householdAccounts: others.map(({ id, utility, confirmedSupply, balanceEuro, daysLeft }) => ({ id, utility, confirmedSupply, balanceEuro, daysLeft })),
  };
}
