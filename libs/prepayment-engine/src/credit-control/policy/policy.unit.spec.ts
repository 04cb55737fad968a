import { describe, expect, it } from 'vitest';
import { microEuro, wattHour } from '../../money/index.js';
import { brussels, flanders, mergePolicy, SHIPPED_POLICIES, shippedPolicy, sourced } from './index.js';
import type { HouseLayer } from './index.js';

const withHouse = (house: HouseLayer) => mergePolicy({ ...flanders, house });

describe('the shipped policies', () => {
  it('are whole and their houses only move to the customer\'s favour', () => {
    for (const document of Object.values(SHIPPED_POLICIES)) expect(mergePolicy(document).kind).toBe('policy');
  });

  it('refuse prepayment in Brussels only', () => {
    expect(shippedPolicy('brussels').general.prepaymentAllowed).toBe(false);
    expect(shippedPolicy('flanders').general.prepaymentAllowed && shippedPolicy('wallonia').general.prepaymentAllowed).toBe(true);
    expect(mergePolicy({ ...brussels, house: { general: { prepaymentAllowed: sourced(true, 'verified', 'wish') } } }).kind).toBe('refused');
  });

  it('lay the Walloon house over its law', () => {
    const { general, utilities } = shippedPolicy('wallonia');
    expect([general.repaymentShareBasisPoints, general.cutWindowFromMinute, general.cutWindowUntilMinute]).toEqual([3500, 600, 840]);
    expect([utilities.electricity.emergencyAmountMicroEuro, utilities.gas.emergencyAmountMicroEuro]).toEqual([12_000_000, 15_000_000]);
  });

  it('name their guesses until a house confirms them', () => {
    expect(shippedPolicy('flanders').guesses).toContain('general.monthlyCeilingMicroEuro');
    const confirmed = withHouse({ general: { monthlyCeilingMicroEuro: sourced(microEuro(75_000_000), 'verified', 'board decision') } });
    expect(confirmed.kind === 'policy' && confirmed.policy.guesses).not.toContain('general.monthlyCeilingMicroEuro');
  });
});

describe('a house', () => {
  it('may move a value to the customer\'s favour', () => {
    const outcome = withHouse({
      general: { repaymentShareBasisPoints: sourced(2000, 'verified', 'house'), lacBan: sourced({ from: '11-01', until: '04-15' }, 'verified', 'house') },
      utilities: { gas: { emergencyEnergyWh: sourced(wattHour(2_000_000), 'verified', 'house') } },
    });
    expect(outcome.kind === 'policy' && outcome.policy.general.repaymentShareBasisPoints).toBe(2000);
  });

  it.each<[string, HouseLayer, string]>([
    ['takes a larger share', { general: { repaymentShareBasisPoints: sourced(4000, 'verified', '') } }, 'general.repaymentShareBasisPoints'],
    ['lends less', { utilities: { electricity: { emergencyAmountMicroEuro: sourced(microEuro(49_000_000), 'verified', '') } } }, 'electricity.emergencyAmountMicroEuro'],
    ['cuts instead of limiting', { utilities: { electricity: { whenExhausted: sourced('off', 'verified', '') } } }, 'electricity.whenExhausted'],
    ['cuts electricity without the commission', { utilities: { electricity: { offNeedsLacDecision: sourced(false, 'verified', '') } } }, 'electricity.offNeedsLacDecision'],
    ['cuts earlier in the day', { general: { cutWindowFromMinute: sourced(540, 'verified', '') } }, 'general.cutWindowFromMinute'],
    ['shortens the winter', { general: { lacBan: sourced({ from: '12-15', until: '03-01' }, 'verified', '') } }, 'general.lacBan'],
    ['moves the winter', { general: { lacBan: sourced({ from: '11-01', until: '02-01' }, 'verified', '') } }, 'general.lacBan'],
    ['takes the legal minimum for gas', { general: { gasSeasonMode: sourced('legal', 'verified', '') } }, 'general.gasSeasonMode'],
    ['believes old readings longer', { general: { staleAfterHours: sourced(72, 'verified', '') } }, 'general.staleAfterHours'],
    ['cuts in the cold', { general: { coldSpellBlocks: sourced(false, 'verified', '') } }, 'general.coldSpellBlocks'],
  ])('that %s is refused', (_name, house, field) => {
    expect(withHouse(house)).toEqual({ kind: 'refused', violations: [{ field, why: 'against_the_customer' }] });
  });

  it('is refused with every mistake named, also of a document that came as text', () => {
    const house = JSON.parse('{"general":{"lowDaysLeft":{"value":"7","status":"verified","source":""},"colour":{"value":1,"status":"verified","source":""},"stayOnDays":{"value":-1,"status":"verified","source":""},"gasSeason":{"value":{"from":"11-31x","until":"1"},"status":"verified","source":""}}}') as HouseLayer;
    expect(withHouse(house)).toEqual({
      kind: 'refused',
      violations: [
        { field: 'general.colour', why: 'unknown_field' },
        { field: 'general.lowDaysLeft', why: 'wrong_type' },
        { field: 'general.stayOnDays', why: 'wrong_type' },
        { field: 'general.gasSeason', why: 'wrong_type' },
      ],
    });
  });
});
