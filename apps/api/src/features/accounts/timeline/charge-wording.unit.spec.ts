import { daysInYear, rateDay, ratesOf, type DailyConsumption, type SupplyDay } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { tariffVersionOf, type StoredComponent } from '../../../adapters/postgres/terms.js';
import { LANGUAGES } from '../../../http/request-context.js';
import { arithmeticOf, type ArithmeticStep, type ChargeFacts } from './charge-arithmetic.js';
import { chargeInWords } from './charge-wording.js';
import { registerUses } from './registers.js';

const DAY = '2026-01-05' as SupplyDay;
const components: StoredComponent[] = [
  { component: 'energy', unit: 'kwh_day', priceHundredThousandthEuro: 15_655 }, { component: 'energy', unit: 'kwh_night', priceHundredThousandthEuro: 12_120 },
  { component: 'network', unit: 'kwh', priceHundredThousandthEuro: 6_000 }, { component: 'levies', unit: 'kwh', priceHundredThousandthEuro: 3_000 },
  { component: 'capacity', unit: 'kw_year', priceHundredThousandthEuro: 4_500_000 }, { component: 'fixed', unit: 'day', priceHundredThousandthEuro: 5_500 },
];
const used = { quality: 'measured', dayWh: 10_155, nightWh: 2_789, energyWh: 12_944, injectionWh: 0, volumeDm3: null, gasFactor: null } as unknown as DailyConsumption;
const version = tariffVersionOf({ tariff_version_id: 1, tariff_id: 1, utility: 'electricity', valid_from: '2026-01-01' as SupplyDay, valid_until: '2026-03-31' as SupplyDay, vat_basis_points: 600, components });
const charge = rateDay(ratesOf(version, DAY), used, null);
const so_far = {
  energy: charge.energyMicroEuro, network: charge.networkMicroEuro, capacity: charge.capacityMicroEuro, fixed: charge.fixedMicroEuro, levies: charge.leviesMicroEuro,
  vat: charge.vatMicroEuro, total: charge.totalMicroEuro,
};
const facts: ChargeFacts = {
  day: DAY, seq: 0, quality: 0, reason: null, use1: 10_155, use2: 2_789, energy_wh: 12_944, total: charge.totalMicroEuro, set_aside: null, so_far,
  price: { from: '2026-01-01', until: '2026-03-31', vat_basis_points: 600, components }, old_price: null, gas_factor: null,
};
const registers = registerUses([{ register: 'offtake1', toValue: 4_331_155, used: 10_155 }, { register: 'offtake2', toValue: 2_879_289, used: 2_789 }], 'electricity');
const half = (numerator: number, denominator: number) => Math.floor((2 * numerator + denominator) / (2 * denominator));

describe('the sum behind a charge', () => {
  it('is told so that a person can check it', () => {
    expect(chargeInWords(arithmeticOf(facts, registers, 'electricity'), 'en')).toEqual([
      'Use (day or single): from 4321.000 kWh to 4331.155 kWh, that is 10.155 kWh.',
      'Use at night: from 2876.500 kWh to 2879.289 kWh, that is 2.789 kWh.',
      'Prices valid from 2026-01-01 to 2026-03-31.',
      'Energy: 10.155 kWh × 0.15655 EUR + 2.789 kWh × 0.1212 EUR = 1.927792 EUR.',
      'Network: 12.944 kWh × 0.06 EUR = 0.77664 EUR.',
      'Levies: 12.944 kWh × 0.03 EUR = 0.38832 EUR.',
      'Capacity: 2.5 kW × 45.00 EUR ÷ 365 days = 0.308219 EUR.',
      'Fixed cost per day: 0.055 EUR.',
      'VAT: 6 % × 3.455971 EUR = 0.207358 EUR.',
      'Together for this day: 3.663329 EUR.',
    ]);
  });

  it('gives each written result when it is worked out again', () => {
    const results: Partial<Record<ArithmeticStep['kind'], (step: never) => number>> = {
      energy: (step: Extract<ArithmeticStep, { kind: 'energy' }>) => half(step.terms.reduce((sum, { wh, price }) => sum + wh * price, 0), 100),
      capacity: ({ price, peakW, yearDays }: Extract<ArithmeticStep, { kind: 'capacity' }>) => half(price * peakW, 100 * yearDays),
      vat: ({ basisPoints, sum }: Extract<ArithmeticStep, { kind: 'vat' }>) => half(sum * basisPoints, 10_000),
    };
    const steps = arithmeticOf(facts, registers, 'electricity');
    for (const step of steps) if (results[step.kind] !== undefined && 'amount' in step) expect(results[step.kind]!(step as never), step.kind).toBe(step.amount);
    expect(daysInYear(DAY)).toBe(365);
  });

  it('names the factor of gas with its status, and why a line was corrected, from what to what', () => {
    const gas: ChargeFacts = {
      ...facts, seq: 2, quality: 1, reason: 'gas_factor', use1: 10_394, use2: null, energy_wh: 120_698, total: 450_000, set_aside: 200_000,
      gas_factor: { e4: 116_123, status: 'final', version: 2 }, old_price: { from: '2025-10-01', until: '2025-12-31' },
      price: { ...facts.price!, components: [{ component: 'energy', unit: 'kwh', priceHundredThousandthEuro: 5_353 }] },
    };
    const words = chargeInWords(arithmeticOf(gas, [], 'gas'), 'nl');
    expect(words).toContain('10,394 m³ × 11,6123 kWh/m³ (definitieve factor) = 120,698 kWh.');
    expect(words[0]).toBe('Verbetering omdat de omzettingsfactor van het gas is bekendgemaakt: de dag kostte 3,213329 EUR, nu 3,663329 EUR; het verschil is 0,45 EUR.');
    expect(words[1]).toContain('0,20 EUR is opzijgezet');
    expect(words).toContain('Eerder gerekend met de prijzen vanaf 01/10/2025 tot en met 31/12/2025.');
  });

  it.each(LANGUAGES)('has a sentence for every step in %s', (language) => {
    const corrected = { ...facts, seq: 1, reason: 'late_reading', set_aside: 1 };
    for (const one of [facts, corrected, { ...facts, quality: 2 }]) for (const sentence of chargeInWords(arithmeticOf(one, registers, 'electricity'), language)) expect(sentence).toMatch(/^\S.*\.$/);
  });
});
