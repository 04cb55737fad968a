import { type HouseAccount, type Instant, microEuro, type MicroEuro, type PaymentKind, type PaymentSettlement, settlePayment, supplyDayOf } from '@tegoed/prepayment-engine';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import type { AccountTerms } from '../../adapters/postgres/account-terms.js';
import type { AccountSnapshotRow } from '../../adapters/postgres/post-entry.js';

/** An amount that raises an account, and on which house account it stands until then. */
export interface AmountToSettle {
  /** Above zero. */
  readonly amountMicroEuro: MicroEuro;
  readonly kind: PaymentKind;
  readonly fundedFrom: HouseAccount;
  readonly now: Instant;
}

/** The engine's answer on an amount for the account of a snapshot, with what its household repaid this month. */
export function settleOn(snapshot: AccountSnapshotRow, terms: AccountTerms, amount: AmountToSettle): PaymentSettlement {
  return settlePayment({ state: accountStateOf(snapshot), ...amount, ...terms, householdRepaidInMonthMicroEuro: repaidByOthers(snapshot, amount.now) });
}

function repaidByOthers(snapshot: AccountSnapshotRow, now: Instant): MicroEuro {
  const month = supplyDayOf(now).slice(0, 7);
  const ofMonth = (snapshot.household_repaid ?? []).filter((repaid) => repaid.month === month);
  return microEuro(ofMonth.reduce((sum, repaid) => sum + repaid.micro_euro, 0));
}
