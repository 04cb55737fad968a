import type { WarningStep } from '../credit-control/index.js';

/**
 * The step of the warning ladder (7, 3, 1 days, and 0 on the day itself) that belongs to a number of days left.
 * Counters and help desks are closed in the weekend and on holidays, so the last working day before the credit ends is
 * the day of step 1: `daysToWorkingDay` is 1 when tomorrow is a working day and 3 on a Friday.
 */
export function warningStepOf(daysLeft: number | null, daysToWorkingDay = 1): WarningStep | null {
  if (daysLeft === null || daysLeft > 7) return null;
  if (daysLeft === 0) return 0;
  if (daysLeft <= 1 || daysLeft < daysToWorkingDay) return 1;
  return daysLeft > 3 ? 7 : 3;
}

/** The step to warn at now: only when it is lower than what was given already. Skipped steps are not made up for. */
export function nextWarning(given: WarningStep | null, daysLeft: number | null, daysToWorkingDay = 1): WarningStep | null {
  const step = warningStepOf(daysLeft, daysToWorkingDay);
  if (step === null) return null;
  return given === null || step < given ? step : null;
}
