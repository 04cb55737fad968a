import type { SupplyDay, Utility } from '@tegoed/prepayment-engine';
import type { StoredComponent } from '../../adapters/postgres/terms.js';

/** A price book that every sandbox supplier has. */
export interface PriceBook {
  readonly key: 'electricity' | 'electricity_day_night' | 'exclusive_night' | 'gas';
  readonly name: string;
  readonly utility: Utility;
  /** Prices in 10^-5 EUR; those of the energy itself at a price level of 100 %. */
  readonly components: readonly StoredComponent[];
}

const NETWORK: StoredComponent = { component: 'network', unit: 'kwh', priceHundredThousandthEuro: 6_000 };
const LEVIES: StoredComponent = { component: 'levies', unit: 'kwh', priceHundredThousandthEuro: 3_000 };
const CAPACITY: StoredComponent = { component: 'capacity', unit: 'kw_year', priceHundredThousandthEuro: 4_500_000 };
const FIXED: StoredComponent = { component: 'fixed', unit: 'day', priceHundredThousandthEuro: 5_500 };

/**
 * Made-up books at the level of a Flemish home: about 0.30 EUR/kWh of electricity and 0.08 EUR/kWh of gas, all in,
 * with VAT, for a home of ordinary use.
 */
export const PRICE_BOOKS: readonly PriceBook[] = [
  {
    key: 'electricity', name: 'Elektriciteit enkelvoudig', utility: 'electricity',
    components: [{ component: 'energy', unit: 'kwh', priceHundredThousandthEuro: 14_000 }, NETWORK, LEVIES, CAPACITY, FIXED],
  },
  {
    key: 'electricity_day_night', name: 'Elektriciteit dag en nacht', utility: 'electricity',
    components: [
      { component: 'energy', unit: 'kwh_day', priceHundredThousandthEuro: 15_500 },
      { component: 'energy', unit: 'kwh_night', priceHundredThousandthEuro: 12_000 },
      NETWORK, LEVIES, CAPACITY, FIXED,
    ],
  },
  {
    key: 'exclusive_night', name: 'Uitsluitend nacht', utility: 'exclusive_night',
    components: [
      { component: 'energy', unit: 'kwh', priceHundredThousandthEuro: 11_000 },
      { component: 'network', unit: 'kwh', priceHundredThousandthEuro: 4_500 },
      { component: 'levies', unit: 'kwh', priceHundredThousandthEuro: 2_500 },
      { component: 'capacity', unit: 'kw_year', priceHundredThousandthEuro: 0 },
      { component: 'fixed', unit: 'day', priceHundredThousandthEuro: 2_000 },
    ],
  },
  {
    key: 'gas', name: 'Aardgas', utility: 'gas',
    components: [
      { component: 'energy', unit: 'kwh', priceHundredThousandthEuro: 5_300 },
      { component: 'network', unit: 'kwh', priceHundredThousandthEuro: 1_300 },
      { component: 'levies', unit: 'kwh', priceHundredThousandthEuro: 450 },
      { component: 'capacity', unit: 'kw_year', priceHundredThousandthEuro: 0 },
      { component: 'fixed', unit: 'day', priceHundredThousandthEuro: 9_000 },
    ],
  },
];

export const VAT_BASIS_POINTS = 600;

/** The price level of each quarter in basis points, by year: dear in the winter of 2022, calm since 2024. */
const LEVELS: Readonly<Record<number, readonly [number, number, number, number]>> = {
  2021: [8_200, 8_400, 8_900, 9_800],
  2022: [11_500, 11_900, 12_600, 14_200],
  2023: [13_800, 12_400, 10_600, 10_200],
  2024: [10_000, 9_700, 9_500, 9_800],
  2025: [10_300, 10_100, 9_900, 10_000],
  2026: [10_100, 9_900, 9_800, 10_000],
  2027: [10_100, 10_000, 9_900, 10_100],
  2028: [10_200, 10_000, 9_900, 10_100],
};

/** One quarter of a price book. */
export interface PriceBookVersion {
  readonly bookKey: PriceBook['key'];
  /** The first day of the quarter, and the first day after it. */
  readonly from: SupplyDay;
  readonly until: SupplyDay;
  readonly components: readonly StoredComponent[];
}

/** Every quarter of every book from 2021 to the end of 2028; only the energy itself follows the market. */
export function priceBookVersions(): PriceBookVersion[] {
  return PRICE_BOOKS.flatMap((book) => quarters().map(({ from, until, level }) => ({
    bookKey: book.key, from, until, components: book.components.map((component) => atLevel(component, level)),
  })));
}

function atLevel(component: StoredComponent, level: number): StoredComponent {
  if (component.component !== 'energy') return component;
  return { ...component, priceHundredThousandthEuro: Math.round((component.priceHundredThousandthEuro * level) / 10_000) };
}

function quarters(): { from: SupplyDay; until: SupplyDay; level: number }[] {
  return Object.entries(LEVELS).flatMap(([year, levels]) =>
    levels.map((level, index) => ({ from: quarterStart(Number(year), index), until: quarterStart(Number(year), index + 1), level })));
}

function quarterStart(year: number, quarter: number): SupplyDay {
  const month = String((quarter % 4) * 3 + 1).padStart(2, '0');
  return `${quarter === 4 ? year + 1 : year}-${month}-01` as SupplyDay;
}
