import { describe, expect, it } from 'vitest';
import { componentsInEuro, storedComponents } from './stored-components.js';

describe('the prices of a tariff', () => {
  it('are kept in hundred-thousandths of a euro and come back as written', () => {
    const { stored, problems } = storedComponents([
      { component: 'energy', unit: 'kwh', priceEuro: '0.15235' },
      { component: 'fixed', unit: 'day', priceEuro: '-0.1' },
    ]);
    expect(problems).toEqual([]);
    expect(stored.map((each) => each.priceHundredThousandthEuro)).toEqual([15_235, -10_000]);
    expect(componentsInEuro(stored).map((each) => each.priceEuro)).toEqual(['0.15235', '-0.10000']);
  });

  it.each([
    ['six decimals', [{ component: 'energy', unit: 'kwh', priceEuro: '0.152351' }], 'components.0.priceEuro'],
    ['a comma', [{ component: 'energy', unit: 'kwh', priceEuro: '0,15' }], 'components.0.priceEuro'],
    ['capacity per kwh', [{ component: 'energy', unit: 'kwh', priceEuro: '1' }, { component: 'capacity', unit: 'kwh', priceEuro: '1' }], 'components.1.unit'],
    ['day without night', [{ component: 'energy', unit: 'kwh_day', priceEuro: '1' }], 'components'],
    ['no energy', [{ component: 'fixed', unit: 'day', priceEuro: '1' }], 'components'],
  ] as const)('are refused with %s', (_name, components, field) => {
    expect(storedComponents(components).problems.map((problem) => problem.field)).toContain(field);
  });
});
