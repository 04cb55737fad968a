import type { MicroEuro } from '../money/index.js';

/** What a supply day costs, in parts that sum to the total exactly. A re-rate difference may be negative. */
export interface DayCharge {
  readonly energyMicroEuro: MicroEuro;
  readonly networkMicroEuro: MicroEuro;
  readonly capacityMicroEuro: MicroEuro;
  readonly fixedMicroEuro: MicroEuro;
  readonly leviesMicroEuro: MicroEuro;
  readonly vatMicroEuro: MicroEuro;
  readonly totalMicroEuro: MicroEuro;
}
