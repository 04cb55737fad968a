import { shownBalance } from '../ledger/index.js';
import { microEuro, mostMoney, NO_MONEY, subtractMoney } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { AccountState, CreditState } from './account-state.js';
import type { ControlContext } from './control-context.js';

/**
 * How far the supply debt may go on emergency credit: what the policy offers where it starts by itself, what was
 * taken where it needs the customer's own action.
 */
export function emergencyLimit(state: AccountState, context: ControlContext): MicroEuro {
  return context.rules.emergencyStarts === 'by_itself' ? context.emergencyOfferMicroEuro : state.emergencyTakenMicroEuro;
}

/** The emergency credit still available: the limit less the supply debt outstanding. What is repaid is there again. */
export function availableEmergency(state: AccountState, context: ControlContext): MicroEuro {
  const left = subtractMoney(emergencyLimit(state, context), state.balances.debtSupplyMicroEuro);
  return mostMoney(NO_MONEY, left);
}

/**
 * How the account stands. The boundaries, with a supply debt D made since the balance was zero and a limit L:
 *
 * | shown balance          | credit state | supply |
 * |------------------------|--------------|--------|
 * | above the low amount   | in_credit (low when few days are left) | on |
 * | at the low amount      | low          | on     |
 * | 0.01                   | low          | on     |
 * | 0.00 exactly           | low          | on: nothing has been used beyond the credit, whatever older debt there is |
 * | -0.01 with D below L   | emergency    | on     |
 * | -0.01 with L = 0       | exhausted    | less   |
 * | D a cent below L       | emergency    | on     |
 * | D exactly L            | exhausted    | less: nothing of the emergency credit is left |
 */
export function creditStateOf(state: AccountState, context: ControlContext, daysLeft: number | null): CreditState {
  const shown = shownBalance(state.balances, state.debtSupplyAtZeroMicroEuro);
  if (shown < 0) return availableEmergency(state, context) > 0 ? 'emergency' : 'exhausted';
  const isLow = shown <= context.general.lowAmountMicroEuro || (daysLeft !== null && daysLeft <= context.general.lowDaysLeft);
  return isLow ? 'low' : 'in_credit';
}

/** What may still be repaid in this month by the household, over top-ups and instalments. */
export function repaymentCeilingLeft(
  state: AccountState,
  context: ControlContext,
  month: string,
  repaidByOthers: MicroEuro,
): MicroEuro {
  const own = state.repaidMonth === month ? state.repaidInMonthMicroEuro : NO_MONEY;
  return microEuro(Math.max(0, context.general.monthlyCeilingMicroEuro - own - repaidByOthers));
}
