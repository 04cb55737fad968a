import { decimalFromMicroEuro, microEuro, microEuroFromDecimal } from '@tegoed/prepayment-engine';
import type { StoredComponent } from '../../adapters/postgres/terms.js';
import type { FieldProblem } from '../../http/problem.js';
import type { NewTariffComponent, TariffComponent } from './tariff-dto.js';

/** Micro-euro in one hundred-thousandth of a euro, the unit of stored prices. */
const MICRO_EURO_PER_PRICE_UNIT = 10;
const UNITS_OF: Readonly<Record<StoredComponent['component'], readonly StoredComponent['unit'][]>> = {
  energy: ['kwh', 'kwh_day', 'kwh_night'],
  network: ['kwh'],
  levies: ['kwh'],
  capacity: ['kw_year'],
  fixed: ['day'],
};

/** The components as stored, or every field that does not fit: a price that rating would not read must not be stored. */
export function storedComponents(components: readonly NewTariffComponent[]): { stored: StoredComponent[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const stored = components.map(({ component, unit, priceEuro }, index) => {
    const price = microEuroFromDecimal(priceEuro);
    const whole = price !== null && price % MICRO_EURO_PER_PRICE_UNIT === 0;
    if (!whole) problems.push({ field: `components.${index}.priceEuro`, message: 'must be euros as a decimal string with at most five decimals' });
    if (!UNITS_OF[component].includes(unit)) problems.push({ field: `components.${index}.unit`, message: `must be one of ${UNITS_OF[component].join(', ')} for ${component}` });
    return { component, unit, priceHundredThousandthEuro: whole ? price / MICRO_EURO_PER_PRICE_UNIT : 0 };
  });
  return { stored, problems: [...problems, ...energyProblems(stored)] };
}

function energyProblems(stored: readonly StoredComponent[]): FieldProblem[] {
  const has = (unit: StoredComponent['unit']): boolean => stored.some((each) => each.component === 'energy' && each.unit === unit);
  const [single, day, night] = [has('kwh'), has('kwh_day'), has('kwh_night')];
  const fits = (single && !day && !night) || (!single && day && night);
  return fits ? [] : [{ field: 'components', message: 'must price energy either per kwh, or per kwh_day and kwh_night' }];
}

/** Stored components as the API writes them. */
export function componentsInEuro(components: readonly StoredComponent[]): TariffComponent[] {
  return components.map(({ component, unit, priceHundredThousandthEuro }) => ({
    component, unit, priceEuro: decimalFromMicroEuro(microEuro(priceHundredThousandthEuro * MICRO_EURO_PER_PRICE_UNIT), 5),
  }));
}
