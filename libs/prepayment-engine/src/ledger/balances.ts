import type { MicroEuro } from '../money/index.js';

/** What a customer has and owes, each zero or more. */
export interface CustomerBalances {
  readonly creditMicroEuro: MicroEuro;
  readonly debtSupplyMicroEuro: MicroEuro;
  readonly debtProtectedMicroEuro: MicroEuro;
  readonly debtOldMicroEuro: MicroEuro;
  readonly debtReturnedMicroEuro: MicroEuro;
  readonly debtCorrectionMicroEuro: MicroEuro;
}
