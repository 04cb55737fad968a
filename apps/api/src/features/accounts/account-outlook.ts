import { prepareControl, reviewAccount, emergencyLimit, availableEmergency, type AccountState, type Decision, type Instant, type MicroEuro } from '@tegoed/prepayment-engine';
import type { AccountTerms } from '../../adapters/postgres/account-terms.js';

/** What the rules say of an account at this moment, without changing anything. */
export interface AccountOutlook {
  readonly decision: Decision;
  readonly emergencyLimitMicroEuro: MicroEuro;
  readonly emergencyAvailableMicroEuro: MicroEuro;
}

/** Asks the engine again with the facts of now, so that a page shows the same figures that a payment would act on. */
export function outlookOfAccount(state: AccountState, terms: AccountTerms, now: Instant): AccountOutlook {
  const control = prepareControl({ ...terms, now, utility: state.utility });
  return {
    decision: reviewAccount({ state, ...terms, now }).decision,
    emergencyLimitMicroEuro: emergencyLimit(state, control),
    emergencyAvailableMicroEuro: availableEmergency(state, control),
  };
}
