import type { WarningStep } from '../credit-control/index.js';

/** The step of the warning ladder (7, 3, 1 days, and 0 on the day itself) that belongs to a number of days left. */
export function warningStepOf(daysLeft: number | null): WarningStep | null {
  if (daysLeft === null || daysLeft > 7) return null;
  if (daysLeft > 3) return 7;
  if (daysLeft > 1) return 3;
  return daysLeft === 1 ? 1 : 0;
}

/** The step to warn at now: only when it is lower than what was given already. Skipped steps are not made up for. */
export function nextWarning(given: WarningStep | null, daysLeft: number | null): WarningStep | null {
  const step = warningStepOf(daysLeft);
  if (step === null) return null;
  return given === null || step < given ? step : null;
}
