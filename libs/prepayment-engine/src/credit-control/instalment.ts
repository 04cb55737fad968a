import type { IsoWeek } from '../calendar/index.js';
import { dayNumber } from '../calendar/index.js';
import { leastMoney, NO_MONEY } from '../money/index.js';
import type { MicroEuro } from '../money/index.js';
import type { AccountState } from './account-state.js';
import type { ControlContext } from './control-context.js';
import { repaymentCeilingLeft } from './credit.js';

/** The day for which an instalment may be taken. */
export interface InstalmentDay {
  readonly day: number;
  readonly week: IsoWeek;
  readonly month: string;
}

/**
 * The weekly instalment on the old debt that is due now; 0 when none is. Once per ISO week, only while supply is on,
 * without a hold, and only when credit is left after it: it never brings anyone to zero. A week in which it could
 * not be taken is skipped and never caught up (vreg.be, schulden aflossen; 5 EUR per week and energy).
 */
export function instalmentDue(
  state: AccountState,
  creditMicroEuro: MicroEuro,
  context: ControlContext,
  { day, week, month }: InstalmentDay,
  repaidByOthers: MicroEuro,
): MicroEuro {
  if (state.instalmentMicroEuro === 0 || state.balances.debtOldMicroEuro === 0) return NO_MONEY;
  if (state.instalmentWeek === week || !mayTake(state, context, day)) return NO_MONEY;
  const ceilingLeft = repaymentCeilingLeft(state, context, month, repaidByOthers);
  const due = leastMoney(leastMoney(state.instalmentMicroEuro, state.balances.debtOldMicroEuro), ceilingLeft);
  return creditMicroEuro > due ? due : NO_MONEY;
}

function mayTake(state: AccountState, context: ControlContext, day: number): boolean {
  if (state.confirmedSupply !== 'on' || state.desiredSupply !== 'on' || context.moratorium !== null) return false;
  if (state.paymentUnderWayUntil !== null && state.paymentUnderWayUntil > context.now) return false;
  return state.protectedUntil === null || dayNumber(state.protectedUntil) < day;
}
