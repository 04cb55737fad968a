import { cubicDecimetre, type DailyConsumption, microEuro, NO_CHARGE, wattHour } from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { fitsCharge } from './charge-room.js';

const MOST = 2_147_483_647;
const USE: DailyConsumption = {
  quality: 'measured', dayWh: wattHour(0), nightWh: wattHour(0), energyWh: wattHour(0), injectionWh: wattHour(0), volumeDm3: null, gasFactor: null,
};

describe('fitsCharge', () => {
  it.each(Object.keys(NO_CHARGE))('takes %s up to the last micro-euro of four bytes, above and below zero', (part) => {
    for (const [amount, fits] of [[MOST, true], [-MOST, true], [MOST + 1, false], [-MOST - 1, false]] as const)
      expect(fitsCharge({ ...NO_CHARGE, [part]: microEuro(amount) }, null)).toBe(fits);
  });

  it('takes no use that is larger than four bytes', () => {
    expect(fitsCharge(NO_CHARGE, USE)).toBe(true);
    expect(fitsCharge(NO_CHARGE, { ...USE, energyWh: wattHour(MOST + 1) })).toBe(false);
    expect(fitsCharge(NO_CHARGE, { ...USE, injectionWh: wattHour(MOST + 1) })).toBe(false);
    expect(fitsCharge(NO_CHARGE, { ...USE, volumeDm3: cubicDecimetre(MOST + 1) })).toBe(false);
  });
});
