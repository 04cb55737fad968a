import { parse } from 'csv-parse/sync';
import { supplyDayFrom, type SupplyDay, type Utility } from '@tegoed/prepayment-engine';
import type { StoredComponent } from '../../../adapters/postgres/terms.js';
import { UTILITIES } from '../../accounts/index.js';
import { storedComponents } from '../stored-components.js';
import { COMPONENTS, type NewTariffComponent, UNITS } from '../tariff-dto.js';

/** The header of a price book; one row per price. Prices in euro with a decimal point, without VAT. */
export const PRICE_BOOK_HEADER = 'tariff;utility;valid_from;valid_until;vat_basis_points;component;unit;price_euro';

/** One version of a tariff as a price book gives it. `validUntil` is its last day; null is open. */
export interface PriceBookVersion {
  readonly tariff: string;
  readonly utility: Utility;
  readonly validFrom: SupplyDay;
  readonly validUntil: SupplyDay | null;
  readonly vatBasisPoints: number;
  readonly components: readonly StoredComponent[];
}

/** A price book, or every line that does not fit: half a book is never taken. */
export type PriceBookRead =
  | { readonly kind: 'book'; readonly versions: readonly PriceBookVersion[] }
  | { readonly kind: 'refused'; readonly problems: readonly { readonly line: number; readonly why: string }[] };

const ROWS_LIMIT = 2_000;

interface Line {
  readonly line: number;
  readonly version: Omit<PriceBookVersion, 'components'>;
  readonly price: NewTariffComponent;
}

/** Reads a price book from CSV with semicolons. */
export function readPriceBook(bytes: Buffer): PriceBookRead {
  const rows = rowsOf(bytes);
  if (rows === null) return refused(1, 'it is no CSV file in UTF-8');
  const [header, ...body] = rows;
  if (header?.join(';') !== PRICE_BOOK_HEADER) return refused(1, `the header must be ${PRICE_BOOK_HEADER}`);
  if (body.length === 0 || body.length > ROWS_LIMIT) return refused(2, `there must be between 1 and ${ROWS_LIMIT} prices`);
  const lines = body.map((cells, index) => lineOf(cells, index + 2));
  const problems = lines.flatMap((line) => ('why' in line ? [line] : []));
  if (problems.length > 0) return { kind: 'refused', problems };
  return versionsOf(lines as readonly Line[]);
}

function refused(line: number, why: string): PriceBookRead {
  return { kind: 'refused', problems: [{ line, why }] };
}

function rowsOf(bytes: Buffer): string[][] | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return parse(text, { delimiter: ';', trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    return null;
  }
}

function lineOf(cells: readonly string[], line: number): Line | { readonly line: number; readonly why: string } {
  const [tariff = '', utility = '', from = '', until = '', vat = '', component = '', unit = '', priceEuro = ''] = cells;
  const [validFrom, validUntil] = [supplyDayFrom(from), until === '' ? null : supplyDayFrom(until)];
  const faults = [
    cells.length === 8 ? null : `${cells.length} columns in place of 8`,
    tariff.length >= 2 && tariff.length <= 100 ? null : 'the name of the tariff must have 2 to 100 characters',
    UTILITIES.some((each) => each === utility) ? null : `utility must be one of ${UTILITIES.join(', ')}`,
    validFrom === null ? 'valid_from is no day' : null,
    until !== '' && (validUntil === null || (validFrom !== null && validUntil < validFrom)) ? 'valid_until is no day after valid_from' : null,
    /^\d{1,4}$/.test(vat) ? null : 'vat_basis_points must be a whole number such as 600',
    COMPONENTS.some((each) => each === component) ? null : `component must be one of ${COMPONENTS.join(', ')}`,
    UNITS.some((each) => each === unit) ? null : `unit must be one of ${UNITS.join(', ')}`,
  ].filter((fault) => fault !== null);
  if (faults.length > 0 || validFrom === null) return { line, why: faults.join('; ') };
  return {
    line,
    version: { tariff, utility: utility as Utility, validFrom, validUntil, vatBasisPoints: Number(vat) },
    price: { component, unit, priceEuro } as NewTariffComponent,
  };
}

function versionsOf(lines: readonly Line[]): PriceBookRead {
  const groups = new Map<string, Line[]>();
  for (const each of lines) {
    const key = `${each.version.tariff}\n${each.version.validFrom}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const problems: { line: number; why: string }[] = [];
  const versions = [...groups.values()].map((group): PriceBookVersion => {
    const first = group[0]!;
    const { stored, problems: unfit } = storedComponents(group.map(({ price }) => price));
    for (const { field, message } of unfit) problems.push({ line: group[Number(field.split('.')[1] ?? 0)]?.line ?? first.line, why: message });
    if (group.some(({ version }) => JSON.stringify(version) !== JSON.stringify(first.version))) problems.push({ line: first.line, why: `the rows of ${first.version.tariff} do not agree on utility, days or VAT` });
    return { ...first.version, components: stored };
  });
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'book', versions };
}
