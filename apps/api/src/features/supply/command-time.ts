import type { Instant as CommandInstant } from '@tegoed/meter-commands';
import type { Instant } from '@tegoed/prepayment-engine';

/** The engine's and the commands' instants are the same number under two names. */
export function commandTime(now: Instant): CommandInstant {
  return now as number as CommandInstant;
}
