import type { DailyConsumption, DayCharge } from '@tegoed/prepayment-engine';

/** A row of `day_charge` holds amounts in micro-euro and uses in Wh as four bytes: 2,147 euro and 2,147 kWh a day. */
const MOST = 2_147_483_647;

/**
 * Whether what a day costs and uses fits a row of charge. No home comes near: more is a wrong reading, factor or price,
 * which a person has to look at, and never a reason to stop the run of everybody else.
 */
export function fitsCharge(charge: DayCharge, consumption: DailyConsumption | null): boolean {
  const { energyMicroEuro, networkMicroEuro, capacityMicroEuro, fixedMicroEuro, leviesMicroEuro, vatMicroEuro, totalMicroEuro } = charge;
  return (
    isRoomFor(totalMicroEuro) && isRoomFor(energyMicroEuro) && isRoomFor(networkMicroEuro) && isRoomFor(capacityMicroEuro) &&
    isRoomFor(fixedMicroEuro) && isRoomFor(leviesMicroEuro) && isRoomFor(vatMicroEuro) &&
    (consumption === null || (isRoomFor(consumption.energyWh) && isRoomFor(consumption.injectionWh) && isRoomFor(consumption.volumeDm3 ?? 0)))
  );
}

function isRoomFor(value: number): boolean {
  return value <= MOST && value >= -MOST;
}
